import { isAttribution, isStrayBracket, joinWrapped, mayBeginAttribution } from './attribution.ts'
import { quoteStarts, signatureEnds, signatureStarts } from './html-mark.ts'
import { isReplyMarker } from './marker.ts'
import { headerKind, isGroupWise, isOriginalLine } from './quote-line.ts'
import { isClientLine, isRule } from './signature.ts'

/**
 * What a line is: empty, quoted (`>`), border (a line that a client put above the mail that is answered), signature, or
 * text.
 */
export type Kind = 'e' | 'q' | 'b' | 's' | 't'

/** What each line is, in one pass; a border may take several lines. */
export const kindsOf = (lines: readonly string[]): Kind[] => {
  const kinds: Kind[] = lines.map(plainKind)
  const set = (from: number, count: number, kind: Kind) => kinds.fill(kind, from, from + count)
  let isSignature = false
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (line === signatureStarts) isSignature = true
    if (isSignature && kinds[i] !== 'q') kinds[i] = line.trim() === '' ? 'e' : 's'
    if (line === signatureEnds) isSignature = false
    if (line === signatureStarts || line === signatureEnds) kinds[i] = 'e'
    else if (line === quoteStarts) {
      kinds[i] = 'b'
      isSignature = false
    } else if (kinds[i] === 't') {
      const count = borderAt(lines, kinds, i)
      if (count > 0) {
        set(i, count, 'b')
        i += count - 1
      } else if (isClientLine(line)) kinds[i] = 's'
    }
  }
  return kinds
}

const plainKind = (line: string): Kind => {
  if (line.trim() === '') return 'e'
  if (isReplyMarker(line)) return 'q'
  return /^\s{0,4}(?:>|\|\s?>|&gt;)/.test(line) && !/^>From /.test(line) && !isStrayBracket(line) && !isGroupWise(line)
    ? 'q'
    : 't'
}

/** How many lines from `i` on are a border; 0 for none. */
const borderAt = (lines: readonly string[], kinds: readonly Kind[], i: number): number => {
  const line = lines[i]!
  if (isOriginalLine(line)) return 1 + headersAfter(lines, i + 1)
  const block = headerBlockAt(lines, i)
  if (block > 0) return block
  if (isRule(line)) {
    // A rule right above a header block belongs to it.
    const next = nextFilled(lines, i + 1)
    if (next > i && next - i <= 3 && (headerBlockAt(lines, next) > 0 || isOriginalLine(lines[next]!))) return next - i
  }
  return attributionAt(lines, kinds, i)
}

/** Header lines below an announcement such as `-----Original Message-----`, however few. */
const headersAfter = (lines: readonly string[], from: number): number => {
  let end = from
  for (let i = from; i < Math.min(lines.length, from + mostHeaderLines); i++) {
    if (headerKind(lines[i]!) !== null) end = i + 1
    else if (lines[i]!.trim() !== '' || i - end > 1) break
  }
  return end - from
}

const nextFilled = (lines: readonly string[], from: number): number => {
  for (let i = from; i < Math.min(lines.length, from + 4); i++) if (lines[i]!.trim() !== '') return i
  return -1
}

/** Longest header block: lists of recipients wrap over many lines. */
const mostHeaderLines = 30

/** Lines of a quoted header block (`From: … Sent: … To: … Subject: …`) at `i`; 0 when the lines are something else. */
const headerBlockAt = (lines: readonly string[], i: number): number => {
  if (headerKind(lines[i]!) === null) return 0
  const seen = new Set<string>()
  let hasAddress = false
  let end = i
  let blanks = 0
  let wrapped = 0
  for (let n = i; n < Math.min(lines.length, i + mostHeaderLines); n++) {
    const line = lines[n]!
    const kind = headerKind(line)
    if (kind !== null) {
      seen.add(kind)
      end = n + 1
      blanks = wrapped = 0
    } else if (line.trim() === '') {
      // Some clients turn each line of the block into a paragraph.
      if (++blanks > 1) break
    } else if (blanks > 0 || ++wrapped > 6 || line.length > 200) break
    hasAddress ||= line.length < 2_000 && /[^\s@]@[^\s@]/.test(line)
  }
  const isBlock =
    (seen.has('from') && seen.has('date') && (seen.has('subject') || seen.has('to') || hasAddress)) ||
    (seen.has('from') && seen.has('subject') && (seen.has('to') || hasAddress)) ||
    (seen.has('date') && seen.has('subject') && seen.has('to'))
  return isBlock && (hasAddress || seen.has('subject')) ? end - i : 0
}

/** Lines of an attribution (`On …, … wrote:`) at `i`, which clients wrap over up to four lines. */
const attributionAt = (lines: readonly string[], kinds: readonly Kind[], i: number): number => {
  const mayWrap = mayBeginAttribution(lines[i]!)
  for (let count = 1; count <= (mayWrap ? 4 : 2); count++) {
    const line = lines[i + count - 1]
    if (line === undefined || kinds[i + count - 1] !== 't' || line.length > 400) return 0
    // A name alone wraps before its address: the next line then begins with the bracket.
    if (count === 2 && !mayWrap && !/^\s{0,3}(?:[<[]\S{1,120}@|news:)/.test(line)) return 0
    const next = nextFilled(lines, i + count)
    if (isAttribution(joinWrapped(lines.slice(i, i + count)), next > 0 && kinds[next] === 'q')) return count
  }
  return 0
}
