import { quoteStarts, signatureEnds, signatureStarts } from './html-mark.ts'
import { type Kind, kindsOf } from './line-kind.ts'
import { isReplyMarker } from './marker.ts'
import { headerKind, isOriginalLine } from './quote-line.ts'
import { contactBlockAt, isDashedName, isRule, isSignatureDash } from './signature.ts'

/** A text taken apart into what its sender wrote now and what came along. */
export interface Reply {
  readonly newText: string
  readonly quotedText: string | null
  readonly signature: string | null
}

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

const startsWithDash = (line: string): boolean => /^\s{0,3}[-–—*]/.test(line)

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
