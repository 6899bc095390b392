import { Fate } from '../intake/record.ts'
import { key, list, partOf } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'
import type { MailOrigin } from '../ticket/message.ts'
import {
  decodePlace,
  encodePlace,
  isWanted,
  type LetterFilter,
  type LetterPage,
  type Placed,
  type Stretch,
} from './letter-page.ts'
import { monthBefore } from './month.ts'

/** A page looks at no more stretches than this before it answers with a cursor. */
const mostStretches = 12
/** Letters a stretch; one of the log has about 300 bytes in an index. */
const aStretch = 100
/** No desk is older; the log ends here. */
const firstMonth = '2026-01'

type Source = (after: string | undefined) => Promise<Stretch>

/**
 * One page of the log of mails, newest first: by the narrowest way the filter offers (the ticket, the sender, or month by
 * month), and then filtered. A bounded number of bounded queries; no scan.
 */
export const listLetters = async (store: Store, filter: LetterFilter): Promise<LetterPage> => {
  const source = sourceOf(store, filter)
  const fits = isWanted(filter)
  const items: Item[] = []
  let after = filter.cursor === undefined ? undefined : decodePlace(filter.cursor)
  for (let looked = 0; looked < mostStretches; looked++) {
    const { entries, next } = await source(after)
    for (const { position, letter } of entries) {
      after = position
      if (fits(letter)) items.push(letter)
      if (items.length === filter.limit) {
        const isLast = next === undefined && position === entries.at(-1)?.position
        return { items, cursor: isLast ? null : encodePlace(position) }
      }
    }
    if (next === undefined) return { items, cursor: null }
    after = next
  }
  return { items, cursor: after === undefined ? null : encodePlace(after) }
}

const sourceOf = (store: Store, filter: LetterFilter): Source => {
  if (filter.number !== undefined) return ofTicket(store, filter.number)
  if (filter.from !== undefined) return ofSender(store, filter.from, filter.month)
  return byMonth(store, filter)
}

/** Every comment that came by mail names its letter. */
const ofTicket =
  (store: Store, number: string): Source =>
  async (after) => {
    const page = await store.parts(number, partOf.event, {
      limit: aStretch,
      newestFirst: true,
      ...(after !== undefined && { after }),
    })
    const ids = page.items.flatMap((entry) => {
      const mail = (entry.data as { message?: { mail?: MailOrigin } } | undefined)?.message?.mail
      return mail ? [{ position: key.event(number, Number(entry.sequence)).sk, id: mail.letter }] : []
    })
    const found = await store.getMany([...new Set(ids.map(({ id }) => id))].map(key.letter))
    const byId = new Map(found.map((letter) => [String(letter.id), letter]))
    const entries = ids.flatMap(({ position, id }): Placed[] => {
      const letter = byId.get(id)
      return letter ? [{ position, letter }] : []
    })
    return { entries, ...(page.next !== undefined && { next: page.next }) }
  }

const placeOf = (letter: Item) => `${letter.receivedAt}#${letter.id}`
const placed = (letter: Item): Placed => ({ position: placeOf(letter), letter })
/** Behind every letter of the month. */
const endOf = (month: string) => `${month}-31T24#`

const ofSender =
  (store: Store, address: string, month: string | undefined): Source =>
  async (after = month && endOf(month)) => {
    const page = await store.list(list.lettersFrom(address), { limit: aStretch, newestFirst: true, after })
    const isOver = month !== undefined && page.next !== undefined && page.next < month
    return { entries: page.items.map(placed), ...(!isOver && page.next !== undefined && { next: page.next }) }
  }

const byMonth =
  (store: Store, { outcome, month: only, at }: LetterFilter): Source =>
  async (after) => {
    const month = (after ?? only ?? at).slice(0, 7)
    const pages = await Promise.all(
      (outcome === undefined ? Fate.options : [outcome]).map((one) =>
        store.list(list.letters(one, month), { limit: aStretch, newestFirst: true, after }),
      ),
    )
    const all = pages.flatMap(({ items }) => items.map(placed)).sort((a, b) => (a.position < b.position ? 1 : -1))
    const entries = all.slice(0, aStretch)
    // Each partition gave its newest, so the newest of all are among them.
    if (all.length > aStretch || pages.some(({ next }) => next !== undefined))
      return { entries, next: entries.at(-1)!.position }
    const before = monthBefore(month)
    return { entries, ...(only === undefined && before >= firstMonth && { next: endOf(before) }) }
  }
