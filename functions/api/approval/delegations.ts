import * as z from 'zod'
import { readDelegations, setDelegations } from '../../../lib/desk/approval/delegations.ts'
import { readPerson } from '../../../lib/desk/change-person.ts'
import { delegationMails } from '../../../lib/notify/approval/delegation-planned.ts'
import { type ActionOn, may } from '../../../lib/people/access.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'

const LocalDate = z.iso.date('is no date. Write it as YYYY-MM-DD')

const Wishes = z.strictObject({
  delegations: z
    .array(
      z
        .strictObject({
          from: LocalDate.describe('The first day, in the person’s own zone.'),
          to: LocalDate.describe('The last day.'),
          delegate: z
            .string('Name who decides')
            .trim()
            .min(1, 'Name who decides')
            .max(254)
            .describe('Who decides: a mail address or the id of a person.'),
        })
        .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before from. Give the last day' }),
    )
    .max(20, 'Use at most 20')
    .describe('Whole: what is left out is taken back. Days that are over are forgotten.'),
})

const View = z.object({
  version: z.int().describe('0 until somebody delegates.'),
  delegations: z.array(
    z.object({ from: LocalDate, to: LocalDate, delegate: PersonRef.pick({ id: true, name: true }) }),
  ),
})

const personIn = ({ caller, params }: Call, action: ActionOn<'delegation'>): string => {
  const id = params.id === 'me' ? caller.id : (params.id ?? '')
  if (may(caller, action, { kind: 'delegation', person: { id } })) return id
  throw new Refusal('not_found', `There is no person ${id}, or they are not yours to see.`)
}

const answer = (view: z.input<typeof View>) => ({
  status: 200,
  headers: { etag: `"${view.version}"` },
  body: View.parse(view),
})

const reading = operation({
  method: 'GET',
  path: '/api/v1/people/{id}/delegations',
  id: 'readDelegations',
  access: { kind: 'delegation', action: 'read' },
  summary: 'Read who decides for a person, and when; `me` is the caller',
  status: 200,
  answer: View,
  run: async (call: Call, { store }: ApiDesk) => {
    const { version, delegations } = await readDelegations(store, personIn(call, 'read'))
    return answer({ version, delegations: [...delegations] })
  },
})

const setting = operation({
  method: 'PUT',
  path: '/api/v1/people/{id}/delegations',
  id: 'setDelegations',
  access: { kind: 'delegation', action: 'set' },
  summary: 'Say who decides for a person while they are away; each new delegate is told by mail',
  description:
    'What is asked on these days goes to the delegate, and what was asked before may be decided by either. Nobody can name somebody who delegates on the same days.',
  body: Wishes,
  status: 200,
  answer: View,
  matching: true,
  run: async (call: Call<z.output<typeof Wishes>>, { store, now, newId }: ApiDesk) => {
    const id = personIn(call, 'set')
    const self = id === call.caller.id ? call.caller : await readPerson(store, id)
    if (!self) throw new Refusal('not_found', `There is no person ${id}.`)
    const at = now()
    const { version, delegations } = await setDelegations(store, self, call.body.delegations, {
      by: actorOf(call.caller),
      at,
      ifVersion: versionIn(call),
      tell: (fresh) => delegationMails(self, fresh, { newId: newId(), at }),
    })
    return answer({ version, delegations })
  },
})

/** Who decides for whom. */
export const delegations = [reading, setting]
