import { Impact, Urgency } from '../../../lib/ticket/priority.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Once, refusedAt, Select, TextArea, TextField } from '../page/piece/field.tsx'
import { RefusedNotice } from '../page/piece/notice.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import type { TeamNames } from './queue.tsx'
import { PageHead, Shell } from './shell.tsx'
import { consoleTexts } from './text.ts'
import { teamNames } from './tickets.tsx'

const path = '/desk/new'

const NewTicketPage = ({ visit, teams, once }: { visit: Visit; teams: TeamNames; once: string }) => {
  const { reader, person } = visit
  const texts = consoleTexts[reader.language]
  const refused = refusedAt(path, visit.refused)
  const state = { reader, refused }
  const levels = (options: readonly (keyof typeof reader.texts.level)[]) =>
    options.map((level) => [level, reader.texts.level[level]] as const)
  return (
    <Shell reader={reader} person={person} title={texts.newTicket}>
      <PageHead heading={texts.newTicket} lead={texts.newTicketLead} />
      <RefusedNotice refused={refused} reader={reader} />
      <form class="card padded form" method="post" action={path} data-swap>
        <Once id={once} />
        <TextField
          state={state}
          name="requester"
          type="email"
          label={texts.column.requester}
          hint={texts.requesterHint}
          value={visit.query.requester}
        />
        <TextField state={state} name="title" label={texts.title} isRequired most={250} />
        <TextArea state={state} name="description" label={texts.description} rows={6} />
        <div class="form pair">
          <Select
            state={state}
            name="impact"
            label={texts.column.impact}
            empty={texts.byTheDesk}
            options={levels(Impact.options)}
          />
          <Select
            state={state}
            name="urgency"
            label={texts.column.urgency}
            empty={texts.byTheDesk}
            options={levels(Urgency.options)}
          />
          <Select state={state} name="team" label={texts.column.team} empty={texts.byTheDesk} options={teams} />
          <TextField state={state} name="category" label={texts.column.category} most={100} />
          <TextField state={state} name="service" label={texts.column.service} most={100} />
        </div>
        <div class="buttons">
          <button class="button" type="submit">
            {texts.open}
          </button>
          <a class="button ghost" href="/desk">
            {reader.texts.cancel}
          </a>
        </div>
      </form>
    </Shell>
  )
}

const form: PageRoute = {
  method: 'GET',
  path,
  show: async (visit: Visit, desk: ApiDesk) => ({
    page: <NewTicketPage visit={visit} teams={await teamNames(visit, desk)} once={desk.newId()} />,
  }),
}

const open: PageRoute = {
  method: 'POST',
  path,
  again: path,
  show: async (visit, desk) => {
    const body = formBody(operations.openIncident.body, visit.form)
    const { number } = await carryOut<{ readonly number: string }>(visit, desk, operations.openIncident, { body })
    return { to: `/desk/tickets/${number}` }
  },
}

/** Opening a ticket for somebody. */
export const newTicket: readonly PageRoute[] = [form, open]
