import type { AssignmentReason } from '../../../lib/people/assignment.ts'
import type { AssignmentMethod } from '../../../lib/people/team.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { Tag } from '../page/piece/badge.tsx'
import { TextField } from '../page/piece/field.tsx'
import type { Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import { FieldError } from './piece/field-error.tsx'
import { adminTexts } from './text.ts'

/** Who would get the next ticket, and what spoke for or against each. */
export interface Proposal {
  readonly method: AssignmentMethod
  readonly chosen: string | null
  readonly considered: readonly {
    readonly id: string
    readonly name: string
    readonly eligible: boolean
    readonly reason: AssignmentReason
    readonly load: number
  }[]
}

/** The proposal for what the page was asked, or why it cannot be asked so. */
export const readProposal = async (visit: Visit, desk: ApiDesk): Promise<Proposal | Refusal> => {
  const { requester, needs } = visit.query
  const query = { requester, needs }
  return carryOut<Proposal>(visit, desk, operations.previewAssignment, { params: visit.params, query }).catch(
    (error: unknown) => {
      if (error instanceof Refusal && error.code === 'invalid') return error
      throw error
    },
  )
}

/** Who would get the team's next ticket, in plain words; nothing is assigned. */
export const Assignment = ({ visit, proposal }: { visit: Visit; proposal: Proposal | Refusal }) => {
  const { reader, query } = visit
  const texts = adminTexts[reader.language].teams
  return (
    <section class="card padded stack tight" aria-labelledby="assignment">
      <h2 id="assignment">{texts.next}</h2>
      {proposal instanceof Refusal ? (
        <FieldError refusal={proposal} reader={reader} />
      ) : (
        <>
          <p>{nextText(proposal, texts)}</p>
          <ul class="people">
            {proposal.considered.map(({ id, name, eligible, reason, load }) => (
              <li class="person-row">
                <Avatar name={name} />
                <div>
                  <strong>{name}</strong> {id === proposal.chosen && <Tag tone="good">{texts.chosen}</Tag>}
                  <p class={eligible ? 'small' : 'small soft'}>{texts.reason[reason]}</p>
                </div>
                <p class="line">{texts.load(load)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <form class="filters" action="#assignment">
        <TextField
          state={{ reader }}
          scope="preview"
          name="requester"
          label={texts.forWhom}
          value={query.requester}
          list="people"
        />
        <TextField state={{ reader }} scope="preview" name="needs" label={texts.needs} value={query.needs} />
        <button class="button quiet" type="submit">
          {texts.look}
        </button>
      </form>
    </section>
  )
}

type Texts = (typeof adminTexts)['en']['teams']

const nextText = ({ method, chosen, considered }: Proposal, texts: Texts): string => {
  if (method === 'manual') return texts.nextByHand
  const person = considered.find(({ id }) => id === chosen)
  return person ? texts.nextIs(person.name) : texts.nextNobody
}
