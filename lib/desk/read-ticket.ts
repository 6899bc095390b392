import { key, partOf, partsAfter } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import { withFileStates } from './file-states.ts'

/** A ticket with everything that happened to it. */
export interface TicketRecord {
  readonly head: Item
  /**
   * Entries in order; words that were written on an incident merged into this one stand in their place, with the `origin`
   * they came from, and attachments say whether they can be opened. `more` is the sequence to go on after.
   */
  readonly timeline: readonly Item[]
  readonly more?: number
  /** Mails that went out because of the entries shown. */
  readonly mails: readonly Item[]
}

/** A page of a timeline: a ticket rarely has more, and an answer stays far below 6 MB (Lambda's limit). */
const entriesAPage = 200
/** An entry causes one mail per thread and person of the desk; they are small. */
const mailsAPage = 1000
/** BatchGetItem takes so many keys. */
const aBatch = 100

/**
 * One ticket with its timeline after entry `after`, at most `limit` entries of it, or nothing when there is no such ticket:
 * few bounded reads.
 */
export const readTicket = async (
  store: Store,
  number: string,
  after = 0,
  limit = entriesAPage,
): Promise<TicketRecord | undefined> => {
  const from = partsAfter(after)
  const [head, events, mails] = await Promise.all([
    store.get(key.ticket(number)),
    store.parts(number, partOf.event, { limit, after: from.event }),
    store.parts(number, partOf.mail, { limit: mailsAPage, after: from.mail }),
  ])
  if (!head) return undefined
  const last = Number(events.items.at(-1)?.sequence ?? after)
  const more = events.next === undefined ? undefined : last
  const version = Number(head.version)
  // Somebody wrote between the reads: whoever is told a version is shown what it came to, no more and no less.
  const isBehind = more === undefined && last < version
  const newest = isBehind
    ? await store.parts(number, partOf.event, { limit, after: partsAfter(last).event })
    : undefined
  const entries = [...events.items, ...(newest?.items ?? [])].filter(({ sequence }) => Number(sequence) <= version)
  const timeline = await withFileStates(store, await withEchoes(store, head, entries))
  return { head, timeline, more, mails: mails.items }
}

/** One entry of the ticket with this head, as its timeline shows it, or nothing when that does not show it. Three reads at most. */
export const readEntry = async (store: Store, head: Item, sequence: number): Promise<Item | undefined> => {
  const found = await store.get(key.event(String(head.number), sequence))
  return found && (await withFileStates(store, await withEchoes(store, head, [found])))[0]
}

/**
 * Entries after `after` of the ticket with this head, at most `limit` of its timeline, as that shows them; `last` is the
 * sequence that was read up to, `isEnd` whether there are no more.
 */
export const readEntries = async (
  store: Store,
  head: Item,
  after: number,
  limit: number,
): Promise<{ readonly entries: readonly Item[]; readonly last: number; readonly isEnd: boolean }> => {
  const page = await store.parts(String(head.number), partOf.event, { limit, after: partsAfter(after).event })
  return {
    entries: await withEchoes(store, head, page.items),
    last: Number(page.items.at(-1)?.sequence ?? after),
    isEnd: page.next === undefined,
  }
}

interface Echo {
  readonly origin: string
  readonly entry: number
}

const isEcho = ({ type }: Item) => type === 'incident.echoed'

/** Echoes of incidents that are still merged into this one get their words; those of others are not this ticket's. */
const withEchoes = async (store: Store, head: Item, entries: readonly Item[]): Promise<readonly Item[]> => {
  const here = new Set(((head.absorbed ?? []) as { number: string }[]).map(({ number }) => number))
  const shown = entries.filter((entry) => !isEcho(entry) || here.has((entry.data as unknown as Echo).origin))
  const echoes = shown.filter(isEcho).map(({ data }) => data as unknown as Echo)
  if (echoes.length === 0) return shown
  const words = new Map<string, Item>()
  for (let i = 0; i < echoes.length; i += aBatch) {
    const keys = echoes.slice(i, i + aBatch).map(({ origin, entry }) => key.event(origin, entry))
    for (const found of await store.getMany(keys)) words.set(`${found.number}#${found.sequence}`, found)
  }
  return shown.map((entry) => {
    if (!isEcho(entry)) return entry
    const { origin, entry: sequence } = entry.data as unknown as Echo
    const said = words.get(`${origin}#${sequence}`)
    return said ? { ...entry, type: said.type, data: said.data, origin } : entry
  })
}
