import type { Incident } from '../incident/incident.ts'
import { ownerIn } from '../people/own-address.ts'
import type { Person } from '../people/person.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Clues } from './clues.ts'
import { type Fate, LetterRecord } from './record.ts'

/** A Message-ID we have seen, in or out. */
interface KnownMessage {
  readonly messageId: string
  /** What made its mail that mail; absent when we sent it. */
  readonly identity?: string
  readonly number: string
  readonly sent: boolean
  readonly from?: string
}

/** What the table knows about a mail, read in two round trips at most. */
export interface Known {
  /** What became of this raw mail before, if it was here before. */
  readonly before: Fate | undefined
  /** The ticket on which the same mail took effect before. */
  readonly receipt: string | undefined
  readonly sender: Person | undefined
  /** The ticket that the strongest clue points to, and which clue it is. */
  readonly thread: { readonly ticket: Incident; readonly by: 'key' | 'message' | 'own-message' | 'subject' } | undefined
  /** This very mail is one that we sent. */
  readonly isOurs: boolean
  /** Whether this Message-ID may still be claimed for a ticket. */
  readonly messageIsNew: boolean
}

/** What is known of a mail before anybody looked. */
export const nothingKnown: Known = {
  before: undefined,
  receipt: undefined,
  sender: undefined,
  thread: undefined,
  isOurs: false,
  messageIsNew: true,
}

/** Everything the decision needs to know, by key; no query, no scan. */
export const lookUp = async (
  store: Store,
  clues: Clues,
  letterId: string,
  from: string | undefined,
): Promise<Known> => {
  const tickets = unique([
    ...clues.keyed.map((k) => k.number),
    ...(clues.numberInSubject ? [clues.numberInSubject] : []),
  ])
  const messageIds = unique([clues.messageId, ...clues.answered])
  const items = await store.getMany([
    key.letter(letterId),
    key.receipt(`mail#${clues.identity}`),
    ...(from ? [key.address(from)] : []),
    ...messageIds.map(key.message),
    ...tickets.slice(0, 10).map(key.ticket),
  ])
  const messages = new Map<string, KnownMessage>()
  const heads = new Map<string, Incident>()
  for (const item of items) {
    if (item.kind === 'message') messages.set(String(item.messageId), item as unknown as KnownMessage)
    if (item.kind === 'incident') heads.set(String(item.number), item as unknown as Incident)
  }
  const own = messages.get(clues.messageId)
  const answered = clues.answered.flatMap((id) => messages.get(id) ?? [])
  const missing = unique([...answered, ...(own ? [own] : [])].map((m) => m.number)).filter((n) => !heads.has(n))
  for (const item of await store.getMany(missing.map(key.ticket)))
    heads.set(String(item.number), item as unknown as Incident)

  const letter = items.find((item) => item.kind === 'letter')
  const receipt = items.find((item) => item.kind === 'receipt')
  const address = items.find((item) => item.kind === 'address')
  return {
    before: letter && LetterRecord.parse(letter).outcome,
    receipt: own?.identity === clues.identity ? own.number : receipt && String(receipt.number),
    sender: ownerIn(address),
    thread: threadOf(clues, heads, answered, own, from),
    isOurs: own?.sent === true,
    messageIsNew: own === undefined,
  }
}

/** MAIL.md 12: keyed address, then Message-IDs, then the number in the subject. */
const threadOf = (
  clues: Clues,
  heads: ReadonlyMap<string, Incident>,
  answered: readonly KnownMessage[],
  own: KnownMessage | undefined,
  from: string | undefined,
): Known['thread'] => {
  for (const { number, replyKey } of clues.keyed) {
    const ticket = heads.get(number)
    if (ticket?.replyKey === replyKey) return { ticket, by: 'key' }
  }
  for (const message of answered) {
    const ticket = heads.get(message.number)
    if (ticket) return { ticket, by: 'message' }
  }
  // The same Message-ID with another text is a sender that reuses ids: it goes where its first mail went.
  const first = own && own.from === from ? heads.get(own.number) : undefined
  if (first) return { ticket: first, by: 'own-message' }
  const named = clues.numberInSubject === undefined ? undefined : heads.get(clues.numberInSubject)
  return named && { ticket: named, by: 'subject' }
}

const unique = (items: readonly string[]) => [...new Set(items)]
