import * as z from 'zod'
import { endOneSession, endSessions, sessionsOf } from '../../lib/desk/sessions.ts'
import { type ActionOn, may } from '../../lib/people/access.ts'
import { endOf } from '../../lib/people/session.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const SessionList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      browser: z.string().describe('In its own words.'),
      startedAt: z.iso.datetime(),
      seenAt: z.iso.datetime().describe('To the hour.'),
      endsAt: z.iso.datetime().describe('When it ends unless somebody goes on with it.'),
    }),
  ),
})

const EndAll = z.strictObject({ but: z.string().max(100).optional().describe('Id of a session that goes on.') })
const Ended = z.object({ ended: z.int() })

/** Whose sessions the path speaks of, if the caller may do this to them; `me` is the caller. */
const personIn = ({ caller, params }: Call, action: ActionOn<'session'>): string => {
  const id = params.id === 'me' ? caller.id : (params.id ?? '')
  if (may(caller, action, { kind: 'session', person: { id } })) return id
  throw new Refusal('not_found', `There is no person ${id}, or they are not yours to see.`)
}

const listSessions = operation({
  method: 'GET',
  path: '/api/v1/people/{id}/sessions',
  id: 'listSessions',
  access: { kind: 'session', action: 'read' },
  summary: 'List the browsers in which a person is signed in, the newest first; `me` is the caller',
  status: 200,
  answer: SessionList,
  run: async (call: Call, { store, now }: ApiDesk) => {
    const sessions = await sessionsOf(store, personIn(call, 'read'), now())
    const items = sessions.map((session) => ({ ...session, endsAt: endOf(session) }))
    return { status: 200, body: SessionList.parse({ items }) }
  },
})

const endOne = operation({
  method: 'POST',
  path: '/api/v1/people/{id}/sessions/{session}/end',
  id: 'endSession',
  access: { kind: 'session', action: 'end' },
  summary: 'Sign a person out of one browser',
  status: 200,
  answer: Ended,
  run: async (call: Call, { store, now }: ApiDesk) => {
    const { session = '' } = call.params
    if (!(await endOneSession(store, personIn(call, 'end'), session, now())))
      throw new Refusal('not_found', `There is no session ${session} that lasts.`)
    return { status: 200, body: { ended: 1 } }
  },
})

const endAll = operation({
  method: 'POST',
  path: '/api/v1/people/{id}/sessions/end',
  id: 'endSessions',
  access: { kind: 'session', action: 'end' },
  summary: 'Sign a person out everywhere; tokens go on',
  body: EndAll,
  status: 200,
  answer: Ended,
  run: async (call: Call<z.output<typeof EndAll>>, { store, now }: ApiDesk) => ({
    status: 200,
    body: { ended: await endSessions(store, personIn(call, 'end'), now(), call.body.but) },
  }),
})

/** What can be done about where people are signed in. */
export const sessions = [listSessions, endOne, endAll]
