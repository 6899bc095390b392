import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Change } from '../../change/change.ts'
import { feedText } from '../../change/feed-text.ts'
import { concerns, Freeze } from '../../change/freeze.ts'
import { type CalendarEntry, iCalendar } from '../../change/icalendar.ts'
import { occurrences, type Span } from '../../change/recurrence.ts'
import { may } from '../../people/access.ts'
import type { Person } from '../../people/person.ts'
import { key, partOf } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { readPerson } from '../change-person.ts'
import { allKept, type Kept, keep, readKept, readManyKept } from '../keep.ts'
import { changesWithin, freezeKind } from './calendar.ts'

const kind = 'calendar-feed'
/** More living feeds than this are forgotten ones. */
const mostFeeds = 10
/** What lies further back or ahead nobody looks for in a calendar program. */
const daysBack = 30
const daysAhead = 180
const day = 86_400_000

/** What a feed shows. */
export const FeedFields = z.strictObject({
  name: z
    .string('Name it')
    .trim()
    .min(1, 'Name it')
    .max(100, 'Use at most 100 characters')
    .describe('As the calendar program shows it.'),
  of: z.enum(['all', 'mine']).default('all').describe('`mine`: changes that the caller is on.'),
  service: z.string().trim().min(1).max(100).optional().describe('Id of a service: its changes, and what concerns it.'),
})
export type FeedFields = z.infer<typeof FeedFields>

/** A feed of one person. A kept record (lib/store/kept.ts); its key is known by its hash alone. */
export const CalendarFeed = z.object({
  ...FeedFields.shape,
  id: z.string(),
  version: z.int(),
  personId: z.string(),
  madeAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().optional(),
})
export type CalendarFeed = z.infer<typeof CalendarFeed>

/** 256 random bits need no salt. */
const hash = (given: string) => createHash('sha256').update(given).digest('hex')

/** The feeds of a person that open something, the newest first. */
export const feedsOf = async (store: Store, personId: string): Promise<readonly Kept<CalendarFeed>[]> => {
  const page = await store.parts(`person#${personId}`, partOf.feed, { limit: 100, newestFirst: true })
  const ids = page.items.map(({ id }) => String(id))
  if (ids.length === 0) return []
  const feeds = await readManyKept(store, CalendarFeed, kind, ids)
  return feeds.filter(({ revokedAt }) => revokedAt === undefined).sort((a, b) => (a.madeAt > b.madeAt ? -1 : 1))
}

/** Makes a feed that whoever has the key reads. */
export const makeFeed = async (
  store: Store,
  order: {
    readonly id: string
    readonly secret: string
    readonly person: Person
    readonly fields: FeedFields
    readonly by: Actor
    readonly at: string
    readonly also?: readonly Write[]
  },
): Promise<Kept<CalendarFeed>> => {
  const { id, secret, person, fields, by, at, also = [] } = order
  if ((await feedsOf(store, person.id)).length >= mostFeeds)
    throw new Refusal('conflict', `You have ${mostFeeds} calendar feeds already. Revoke one that nobody reads.`)
  const value = { ...fields, personId: person.id, madeAt: at }
  const pointers: Write[] = [
    ...also,
    { put: { kind: 'feed-key', id }, at: key.feed(hash(secret)), if: 'absent' },
    { put: { kind: 'feed-of', id }, at: key.feedOf(person.id, id), if: 'absent' },
  ]
  return keep(store, { kind, id, value, by, at, ifVersion: 0, also: pointers }) as Promise<Kept<CalendarFeed>>
}

/** Makes a feed open nothing from now on; nothing where it is not this person's. */
export const revokeFeed = async (
  store: Store,
  { id, personId, by, at }: { readonly id: string; readonly personId: string; readonly by: Actor; readonly at: string },
): Promise<boolean> => {
  const feed = await readKept(store, CalendarFeed, kind, id)
  if (!feed || feed.personId !== personId) return false
  if (feed.revokedAt === undefined) await keep(store, { kind, id, value: { ...feed, revokedAt: at }, by, at })
  return true
}

/** The feed that a key opens and whose it is; nothing where it was revoked, or its person may not see changes any more. */
export const feedBehind = async (
  store: Store,
  secret: string,
): Promise<{ readonly feed: CalendarFeed; readonly person: Person } | undefined> => {
  const found = await store.get(key.feed(hash(secret)))
  const feed = found && (await readKept(store, CalendarFeed, kind, String(found.id)))
  if (!feed || feed.revokedAt !== undefined) return undefined
  const person = await readPerson(store, feed.personId)
  return person && may(person, 'read', { kind: 'change' }) ? { feed, person } : undefined
}

const statusOf = ({ state }: Change): CalendarEntry['status'] =>
  state === 'new' || state === 'assess' || state === 'authorize' ? 'TENTATIVE' : 'CONFIRMED'

const isOn = ({ id }: Person, { requester, owner, assignee, watchers }: Change) =>
  [requester, owner, assignee, ...watchers].some((person) => person?.id === id)

const changeEntry = (change: Change, { id, language }: Person): CalendarEntry => {
  const words = feedText[language]
  const { number, title, type, state, risk, team, assignee, owner, window, version, updatedAt } = change
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.state, words.states[state]],
    [words.risk, risk && words.risks[risk]],
    [words.team, team],
    [words.assignee, assignee?.name],
    [words.owner, owner?.name],
  ]
  const lines = facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
  return {
    uid: number,
    sequence: version,
    stamp: updatedAt,
    from: window!.from,
    to: window!.to,
    summary: `${number} ${title}`,
    description: lines.join('\n'),
    status: statusOf(change),
    categories: [words.types[type]],
    isBusy: assignee?.id === id,
  }
}

const freezeEntries = (freeze: Kept<Freeze>, span: Span, { language }: Person): readonly CalendarEntry[] => {
  const category = feedText[language].freezes[freeze.strength]
  return occurrences(freeze.when, span).map(({ from, to }) => ({
    uid: `freeze-${freeze.id}-${from.slice(0, 16).replace(/[-:]/g, '')}`,
    sequence: freeze.version,
    stamp: freeze.updatedAt,
    from,
    to,
    summary: `${category}: ${freeze.name}`,
    description: category,
    status: 'CONFIRMED',
    categories: [category],
    isBusy: false,
  }))
}

/** The feed as it stands: changes from a month ago to half a year ahead, and the freezes of that time. `desk` is a host name. */
export const feedAt = async (
  store: Store,
  { feed, person }: { readonly feed: CalendarFeed; readonly person: Person },
  at: string,
  desk: string,
): Promise<string> => {
  const from = new Date(Date.parse(at) - daysBack * day).toISOString()
  const span = { from, to: new Date(Date.parse(at) + daysAhead * day).toISOString() }
  const [changes, freezes] = await Promise.all([changesWithin(store, span), allKept(store, Freeze, freezeKind)])
  const { service, of, name } = feed
  const isShown = (change: Change) =>
    (service === undefined || change.service === service) && (of === 'all' || isOn(person, change))
  const isConcerned = ({ scope, isRemoved }: Freeze) =>
    !isRemoved && (service === undefined || concerns(scope, { number: '', service, items: [], team: '' }))
  return iCalendar(name, desk, [
    ...changes.filter(isShown).map((change) => changeEntry(change, person)),
    ...freezes.filter(isConcerned).flatMap((freeze) => freezeEntries(freeze, span, person)),
  ])
}
