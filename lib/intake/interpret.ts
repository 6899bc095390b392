import { isFinished } from '../incident/life-cycle.ts'
import type { Letter } from '../mail/letter.ts'
import { may } from '../people/access.ts'
import { isAgent } from '../people/person.ts'
import { defaultMailRules, isAllowed, isBlocked, type MailRules } from '../policy/mail-rules.ts'
import type { Visibility } from '../ticket/message.ts'
import { type Envelope, isAligned, isAuthentic } from './envelope.ts'
import type { Known, Thread } from './known.ts'
import type { Reason } from './record.ts'
import { saysYes, thanksIn } from './thanks.ts'
import { trustOf } from './trust.ts'

/** What a mail leads to. Everything but `open`, `comment` and `follow-up` only leaves its log entry. */
export type Interpretation =
  | { readonly to: 'open' }
  | {
      readonly to: 'comment'
      readonly number: string
      readonly visibility: Visibility
      readonly verified: boolean
      /** Its words ask for nothing, so they move nothing. */
      readonly isQuiet?: true
      /** An agent answers: the first lines may be commands. */
      readonly byAgent?: true
    }
  /** Somebody proven answers a mail about a decision. */
  | { readonly to: 'approval'; readonly number: string }
  /** A new incident after this one, which is closed or canceled. */
  | { readonly to: 'follow-up'; readonly number: string }
  | { readonly to: 'nothing'; readonly outcome: 'duplicate'; readonly number: string }
  | { readonly to: 'nothing'; readonly outcome: 'filtered' | 'quarantined'; readonly reason: Reason }

/** Who we are, as far as telling our own mail from others' needs it. */
export interface Desk {
  readonly helpAddresses: readonly string[]
  /** Value of our loop header. */
  readonly instance: string
}

/** What arrived plus what we know → a command or nothing. Pure; the rules are MAIL.md 5 to 9 and 12 to 14. */
export const interpret = (
  letter: Letter,
  envelope: Envelope,
  known: Known,
  desk: Desk,
  rules: MailRules = defaultMailRules,
): Interpretation => {
  if (known.receipt !== undefined) return { to: 'nothing', outcome: 'duplicate', number: known.receipt }
  const { from } = letter
  if (!from) return quarantined('no-sender')
  if (envelope.verdicts.virus === 'FAIL') return quarantined('virus')
  if (envelope.verdicts.spam === 'FAIL' && !envelope.released) return quarantined('spam')
  if (isBlocked(rules, from.address) && !envelope.released) return quarantined('blocked-domain')
  if (isOwnMail(letter, from.address, known, desk)) return filtered('own-mail')
  if (known.approval) return deciding(known.approval.number, letter, envelope, from.address, known)
  const answer = known.thread && answering(known.thread, letter, envelope, known)
  return answer ?? opening(letter, envelope, from.address, rules)
}

const quarantined = (reason: Reason) => ({ to: 'nothing', outcome: 'quarantined', reason }) as const
const filtered = (reason: Reason) => ({ to: 'nothing', outcome: 'filtered', reason }) as const

/**
 * What a reply about a decision is worth: only somebody whose very domain is proven decides, and no machine ever does. Whoever
 * is not proven gets no answer either: it would hit somebody who never wrote.
 */
const deciding = (
  number: string,
  letter: Letter,
  envelope: Envelope,
  from: string,
  { sender }: Known,
): Interpretation => {
  if (letter.automatic || letter.bounce || letter.complaint) return filtered('machine-mail')
  const isProven = sender !== undefined && trustOf(envelope, sender) !== 'unverified' && isAligned(envelope, from)
  return isProven ? { to: 'approval', number } : filtered('unproven')
}

/** What a mail that belongs to a ticket adds to it; nothing when it should open one of its own. */
const answering = (
  { ticket, by, isNote }: Thread,
  letter: Letter,
  envelope: Envelope,
  { sender }: Known,
): Interpretation | undefined => {
  const isOnTicket = sender !== undefined && may(sender, 'comment', ticket)
  // A number in a subject is easily guessed: it counts only from people who are on the ticket already.
  if (by === 'subject' && !isOnTicket) return undefined
  const comment = { to: 'comment', number: ticket.number } as const
  // Out-of-office and delivery reports tell agents something and answer nobody.
  if (letter.automatic) return { ...comment, visibility: 'internal', verified: false }
  const isOver = isFinished(ticket) && !ticket.merged
  const isAgents = sender !== undefined && isAgent(sender) && sender.id !== ticket.requester.id
  if (!isOnTicket || trustOf(envelope, sender) === 'unverified')
    // Words that nobody can vouch for are the desk's to read; on a ticket that is closed nobody would.
    return isOver ? undefined : { ...comment, visibility: 'internal', verified: false }
  if (isAgents) return { ...comment, visibility: isNote ? 'internal' : 'public', verified: true, byAgent: true }
  const isQuiet = asksForNothing(letter, ticket)
  if (isOver && !isQuiet) return { to: 'follow-up', number: ticket.number }
  const visibility = isOver || (isNote && isAgent(sender)) ? 'internal' : 'public'
  return { ...comment, visibility, verified: true, ...(isQuiet && { isQuiet }) }
}

/** Whether it only thanks. Where somebody waits for an answer, "yes" and "it works now" are one. */
const asksForNothing = ({ newText, attachments, from }: Letter, ticket: Thread['ticket']): boolean => {
  if (attachments.some(({ inline }) => !inline)) return false
  const said = thanksIn(newText, from?.name)
  const isAsked = ticket.state === 'on_hold' && ticket.hold?.reason === 'caller'
  return isAsked ? said === 'thanks' && !saysYes(newText) : said !== undefined
}

/** Whether a mail that belongs to nothing we know opens a ticket. */
const opening = (letter: Letter, envelope: Envelope, from: string, rules: MailRules): Interpretation => {
  if (letter.bounce) return filtered('foreign-bounce')
  if (letter.complaint) return filtered('foreign-complaint')
  const isWanted = envelope.released || (isAllowed(rules, from) && isAuthentic(envelope))
  if (letter.autoReply && !isWanted) return filtered('foreign-auto-reply')
  if (letter.automatic && !rules.doesMachineMailOpen && !isWanted) return filtered('machine-mail')
  return { to: 'open' }
}

/** A help address without its plus part: `help+inc-12-…@desk.example` is `help@desk.example`. */
export const withoutTag = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')

/** Whether this is one of the addresses people write to, plus part or not. */
export const isHelpAddress = (address: string, desk: Pick<Desk, 'helpAddresses'>): boolean =>
  desk.helpAddresses.includes(withoutTag(address))

const isOwnMail = (letter: Letter, from: string, known: Known, desk: Desk) =>
  letter.loop === desk.instance || known.isOurs || isHelpAddress(from, desk)
