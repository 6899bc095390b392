import { UserRound, UserX } from 'lucide'
import type { Considered } from '../../../../../lib/people/assignment.ts'
import { Refusal } from '../../../../../lib/ticket/refusal.ts'
import { carryOut } from '../../../page/carry-out.ts'
import { Avatar } from '../../../page/piece/avatar.tsx'
import { Tag } from '../../../page/piece/badge.tsx'
import { Once, Select, TextField } from '../../../page/piece/field.tsx'
import { Icon } from '../../../page/piece/icon.tsx'
import { operations } from '../../operation.ts'
import { ticketTexts } from '../text.ts'
import { pathTo } from '../ticket.ts'
import { type SheetProps, sheet } from './sheet.ts'

type Candidates = readonly Considered[]

/** Who gets a ticket: the people of its team with how much they have to do, or any team and person. */
export const assignSheet = sheet<Candidates>({
  load: async (visit, desk, { team, requester }) => {
    const asked = { params: { id: team }, query: { requester: requester.id } }
    try {
      type Preview = { readonly considered: Candidates }
      return (await carryOut<Preview>(visit, desk, operations.previewAssignment, asked)).considered
    } catch (error) {
      // A desk that has made no team yet has tickets all the same.
      if (error instanceof Refusal && error.code === 'not_found') return []
      throw error
    }
  },
  Before: (props) => <Candidates {...props} />,
  Fields: ({ state, texts, ticket, teams, extra }) => (
    <>
      <h2>{texts.others}</h2>
      <div class="form pair">
        <Select
          state={state}
          scope="assign"
          name="team"
          label={texts.field.team}
          isRequired
          value={ticket.team}
          options={[...teams].map(([id, name]) => [id, name] as const)}
        />
        <TextField
          state={state}
          scope="assign"
          name="assignee"
          label={texts.field.person}
          hint={texts.field.personHint}
          list="agents"
        />
      </div>
      <datalist id="agents">
        {extra.map(({ id, name }) => (
          <option value={id}>{name}</option>
        ))}
      </datalist>
    </>
  ),
})

/** One press gives the ticket to somebody. */
const Candidates = ({ visit, ticket, teams, once, extra }: SheetProps<Candidates>) => {
  const texts = ticketTexts[visit.reader.language]
  const others = extra.filter(({ id }) => id !== visit.person.id)
  const own = extra.find(({ id }) => id === visit.person.id)
  return (
    <form method="post" action={pathTo(ticket.number, 'assign')} data-swap class="menu">
      <Once id={`${once}-quick`} />
      <input type="hidden" name="version" value={ticket.version} />
      <button type="submit" name="assignee" value="me" disabled={ticket.assignee?.id === visit.person.id}>
        <Icon of={UserRound} size={20} />
        {texts.assignToMe}
        {own && <span class="load">{texts.openTickets(own.load)}</span>}
      </button>
      {ticket.assignee && (
        <button type="submit" name="assignee" value="">
          <Icon of={UserX} size={20} />
          {texts.assignNobody}
        </button>
      )}
      {others.length > 0 && <h2>{texts.membersOf(teams.get(ticket.team) ?? ticket.team)}</h2>}
      {others.map(({ id, name, load, reason }) => (
        <button type="submit" name="assignee" value={id} disabled={ticket.assignee?.id === id}>
          <Avatar name={name} />
          {name}
          {texts.availability[reason] && (
            <Tag tone={reason.startsWith('chosen') ? 'good' : 'calm'}>{texts.availability[reason]}</Tag>
          )}
          <span class="load">{texts.openTickets(load)}</span>
        </button>
      ))}
    </form>
  )
}
