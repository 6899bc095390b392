import type { Letter } from '../mail/letter.ts'
import { isAgent } from '../people/person.ts'
import type { Visibility } from '../ticket/message.ts'
import { type Envelope, isAuthentic } from './envelope.ts'
import type { Known } from './known.ts'
import type { Reason } from './record.ts'

/** What a mail leads to. Everything but `open` and `comment` only leaves its log entry. */
export type Interpretation =
  | { readonly to: 'open' }
  | { readonly to: 'comment'; readonly number: string; readonly visibility: Visibility; readonly verified: boolean }
  | { readonly to: 'nothing'; readonly outcome: 'duplicate'; readonly number: string }
  | { readonly to: 'nothing'; readonly outcome: 'filtered' | 'quarantined'; readonly reason: Reason }

/** Who we are, as far as telling our own mail from others' needs it. */
export interface Desk {
  readonly helpAddresses: readonly string[]
  /** Value of our loop header. */
  readonly instance: string
}

/** What arrived plus what we know → a command or nothing. Pure; the rules are MAIL.md 5 to 9 and 12 to 14. */
export const interpret = (letter: Letter, envelope: Envelope, known: Known, desk: Desk): Interpretation => {
  if (known.receipt !== undefined) return { to: 'nothing', outcome: 'duplicate', number: known.receipt }
  const { from } = letter
  if (!from) return quarantined('no-sender')
  if (envelope.verdicts.virus === 'FAIL') return quarantined('virus')
  if (envelope.verdicts.spam === 'FAIL' && !envelope.released) return quarantined('spam')
  if (isOwnMail(letter, from.address, known, desk)) return filtered('own-mail')

  const { thread } = known
  // A number in a subject is easily guessed: it counts only from people who are on the ticket already.
  const isOnTicket = thread !== undefined && known.sender !== undefined && belongs(known.sender, thread.ticket)
  if (thread && (thread.by !== 'subject' || isOnTicket)) {
    const { number } = thread.ticket
    // Out-of-office and delivery reports tell agents something and answer nobody.
    if (letter.automatic) return { to: 'comment', number, visibility: 'internal', verified: false }
    return { to: 'comment', number, visibility: 'public', verified: isOnTicket && isAuthentic(envelope) }
  }
  if (letter.bounce) return filtered('foreign-bounce')
  if (letter.complaint) return filtered('foreign-complaint')
  if (letter.autoReply) return filtered('foreign-auto-reply')
  return { to: 'open' }
}

const quarantined = (reason: Reason) => ({ to: 'nothing', outcome: 'quarantined', reason }) as const
const filtered = (reason: Reason) => ({ to: 'nothing', outcome: 'filtered', reason }) as const

const belongs = (sender: NonNullable<Known['sender']>, ticket: { requester: { id: string } }) =>
  isAgent(sender) || sender.id === ticket.requester.id

/** A help address without its plus part: `help+inc-12-…@desk.example` is `help@desk.example`. */
export const withoutTag = (address: string): string => address.toLowerCase().replace(/\+[^@]*@/, '@')

/** Whether this is one of the addresses people write to, plus part or not. */
export const isHelpAddress = (address: string, desk: Pick<Desk, 'helpAddresses'>): boolean =>
  desk.helpAddresses.includes(withoutTag(address))

const isOwnMail = (letter: Letter, from: string, known: Known, desk: Desk) =>
  letter.loop === desk.instance || known.isOurs || isHelpAddress(from, desk)
