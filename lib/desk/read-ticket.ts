import { key, partOf } from '../store/schema.ts'
import type { Item, Store } from '../store/store.ts'

/** Everything that is shown of one ticket. */
export interface TicketRecord {
  readonly head: Item
  /** Timeline entries from the first on; `more` is where to go on. */
  readonly timeline: readonly Item[]
  readonly more?: string
  /** Mails that went out because of the entries shown. */
  readonly mails: readonly Item[]
}

/** A page of a timeline: a ticket rarely has more, and an answer stays far below 6 MB (Lambda's limit). */
const entriesAPage = 200

/** One ticket with its timeline and outgoing mail, or nothing when there is no such ticket: three bounded reads. */
export const readTicket = async (store: Store, number: string, after?: string): Promise<TicketRecord | undefined> => {
  const [head, events, mails] = await Promise.all([
    store.get(key.ticket(number)),
    store.parts(number, partOf.event, { limit: entriesAPage, after }),
    store.parts(number, partOf.mail, { limit: entriesAPage }),
  ])
  return head && { head, timeline: events.items, more: events.next, mails: mails.items }
}
