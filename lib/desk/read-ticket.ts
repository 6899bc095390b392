import { key, partOf, partsAfter } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'

/** Everything that is shown of one ticket. */
export interface TicketRecord {
  readonly head: Item
  /** Timeline entries in order; `more` is the sequence to go on after. */
  readonly timeline: readonly Item[]
  readonly more?: number
  /** Mails that went out because of the entries shown. */
  readonly mails: readonly Item[]
}

/** A page of a timeline: a ticket rarely has more, and an answer stays far below 6 MB (Lambda's limit). */
const entriesAPage = 200

/** One ticket with its timeline after entry `after`, or nothing when there is no such ticket: three bounded reads. */
export const readTicket = async (store: Store, number: string, after = 0): Promise<TicketRecord | undefined> => {
  const from = partsAfter(after)
  const [head, events, mails] = await Promise.all([
    store.get(key.ticket(number)),
    store.parts(number, partOf.event, { limit: entriesAPage, after: from.event }),
    store.parts(number, partOf.mail, { limit: entriesAPage, after: from.mail }),
  ])
  const more = events.next === undefined ? undefined : Number(events.items.at(-1)?.sequence)
  return head && { head, timeline: events.items, more, mails: mails.items }
}
