import * as z from 'zod'
import { notePresence, presentOn } from '../../../lib/desk/presence.ts'
import { may } from '../../../lib/people/access.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { visible } from './visible.ts'

const Here = z.strictObject({
  isWriting: z.boolean('Use true or false').default(false).describe('Whether the caller is writing on it.'),
})

const Others = z.object({
  others: z
    .array(z.object({ person: PersonRef, isWriting: z.boolean(), at: z.iso.datetime() }))
    .describe('Who else has it open, by name. Nothing is locked by that.'),
})

/** Who looks at what is the desk's own business. */
const onDesk = async (call: Call, { store }: ApiDesk): Promise<string> => {
  const incident = await visible(call, store)
  if (!may(call.caller, 'work', incident)) throw new Refusal('forbidden', 'Only agents see who has an incident open.')
  return incident.number
}

const others = async ({ caller }: Call, { store }: ApiDesk, number: string, at: string) => ({
  status: 200,
  body: Others.parse({ others: await presentOn(store, number, caller.id, at) }),
})

const path = '/api/v1/incidents/{number}/presence'

const telling = operation({
  method: 'PUT',
  path,
  id: 'notePresence',
  access: { kind: 'incident', action: 'work' },
  summary: 'Say that the caller has an incident open, for the next 90 seconds, and hear who else has',
  body: Here,
  status: 200,
  answer: Others,
  run: async (call: Call<z.output<typeof Here>>, desk: ApiDesk) => {
    const number = await onDesk(call, desk)
    const at = desk.now()
    const { id, name } = call.caller
    await notePresence(desk.store, number, { person: { id, name }, isWriting: call.body.isWriting, at })
    return others(call, desk, number, at)
  },
})

const looking = operation({
  method: 'GET',
  path,
  id: 'readPresence',
  access: { kind: 'incident', action: 'work' },
  summary: 'Read who else has an incident open',
  status: 200,
  answer: Others,
  run: async (call: Call, desk: ApiDesk) => others(call, desk, await onDesk(call, desk), desk.now()),
})

/** Who has an incident open. */
export const present = [telling, looking]
