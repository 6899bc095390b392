import { readAddresses } from './address.ts'
import type { Address, Letter } from './letter.ts'
import { headerKind, isOriginalLine } from './quote-line.ts'
import { isForwardSubject } from './subject.ts'

/** A mail that was passed on within another one. */
export interface Forwarded {
  /** Who wrote it, by the header that the client put above it. */
  readonly from: Address
  /** What they wrote. */
  readonly text: string
  /** What whoever passed it on wrote above it; '' when nothing. */
  readonly above: string
}

/** A covering text is shorter than this; further down a header block belongs to something quoted. */
const mostLinesAbove = 200
/** Clients name six headers at most, some with a blank line between. */
const mostHeaderLines = 12

/** What a client's line between covering text and forwarded mail says, where it does not only say "original message". */
const forwardWords =
  /forward|전달|weitergeleitet|weiterleitung|transf[ée]r|transmis|réexpédié|reenviado|encaminhada|reencaminhada|inoltrat|doorgestuurd|videresend|vidarebefordra|välitetty|przekaz|přeposlan|preposlan|пересл|пересыла|переадрес|iletil|yönlendir|továbbít|redirec|转发|轉寄|転送|chuyển tiếp/iu

/**
 * The mail that this one passes on in its text, or null. A header block alone makes no forward, because clients put one
 * above what they answer, too: the subject or the line above the block must say so.
 */
export const readForwarded = ({ subject, text }: Pick<Letter, 'subject' | 'text'>): Forwarded | null => {
  const lines = text.split('\n')
  const isNamed = isForwardSubject(subject)
  for (let i = 0; i < Math.min(lines.length, mostLinesAbove); i++) {
    const line = unquoted(lines[i]!)
    const isBorder = isOriginalLine(line)
    if (!isBorder && headerKind(line) === null) continue
    if (!isNamed && !(isBorder && forwardWords.test(line))) continue
    const block = headerBlockAt(lines, isBorder ? i + 1 : i)
    if (block) return { from: block.from, text: bodyFrom(lines, block.end), above: trimmed(lines.slice(0, i)) }
  }
  return null
}

/** Apple Mail quotes what it passes on. */
const unquoted = (line: string): string => line.replace(/^\s{0,3}>\s?/, '')

const headerBlockAt = (lines: readonly string[], start: number): { from: Address; end: number } | undefined => {
  let from: Address | undefined
  let count = 0
  let i = start
  for (; i < Math.min(lines.length, start + mostHeaderLines); i++) {
    const line = unquoted(lines[i]!).trim()
    if (line === '' && count === 0) continue
    const kind = headerKind(line)
    // A line of its own, or the rest of one that was wrapped.
    if (line === '' || (kind === null && count === 0)) break
    if (kind !== null) count++
    if (kind === 'from') from ??= addressIn(line)
  }
  return from && count > 1 ? { from, end: i } : undefined
}

/** `From: Kim <kim@x.example>`, `*보낸 사람:* 김 [mailto:kim@x.example]`, `From: kim@x.example<mailto:kim@x.example>`. */
const addressIn = (line: string): Address | undefined => {
  const value = line
    .slice(line.search(/[:：]/) + 1)
    .replace(/^[*_\s]+/, '')
    .replace(/\[mailto:([^\]]{1,300})\]/i, '<$1>')
    .replace(/(\S@\S{1,255})\s?<mailto:[^>]{1,300}>/i, '$1')
  return readAddresses(value, null, 1)[0]
}

const bodyFrom = (lines: readonly string[], from: number): string => {
  const body = lines.slice(from)
  const isQuoted = body.every((line) => line.trim() === '' || /^\s{0,3}>/.test(line))
  return trimmed(isQuoted ? body.map(unquoted) : body)
}

/** Without blank lines at the ends, and without the rule that some clients draw above the header block. */
const trimmed = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/\n\s{0,3}[_-]{5,}\s*$/, '')
    .replace(/^\s{0,3}[_-]{5,}\s*$/, '')
    .trim()
