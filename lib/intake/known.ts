import { type Incident, restore } from '../incident/incident.ts'
import type { MailName } from '../notify/planned-mail.ts'
import { ownerIn } from '../people/own-address.ts'
import type { Person } from '../people/person.ts'
import { key } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Clues } from './clues.ts'
import { landingOf } from './landing.ts'
import { type Fate, LetterRecord } from './record.ts'

/** A Message-ID we have seen, in or out. */
interface KnownMessage {
  readonly messageId: string
  /** What made its mail that mail; absent when we sent it. */
  readonly identity?: string
  readonly number: string
  readonly sent: boolean
  readonly from?: string
  /** Its words are for the desk only. */
  readonly isNote?: boolean
  /** Which of our mails it is. */
  readonly mail?: MailName
}

/** The change about whose approval a mail speaks, and the mail of ours that it answers, if we know which. */
export interface ApprovalThread {
  readonly number: string
  readonly mail?: MailName
}

/** The ticket that a mail belongs to, and by which clue. */
export interface Thread {
  /** Where its words belong now: a closed one that was followed by another is that other one. */
  readonly ticket: Incident
  readonly by: 'key' | 'message' | 'own-message' | 'subject'
  /** It answers an internal note. */
  readonly isNote?: boolean
  /** Message-ID of the mail of ours that it answers or returns. */
  readonly answers?: string
}

/** What the table knows about a mail, read in two round trips at most (and some more where a closed ticket is answered). */
export interface Known {
  /** What became of this raw mail before, if it was here before. */
  readonly before: Fate | undefined
  /** The ticket on which the same mail took effect before. */
  readonly receipt: string | undefined
  readonly sender: Person | undefined
  /** Owners of the other addresses asked about, by address in lower case. */
  readonly people: ReadonlyMap<string, Person>
  /** The ticket that the strongest clue points to. */
  readonly thread: Thread | undefined
  /** The change that the strongest clue points to: nobody's conversation, but its approvers may decide by a reply. */
  readonly approval?: ApprovalThread | undefined
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
  people: new Map(),
  thread: undefined,
  isOurs: false,
  messageIsNew: true,
}

/** Whose addresses to look up. */
interface Addresses {
  readonly from: string | undefined
  /** Of people whom the mail brings along. */
  readonly others: readonly string[]
}

/** Everything the decision needs to know, by key; no query, no scan. At most 100 keys. */
export const lookUp = async (
  store: Store,
  clues: Clues,
  letterId: string,
  { from, others }: Addresses,
): Promise<Known> => {
  const tickets = unique([
    ...clues.keyed.map((k) => k.number),
    ...(clues.numberInSubject ? [clues.numberInSubject] : []),
  ])
  const messageIds = unique([clues.messageId, ...clues.answered])
  const sender = from?.toLowerCase()
  const addresses = unique([...(sender === undefined ? [] : [sender]), ...others.map((other) => other.toLowerCase())])
  const items = await store.getMany([
    key.letter(letterId),
    key.receipt(`mail#${clues.identity}`),
    ...addresses.map(key.address),
    ...messageIds.map(key.message),
    ...tickets.slice(0, 10).map(key.ticket),
  ])
  const messages = new Map<string, KnownMessage>()
  const heads = new Map<string, Incident>()
  const changes = new Map<string, string>()
  const people = new Map<string, Person>()
  for (const item of items) {
    if (item.kind === 'message') messages.set(String(item.messageId), item as unknown as KnownMessage)
    if (item.kind === 'change') changes.set(String(item.number), String(item.replyKey))
    if (item.kind === 'incident') heads.set(String(item.number), restore(item))
    const owner = item.kind === 'address' ? ownerIn(item) : undefined
    if (owner) for (const address of addressesIn(item.address, owner)) people.set(address, owner)
  }
  const own = messages.get(clues.messageId)
  const answered = clues.answered.flatMap((id) => messages.get(id) ?? [])
  const missing = unique([...answered, ...(own ? [own] : [])].map((m) => m.number)).filter((n) => !heads.has(n))
  for (const item of await store.getMany(missing.map(key.ticket)))
    if (item.kind === 'incident') heads.set(String(item.number), restore(item))
    else if (item.kind === 'change') changes.set(String(item.number), String(item.replyKey))

  const letter = items.find((item) => item.kind === 'letter')
  const receipt = items.find((item) => item.kind === 'receipt')
  const thread = threadOf(clues, heads, answered, own, from)
  return {
    before: letter && LetterRecord.parse(letter).outcome,
    receipt: own?.identity === clues.identity ? own.number : receipt && String(receipt.number),
    sender: sender === undefined ? undefined : people.get(sender),
    people,
    approval: approvalOf(clues, changes, answered),
    thread: thread && { ...thread, ticket: await landingOf(store, thread.ticket) },
    isOurs: own?.sent === true,
    messageIsNew: own === undefined,
  }
}

/** The mail of ours tells whom it asked about what; a keyed address alone only of which change it was. */
const approvalOf = (
  { keyed }: Clues,
  changes: ReadonlyMap<string, string>,
  answered: readonly KnownMessage[],
): ApprovalThread | undefined => {
  const ours = answered.find(({ sent, number, mail }) => sent && mail && changes.has(number))
  if (ours) return { number: ours.number, mail: ours.mail! }
  const named = keyed.find(({ number, replyKey }) => changes.get(number) === replyKey)
  return named && { number: named.number }
}

/** Items of the first desks do not say which of their owner's addresses they are about. */
const addressesIn = (address: unknown, owner: Person): readonly string[] =>
  typeof address === 'string' ? [address] : owner.addresses

/** MAIL.md 12: keyed address, then Message-IDs, then the number in the subject. */
const threadOf = (
  clues: Clues,
  heads: ReadonlyMap<string, Incident>,
  answered: readonly KnownMessage[],
  own: KnownMessage | undefined,
  from: string | undefined,
): Thread | undefined => {
  const isNote = answered[0]?.isNote === true
  const ours = (number: string) => {
    const found = answered.find((message) => message.sent && message.number === number)
    return found && { answers: found.messageId }
  }
  for (const { number, replyKey, isNote: isNoteAddress } of clues.keyed) {
    const ticket = heads.get(number)
    // Whoever answers a note at the ticket's public address still answers a note.
    if (ticket?.replyKey === replyKey)
      return { ticket, by: 'key', isNote: isNote || isNoteAddress === true, ...ours(number) }
  }
  for (const message of answered) {
    const ticket = heads.get(message.number)
    if (ticket) return { ticket, by: 'message', isNote: message.isNote === true, ...ours(message.number) }
  }
  // The same Message-ID with another text is a sender that reuses ids: it goes where its first mail went.
  const first = own && own.from === from ? heads.get(own.number) : undefined
  if (first) return { ticket: first, by: 'own-message' }
  const named = clues.numberInSubject === undefined ? undefined : heads.get(clues.numberInSubject)
  return named && { ticket: named, by: 'subject' }
}

const unique = (items: readonly string[]) => [...new Set(items)]
