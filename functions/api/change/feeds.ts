import { createHash } from 'node:crypto'
import * as z from 'zod'
import {
  CalendarFeed,
  FeedFields,
  feedAt,
  feedBehind,
  feedsOf,
  makeFeed,
  revokeFeed,
} from '../../../lib/desk/change/feed.ts'
import { may } from '../../../lib/people/access.ts'
import { actorOf } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'

const path = '/api/v1/calendar-feeds'

const View = CalendarFeed.omit({ personId: true, revokedAt: true }).meta({ id: 'CalendarFeed' })
const Made = View.extend({
  url: z.string().describe('What to subscribe to. It is shown this once: whoever has it reads the feed.'),
})

/** People of the desk have feeds, each their own; programs have tokens. */
const ensureOwn = ({ caller }: Call): void => {
  if (!may(caller, 'make', { kind: 'token', person: caller }) || !may(caller, 'read', { kind: 'change' }))
    throw new Refusal('forbidden', 'Calendar feeds are for people of the desk.')
}

const listing = operation({
  method: 'GET',
  path,
  id: 'listCalendarFeeds',
  access: { kind: 'token', action: 'make' },
  summary: 'List the calendar feeds of the caller',
  status: 200,
  answer: z.object({ items: z.array(View) }),
  run: async (call: Call, { store }: ApiDesk) => {
    ensureOwn(call)
    return { status: 200, body: { items: (await feedsOf(store, call.caller.id)).map((feed) => View.parse(feed)) } }
  },
})

const making = operation({
  method: 'POST',
  path,
  id: 'makeCalendarFeed',
  access: { kind: 'token', action: 'make' },
  summary: 'Make a calendar of changes and freezes to subscribe to with a calendar program',
  body: FeedFields,
  status: 201,
  answer: Made,
  run: async (call: Call<FeedFields>, { store, newId, randomBytes, now, publicUrl }: ApiDesk) => {
    ensureOwn(call)
    const secret = Buffer.from(randomBytes()).toString('base64url')
    const feed = await makeFeed(store, {
      id: newId(),
      secret,
      person: call.caller,
      fields: call.body,
      by: actorOf(call.caller),
      at: now(),
    })
    return { status: 201, body: Made.parse({ ...feed, url: `${publicUrl}${path}/${secret}/changes.ics` }) }
  },
})

const revoking = operation({
  method: 'DELETE',
  path: `${path}/{id}`,
  id: 'revokeCalendarFeed',
  access: { kind: 'token', action: 'make' },
  summary: 'Let a calendar feed open nothing any more',
  status: 204,
  run: async (call: Call, { store, now }: ApiDesk) => {
    ensureOwn(call)
    const { caller, params } = call
    const order = { id: params.id ?? '', personId: caller.id, by: actorOf(caller), at: now() }
    if (!(await revokeFeed(store, order)))
      throw new Refusal('not_found', `There is no calendar feed ${params.id}, or it is not yours.`)
    return { status: 204 }
  },
})

const reading = operation({
  method: 'GET',
  path: `${path}/{key}/changes.ics`,
  id: 'readCalendarFeed',
  summary: 'Read a calendar feed (iCalendar, RFC 5545) with the key in its address; needs no token',
  status: 200,
  isOpen: true,
  run: async ({ params, request }: Call, { store, now, publicUrl }: ApiDesk): Promise<Response> => {
    const found = await feedBehind(store, params.key ?? '')
    if (!found) throw new Refusal('not_found', 'This calendar feed is not valid, or not any more. Make another one.')
    const body = await feedAt(store, found, now(), new URL(publicUrl).hostname)
    const etag = `"${createHash('sha256').update(body).digest('base64url')}"`
    if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } }
    return { status: 200, headers: { etag, 'content-type': 'text/calendar; charset=utf-8' }, body }
  },
})

/** Calendars that calendar programs read. */
export const calendarFeeds = [listing, making, revoking, reading]
