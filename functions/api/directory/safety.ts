import * as z from 'zod'
import { decideStop, listPending, readSafety } from '../../../lib/desk/directory/safety.ts'
import { SafetyDecision } from '../../../lib/people/directory/safety.ts'
import { actorOf } from '../../../lib/people/person.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { PageQuery } from '../history.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { ensureMay } from './access.ts'

const path = '/api/v1/directory/safety'

const View = z.object({
  state: z.enum(['flowing', 'stopped']),
  since: z.string().nullable().describe('When the present window began; null before the first deactivation.'),
  people: z.int().describe('Active people whom the directory knew then.'),
  limit: z.int().describe('So many may be deactivated within a window.'),
  deactivated: z.int().describe('So many were.'),
  stop: z.int().describe('How often it was stopped so far; what an approval names.'),
  stoppedAt: z.iso.datetime().optional(),
  pending: z
    .array(z.object({ id: z.string(), name: z.string(), at: z.iso.datetime() }))
    .describe('Whom the directory wanted to deactivate since the last stop.'),
  cursor: z.string().nullable(),
  decisions: z.array(SafetyDecision).describe('What administrators decided, newest last.'),
})

const view = async (store: Store, page: z.output<typeof PageQuery>) => {
  const { since, people, limit, gone, stop, stoppedAt, decisions } = await readSafety(store)
  const after = page.cursor === undefined ? undefined : Buffer.from(page.cursor, 'base64url').toString()
  if (after !== undefined && !after.startsWith('pending#'))
    throw new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
  const { items, next } = await listPending(store, stop, { after, limit: page.limit })
  return View.parse({
    state: stoppedAt === undefined ? 'flowing' : 'stopped',
    since: since === '' ? null : since,
    people,
    limit,
    deactivated: gone,
    stop,
    stoppedAt,
    pending: items,
    cursor: next === undefined ? null : Buffer.from(next).toString('base64url'),
    decisions,
  })
}

const Stop = z.strictObject({
  stop: z
    .int('Give the number of the stop')
    .describe('The stop that it is about, as read: nobody decides about a later one.'),
})

const deciding = (name: 'approve' | 'dismiss', decision: SafetyDecision['decision'], summary: string) =>
  operation({
    method: 'POST',
    path: `${path}/${name}`,
    id: `${name}DirectoryStop`,
    access: { kind: 'directory', action: 'administer' },
    summary,
    body: Stop,
    status: 200,
    answer: View,
    run: async (call: Call<z.output<typeof Stop>>, { store, now }: ApiDesk) => {
      ensureMay(call, 'administer')
      await decideStop(store, { stop: call.body.stop, decision, by: actorOf(call.caller), at: now() })
      return { status: 200, body: await view(store, { limit: 25 }) }
    },
  })

/** What the API can do where the directory wants to deactivate too many people. */
export const safety = [
  operation({
    method: 'GET',
    path,
    id: 'readDirectorySafety',
    access: { kind: 'directory', action: 'read' },
    summary: 'Read whether the directory was stopped, and whom it wanted to deactivate',
    query: PageQuery,
    status: 200,
    answer: View,
    run: async (call: Call<unknown, z.output<typeof PageQuery>>, { store }: ApiDesk) => {
      ensureMay(call, 'read')
      return { status: 200, body: await view(store, call.query) }
    },
  }),
  deciding('approve', 'approved', 'Let those go who wait: the directory asks again by itself, within seven days'),
  deciding('dismiss', 'dismissed', 'It was a mistake: nobody who waits goes, and the directory may go on'),
]
