import { quoteStarts, signatureEnds, signatureStarts } from './html-mark.ts'
import { isReplyMarker } from './marker.ts'
import {
  headerKind,
  isAttribution,
  isOriginalLine,
  isStrayBracket,
  joinWrapped,
  mayBeginAttribution,
} from './quote-line.ts'
import { contactBlockAt, isClientLine, isDashedName, isRule, isSignatureDash } from './signature.ts'

/** A text taken apart into what its sender wrote now and what came along. */
export interface Reply {
  readonly newText: string
  readonly quotedText: string | null
  readonly signature: string | null
}

/**
 * What a line is: empty, quoted (`>`), border (a line that a client put above the mail that is answered), signature, or
 * text.
 */
type Kind = 'e' | 'q' | 'b' | 's' | 't'

/** Text below a quote that is shorter than this is a footer when there is text above the quote too. */
const footerLines = 7

/** Signatures and disclaimers wrap; a longer line below a rule is prose. */
const longestSignatureLine = 400

/**
 * Finds what the sender wrote now. Our own marker comes first, then what clients and people leave around a quote.
 * Answers between quotes are kept together with their quotes; so is a mail that is nothing but a quote or a forward.
 */
export const splitReply = (text: string): Reply => {
  const lines = text.split('\n')
  const marker = lines.findIndex(isReplyMarker)
  const above = marker < 0 ? lines : lines.slice(0, marker)
  // The marker itself counts as a quote, so that the line above it is seen as what announces one.
  const kinds = kindsOf(lines.slice(0, above.length + 1)).slice(0, above.length)
  const hasTextAbove = marker > 0 && kinds.includes('t')
  const all = hasTextAbove ? above : lines
  const page = new Page(all, hasTextAbove || marker < 0 ? kinds : kindsOf(all))
  page.cutSignature()
  page.cutQuotes(hasTextAbove)
  page.cutContactBlock()
  return page.reply(hasTextAbove ? lines.slice(marker) : [])
}

/** Lines and what became of each. */
class Page {
  private readonly lines: readonly string[]
  private readonly kinds: Kind[]
  private readonly fate: ('new' | 'quoted' | 'signature')[]

  constructor(lines: readonly string[], kinds: Kind[]) {
    this.lines = lines
    this.kinds = kinds
    this.fate = lines.map(() => 'new')
  }

  private give(from: number, to: number, fate: 'quoted' | 'signature'): void {
    for (let i = from; i < to; i++) {
      if (this.fate[i] === 'new') this.fate[i] = fate
      this.kinds[i] = 'e'
    }
  }

  /** Lines that an app added, and what follows a signature's dash. */
  cutSignature(): void {
    this.kinds.forEach((kind, i) => {
      if (kind === 's') this.give(i, i + 1, 'signature')
    })
    const first = this.kinds.indexOf('t')
    let border = this.kinds.length
    let count = 0
    let start = -1
    let hasProse = false
    for (let i = this.kinds.length - 1; i >= Math.max(first, 0); i--) {
      const kind = this.kinds[i]
      if (kind === 't' && i > first) {
        if (this.isSignatureStart(i, count, hasProse)) start = i
        hasProse ||= this.lines[i]!.length > longestSignatureLine
        count++
      } else if (kind !== 'e') {
        // Text above a quote or the first line of all: the highest dash found below it counts.
        if (start >= 0) this.give(start, border, 'signature')
        border = i
        count = 0
        start = -1
        hasProse = false
      }
    }
  }

  /** Whether line `i` is a dash or rule above `count` lines that may be a signature. */
  private isSignatureStart(i: number, count: number, hasProse: boolean): boolean {
    const line = this.lines[i]!
    if (isSignatureDash(line)) return count <= 25
    // Several such lines are a list.
    if (isDashedName(line))
      return (
        count <= 10 && !this.lines.slice(i + 1, i + 12).some(startsWithDash) && !startsWithDash(this.lines[i - 1] ?? '')
      )
    // A line of the same length under a line of text makes a heading of it.
    const above = (this.lines[i - 1] ?? '').trim()
    const isUnderline =
      above !== '' && (/^\s{0,3}[=+~#*]/.test(line) || (above.length === line.trim().length && above.length > 3))
    return isRule(line) && count <= 12 && !hasProse && !isUnderline
  }

  cutQuotes(isEndKnown: boolean): void {
    const { kinds } = this
    const text = kinds.indexOf('t')
    if (text < 0) return
    if (this.cutTopQuote() || this.isForward()) return
    const lastQuote = kinds.lastIndexOf('q')
    for (let i = 0; i < kinds.length; i++) {
      if (kinds[i] !== 'b' || !this.followsText(i)) continue
      if (i > lastQuote || isEndKnown || this.isFooterOnly(i)) {
        this.give(i, kinds.length, 'quoted')
        return
      }
    }
    // Quotes at the end, with nothing of the sender's below.
    let end = kinds.length
    while (end > 0 && kinds[end - 1] !== 't') end--
    this.give(end, kinds.length, 'quoted')
    kinds.forEach((kind, i) => {
      if (kind === 'b') this.give(i, i + 1, 'quoted')
    })
  }

  /** A reply written below: border, quote, then text to the end. Everything above that text is quoted. */
  private cutTopQuote(): boolean {
    const { kinds } = this
    const first = kinds.findIndex((kind) => kind !== 'e')
    if (kinds[first] !== 'b') return false
    let start = kinds.length
    while (start > 0 && (kinds[start - 1] === 't' || kinds[start - 1] === 'e')) start--
    // Text between quotes means that the sender answers point by point.
    if (kinds[start - 1] !== 'q' || kinds.slice(0, start).includes('t') || !kinds.includes('t', start)) return false
    this.give(0, start, 'quoted')
    return true
  }

  /** A mail that is passed on without a word: what it says is all there is, and its header tells whose it is. */
  private isForward(): boolean {
    const first = this.kinds.findIndex((kind) => kind !== 'e')
    return (
      this.kinds[first] === 'b' &&
      !this.kinds.includes('q') &&
      (isOriginalLine(this.lines[first]!) || headerKind(this.lines[first]!) !== null)
    )
  }

  private followsText(i: number): boolean {
    let before = i - 1
    while (before >= 0 && this.kinds[before] === 'e') before--
    return before >= 0 && this.kinds[before] === 't'
  }

  /** Whether below the border at `i` there is only its quote, and then at most a footer. */
  private isFooterOnly(i: number): boolean {
    let at = i
    while (at < this.kinds.length && this.kinds[at] !== 't') at++
    let count = 0
    for (let n = at; n < this.kinds.length; n++) {
      if (this.kinds[n] === 't') count++
      else if (this.kinds[n] !== 'e') return false
    }
    return count < footerLines
  }

  cutContactBlock(): void {
    const mine = this.lines.flatMap((_, i) => (this.fate[i] === 'new' ? [i] : []))
    const at = contactBlockAt(mine.map((i) => this.lines[i]!))
    if (at >= 0) for (const i of mine.slice(at)) this.fate[i] = 'signature'
  }

  reply(rest: readonly string[]): Reply {
    const of = (fate: 'new' | 'quoted' | 'signature') => this.lines.filter((_, i) => this.fate[i] === fate)
    const newText = tidy(of('new'))
    if (newText === '') return { newText: tidy([...this.lines, ...rest]), quotedText: null, signature: null }
    return { newText, quotedText: tidy([...of('quoted'), ...rest]) || null, signature: tidy(of('signature')) || null }
  }
}

/** The lines as text: no marks, no blank lines at the ends, at most one between paragraphs that lost what stood between them. */
const tidy = (lines: readonly string[]): string => {
  const kept = lines.filter((line) => line !== quoteStarts && line !== signatureStarts && line !== signatureEnds)
  return kept
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim()
}

/** What each line is, in one pass; a border may take several lines. */
const kindsOf = (lines: readonly string[]): Kind[] => {
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

const startsWithDash = (line: string): boolean => /^\s{0,3}[-–—*]/.test(line)

const plainKind = (line: string): Kind => {
  if (line.trim() === '') return 'e'
  if (isReplyMarker(line)) return 'q'
  return /^\s{0,4}(?:>|\|\s?>|&gt;)/.test(line) && !/^>From /.test(line) && !isStrayBracket(line) ? 'q' : 't'
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
    if (count === 2 && !mayWrap && !/^\s{0,3}[<[]\S{1,120}@/.test(line)) return 0
    const next = nextFilled(lines, i + count)
    if (isAttribution(joinWrapped(lines.slice(i, i + count)), next > 0 && kinds[next] === 'q')) return count
  }
  return 0
}
