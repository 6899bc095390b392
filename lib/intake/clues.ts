import { createHash } from 'node:crypto'
import type { Letter } from '../mail/letter.ts'
import { parseNumber } from '../ticket/number.ts'
import type { Envelope } from './envelope.ts'

/** What a letter says about the ticket it belongs to, strongest first. */
export interface Clues {
  /** What makes two deliveries the same mail. */
  readonly identity: string
  readonly messageId: string
  /** Our own keyed plus addresses, `help+inc-12-<key>@…`; `help+inc-12-<key>-note@…` answers an internal note. */
  readonly keyed: readonly { readonly number: string; readonly replyKey: string; readonly isNote?: true }[]
  /** Message-IDs it answers: of the mail it returns, In-Reply-To, then References from the newest; at most ten. */
  readonly answered: readonly string[]
  /** A ticket number in the subject: `[INC-12]`, `[#12]`, `INC-12`. */
  readonly numberInSubject: string | undefined
}

const mostAnswered = 10

/** Local part of a help address with our key: 26 base-32 letters are the 130 bits of `replyKey`. */
const keyedLocal = /\+([a-z]{2,5}-[1-9][0-9]{0,11})-([a-z2-7]{26})(-note)?$/

const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\n')
  return hash.digest('hex')
}

/** RFC 6761: no mail system ever uses such a name. */
const madeUpHost = 'no-message-id.invalid'

/** Whether the Message-ID is one that we made up for a mail without: nobody else would know it. */
export const isMadeUp = (messageId: string): boolean => messageId.endsWith(`@${madeUpHost}`)

/** What stays the same when one mail is delivered twice: trace headers differ each time, so the raw bytes do too. */
const contentOf = ({ from, to, date, subject, text, html, attachments }: Letter) =>
  sha256(
    JSON.stringify([from, to, date, subject, text, html]),
    ...attachments.flatMap(({ name, bytes }) => [name, bytes]),
  )

/** The clues in a letter. Addresses count wherever they stand: header or envelope. Pure. */
export const cluesOf = (letter: Letter, envelope: Envelope): Clues => {
  const messageId = letter.messageId ?? `${contentOf(letter)}@${madeUpHost}`
  const addresses = [
    ...envelope.recipients,
    ...letter.deliveredTo,
    ...letter.to.map((a) => a.address),
    ...letter.cc.map((a) => a.address),
  ]
  const keyed = addresses.flatMap((address) => {
    const found = keyedLocal.exec(address.toLowerCase().split('@')[0] ?? '')
    const number = found && parseNumber(found[1]!)
    return number ? [{ number, replyKey: found[2]!, ...(found[3] && { isNote: true as const }) }] : []
  })
  const returned = letter.bounce?.originalMessageId
  const answered = [...(returned ? [returned] : []), ...letter.inReplyTo, ...letter.references.toReversed()]
  return {
    // Broken devices reuse one Message-ID for every mail: sender and text belong to the identity.
    identity: sha256(messageId, letter.from?.address ?? '', letter.text),
    messageId,
    keyed,
    answered: [...new Set(answered)].slice(0, mostAnswered),
    numberInSubject: numberIn(letter.subject),
  }
}

const numberIn = (subject: string): string | undefined => {
  const tagged = /\[#?\s{0,3}((?:[A-Za-z]{2,5}-)?[1-9][0-9]{0,11})\s{0,3}\]/.exec(subject)?.[1]
  if (tagged) return parseNumber(tagged.includes('-') ? tagged : `INC-${tagged}`)
  return parseNumber(/\b(INC-[1-9][0-9]{0,11})\b/i.exec(subject)?.[1] ?? '')
}
