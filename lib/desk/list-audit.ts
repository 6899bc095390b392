import { isDeepStrictEqual } from 'node:util'
import { key, list, type Partition } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Refusal } from '../ticket/refusal.ts'

/** One thing that somebody did or read. */
export interface AuditEntry {
  readonly at: string
  readonly by: Actor
  readonly record: { readonly kind: string; readonly id: string }
  /** The event, `changed` for a kept record, or `read`. */
  readonly did: string
  /** How it reached us, where that is known apart from `by.via`. */
  readonly channel?: string
  /** What was read. */
  readonly what?: string
  /** Place in the timeline, or version of the kept record. */
  readonly sequence?: number
  /** What the event says, without the words of messages. */
  readonly data?: Item
  /** The fields of a kept record that changed. */
  readonly changed?: Readonly<Record<string, { readonly before?: unknown; readonly after?: unknown }>>
}

/** Of whom or what, when, and which page. Either a person or a record. */
export interface AuditQuestion {
  readonly person?: string
  readonly record?: { readonly kind: string; readonly id: string }
  readonly from?: string
  readonly to?: string
  readonly cursor?: string
  /** 1 to 50: each change of a kept record is read with the one before it. */
  readonly limit: number
}

/** One page, newest first. */
export interface AuditPage {
  readonly items: readonly AuditEntry[]
  readonly cursor: string | null
}

/** Where a page ended: in the index of the person or of readings, and among the record's versions. */
interface Place {
  readonly after?: string
  readonly below?: number
  /** The readings have ended. */
  readonly isRead?: boolean
}

const encode = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url')

const decode = (cursor: string): Place => {
  const refuse = () => new Refusal('invalid', 'The cursor is not one that we gave. Start again without it.', 'cursor')
  try {
    const { after, below, isRead } = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (after !== undefined && !/^\d{4}-\d{2}-\d{2}T/.test(after)) throw refuse()
    if (below !== undefined && !Number.isSafeInteger(below)) throw refuse()
    return { after, below, isRead: isRead === true }
  } catch {
    throw refuse()
  }
}

/** Behind everything of that instant. */
const endOf = (to: string) => `${new Date(to).toISOString()}#\uffff`

/** Everything that somebody of the desk did and read, or that was done to a record and read of it, newest first. */
export const listAudit = async (store: Store, question: AuditQuestion): Promise<AuditPage> => {
  const { person, record, from, to, cursor } = question
  const place = cursor === undefined ? {} : decode(cursor)
  const start = { ...place, after: place.after ?? (to && endOf(to)) }
  const page =
    record === undefined
      ? await ofIndex(store, list.deeds(person ?? ''), start.after, question.limit)
      : await ofRecord(store, record, start, question.limit)
  const since = from === undefined ? '' : new Date(from).toISOString()
  const until = to === undefined ? '9999' : new Date(to).toISOString()
  const items = page.items.filter(({ at }) => since <= at && at <= until)
  const isOver = page.items.some(({ at }) => at < since)
  return { items: await withChanges(store, items), cursor: isOver ? null : page.cursor }
}

const newestFirst = (a: Item, b: Item) => (a.at === b.at ? 0 : String(a.at) < String(b.at) ? 1 : -1)

interface Found {
  readonly items: readonly (Item & { readonly at: string })[]
  readonly cursor: string | null
}

const ofIndex = async (
  store: Store,
  partition: Partition,
  after: string | undefined,
  limit: number,
): Promise<Found> => {
  const page = await store.keys(partition, { limit, newestFirst: true, after })
  const items = (await store.getMany(page.items)).toSorted(newestFirst) as unknown as Found['items']
  return { items, cursor: page.next === undefined ? null : encode({ after: page.next }) }
}

/** Records whose changes are a timeline; those of all others are versions. */
const ticketKinds: ReadonlySet<string> = new Set(['incident', 'request', 'problem', 'change'])

/** Entries of a timeline and versions of a kept record are counted without gaps, so they are read by key. */
const writesOf = async (
  store: Store,
  { kind, id }: { kind: string; id: string },
  below: number | undefined,
  n: number,
) => {
  const isTicket = ticketKinds.has(kind)
  const head = await store.get(isTicket ? key.ticket(id) : key.kept(kind, id))
  const newest = Math.min(Number(head?.version ?? 0), (below ?? Number.POSITIVE_INFINITY) - 1)
  const sequences = Array.from({ length: Math.min(n, newest) }, (_, i) => newest - i)
  return store.getMany(sequences.map((at) => (isTicket ? key.event(id, at) : key.keptVersion(kind, id, at))))
}

const sequenceOf = (item: Item) => Number(item.sequence ?? item.version)

const ofRecord = async (
  store: Store,
  record: { readonly kind: string; readonly id: string },
  { after, below, isRead = false }: Place,
  limit: number,
): Promise<Found> => {
  const partition = list.reads(record.kind, record.id)
  const [written, reads] = await Promise.all([
    writesOf(store, record, below, limit),
    isRead ? { items: [], next: undefined } : store.keys(partition, { limit, newestFirst: true, after }),
  ])
  const read = await store.getMany(reads.items)
  const shown = [...written, ...read].toSorted(newestFirst).slice(0, limit) as unknown as Found['items']
  const lastWrite = shown.filter(({ kind }) => kind !== 'read').map(sequenceOf)
  const lastRead = shown.filter(({ kind }) => kind === 'read').at(-1)
  const shownReads = shown.filter(({ kind }) => kind === 'read').length
  const next: Place = {
    below: lastWrite.length > 0 ? Math.min(...lastWrite) : below,
    after: lastRead ? `${lastRead.at}#` : after,
    isRead: isRead || (shownReads === read.length && reads.next === undefined),
  }
  const isEnd = next.isRead === true && (written.length < limit ? shown.length - shownReads === written.length : false)
  return { items: shown, cursor: isEnd || shown.length === 0 ? null : encode(next) }
}

/** Changes of kept records with what they changed: their values beside those of the versions before. */
const withChanges = async (store: Store, items: Found['items']): Promise<readonly AuditEntry[]> => {
  const versions = items.filter(({ kind, version }) => kind === 'version' && Number(version) > 1)
  const before = await store.getMany(
    versions.map(({ of, id, version }) => key.keptVersion(String(of), String(id), Number(version) - 1)),
  )
  const named = new Map(before.map((item) => [`${item.of}#${item.id}#${item.version}`, item.value as Item]))
  return items.map((item) => entryOf(item, named.get(`${item.of}#${item.id}#${Number(item.version) - 1}`) ?? {}))
}

const entryOf = (item: Item, before: Item): AuditEntry => {
  const { at, by } = item as { at: string; by: Actor }
  if (item.kind === 'event') {
    const { message: _, ...data } = item.data as Item
    const [kind = ''] = String(item.type).split('.')
    return {
      at,
      by,
      record: { kind, id: String(item.number) },
      did: String(item.type),
      channel: String(item.channel),
      sequence: Number(item.sequence),
      data,
    }
  }
  const record = { kind: String(item.of), id: String(item.id) }
  if (item.kind === 'read') return { at, by, record, did: 'read', what: String(item.what) }
  return {
    at,
    by,
    record,
    did: 'changed',
    sequence: Number(item.version),
    changed: changes(before, item.value as Item),
  }
}

const changes = (before: Item, after: Item) =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((field) => !isDeepStrictEqual(before[field], after[field]))
      .map((field) => [field, { before: before[field], after: after[field] }]),
  )
