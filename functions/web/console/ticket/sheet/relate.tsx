import type * as z from 'zod'
import type { IncidentPage } from '../../../../api/incident/summary.ts'
import type { ApiDesk } from '../../../../api/operation.ts'
import { carryOut } from '../../../page/carry-out.ts'
import { TextArea, TextField } from '../../../page/piece/field.tsx'
import type { Visit } from '../../../page/visit.ts'
import { operations } from '../../operation.ts'
import type { Summary, Ticket } from '../ticket.ts'
import { type SheetProps, sheet } from './sheet.ts'

/** Most relatives of a ticket are what the same person asked, or what is open in the same team. */
const relatives = async (visit: Visit, desk: ApiDesk, { number, requester, team }: Ticket) => {
  type Page = z.infer<typeof IncidentPage>
  const [theirs, near] = await Promise.all([
    carryOut<Page>(visit, desk, operations.listIncidents, { query: { requester: requester.id, limit: 10 } }),
    carryOut<Page>(visit, desk, operations.listIncidents, { query: { team, state: 'new,in_progress', limit: 30 } }),
  ])
  const all = new Map([...theirs.items, ...near.items].map((ticket) => [ticket.number, ticket]))
  all.delete(number)
  return [...all.values()]
}

const Suggested = ({ id, tickets }: { id: string; tickets: readonly Summary[] }) => (
  <datalist id={id}>
    {tickets.map(({ number, title, requester }) => (
      <option value={number}>{`${title} · ${requester.name}`}</option>
    ))}
  </datalist>
)

/** Part of what. */
export const parentSheet = sheet({
  load: relatives,
  Fields: ({ state, texts, ticket, extra }) => (
    <>
      <TextField
        state={state}
        name="parent"
        label={texts.field.parent}
        hint={texts.field.parentHint}
        value={ticket.parent}
        list="relatives"
      />
      <Suggested id="relatives" tickets={extra} />
    </>
  ),
})

/** Into what, and what that means. */
export const mergeSheet = sheet({
  load: relatives,
  Before: ({ texts }: SheetProps<readonly Summary[]>) => (
    <ul class="steps">
      {texts.mergeSteps.map((step) => (
        <li>{step}</li>
      ))}
    </ul>
  ),
  Fields: ({ state, texts, extra }) => (
    <>
      <TextField state={state} name="into" label={texts.field.into} isRequired placeholder="INC-12" list="relatives" />
      <Suggested id="relatives" tickets={extra} />
    </>
  ),
})

const entryOf = ({ visit, state }: SheetProps) => state.refused?.form.get('sequence') ?? visit.query.entry ?? ''

/** Which message becomes a ticket, and what that is called. */
export const splitSheet = sheet<undefined>({
  Fields: (props) => (
    <>
      <input type="hidden" name="sequence" value={entryOf(props)} />
      <TextField
        state={props.state}
        name="title"
        label={props.texts.field.title}
        value={props.ticket.title}
        most={250}
        isRequired
      />
    </>
  ),
})

/** What goes on after a ticket was closed. */
export const followUpSheet = sheet({
  Fields: ({ state, texts, ticket }) => (
    <>
      <TextField state={state} name="title" label={texts.field.title} value={ticket.title} most={250} isRequired />
      <TextArea state={state} name="description" label={texts.field.description} />
    </>
  ),
})

/** Who else hears of it. */
export const watchSheet = sheet({
  Fields: ({ state, texts }) => (
    <TextArea
      state={state}
      name="people"
      label={texts.field.people}
      hint={texts.field.peopleHint}
      rows={2}
      isRequired
    />
  ),
})

/** Who does not any more: whoever asks, unless somebody is named. */
export const unwatchSheet = sheet<undefined>({
  Fields: ({ visit, state }) => (
    <input type="hidden" name="person" value={state.refused?.form.get('person') ?? visit.query.person ?? ''} />
  ),
})
