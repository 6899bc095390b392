import { decodeEntities } from './html-entity.ts'
import { markOf, marks, quoteStarts, signatureEnds, signatureStarts } from './html-mark.ts'
import { attribute, type Token, tokensOf } from './html-token.ts'
import { Line } from './line.ts'

/** Elements with blank lines around them. */
const paragraphs = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'blockquote', 'pre', 'hr'])
/** Elements on lines of their own. */
const blocks = new Set(
  'div li tr table tbody thead tfoot section article header footer main nav aside address form fieldset center dt dd caption figure figcaption body html'.split(
    ' ',
  ),
)
const unseen = new Set(['script', 'style', 'title', 'xmp', 'noembed', 'template'])
/** Quotes in each other beyond this depth look the same. */
const deepestQuote = 8

/**
 * HTML as text a person can read: paragraphs, lists, links and quotes (`> `) keep their shape. Marks of `html-mark.ts`
 * stand where a mail client says that a quote or a signature begins.
 */
export const renderHtml = (html: string): string => {
  const source = html.replace(marks, '')
  // Text that is hidden until the end of the mail means that a tag was never closed: then nothing is hidden.
  return new Page(true).render(source) ?? new Page(false).render(source)!
}

class Page {
  private readonly lines: string[] = []
  private readonly links: { href: string; at: number }[] = []
  private readonly lists: { next: number }[] = []
  private readonly quotes: boolean[] = []
  private readonly hides: boolean
  private readonly line = new Line()
  private bullet = ''
  /** Whether the line has a hard space: editors hold an empty line open with one. */
  private isHeld = false
  /** Whether the paragraph around has no margin, as all of Word's. */
  private isTight = false
  private quoted = 0
  private preformatted = 0
  /** The element being skipped, or the signature, and how many of its kind are open in it. */
  private hidden: { tag: string; open: number } | null = null
  private signature: { tag: string; open: number } | null = null

  constructor(hides: boolean) {
    this.hides = hides
  }

  render(html: string): string | undefined {
    for (const token of tokensOf(html)) {
      if (this.hidden) this.skip(token)
      else if (token.type === 'text') this.text(token.text)
      else if (token.type === 'open') this.open(token.tag, token.attributes)
      else this.close(token.tag)
    }
    if (this.hidden && !unseen.has(this.hidden.tag)) return undefined
    this.flush()
    return this.lines.join('\n').trim()
  }

  private skip(token: Token): void {
    const { hidden } = this
    if (token.type === 'text' || token.tag !== hidden!.tag) return
    hidden!.open += token.type === 'open' ? 1 : -1
    if (hidden!.open === 0) this.hidden = null
  }

  private text(raw: string): void {
    const text = decodeEntities(raw).replaceAll('\u00ad', '')
    if (this.preformatted === 0) {
      this.isHeld ||= text.includes('\u00a0')
      this.line.add(text.replace(/[ \t\r\n\f\u00a0]+/g, ' '))
      return
    }
    const [first, ...rest] = text.split(/\r?\n/)
    this.line.addAsIs(first!)
    for (const line of rest) {
      this.lineBreak()
      this.line.addAsIs(line)
    }
  }

  private open(tag: string, attributes: string): void {
    if (unseen.has(tag) || (this.hides && isHidden(tag, attributes))) {
      this.hidden = { tag, open: 1 }
      return
    }
    if (this.signature?.tag === tag) this.signature.open++
    if (tag === 'br') {
      this.lineBreak()
      return
    }
    this.separate(tag, attributes)
    const mark = this.quoted === 0 ? markOf(tag, attributes) : null
    if (mark === 'quote') this.mark(quoteStarts)
    else if (mark === 'signature' && !this.signature) {
      this.mark(signatureStarts)
      this.signature = { tag, open: 1 }
    }
    if (tag === 'blockquote') this.quote(attributes)
    else if (tag === 'pre') this.preformatted++
    else if (tag === 'ul') this.lists.push({ next: 0 })
    else if (tag === 'ol') this.lists.push({ next: Number(attribute(attributes, 'start')) || 1 })
    else if (tag === 'li') this.item()
    else if (tag === 'a')
      this.links.push({ href: decodeEntities(attribute(attributes, 'href') ?? ''), at: this.line.mark() })
    else if (tag === 'img') this.picture(attributes)
    else if (tag === 'hr' && mark === null) this.rule()
    else if ((tag === 'td' || tag === 'th') && this.line.hasInk) this.line.add(' ')
  }

  private close(tag: string): void {
    if (tag === 'br') {
      this.lineBreak()
      return
    }
    if (tag === 'a') this.link()
    if (tag === 'blockquote') {
      // The blank line after a quote is no part of it.
      this.flush()
      if (this.quotes.pop()) this.quoted--
    }
    this.separate(tag, '')
    if (tag === 'pre') this.preformatted = Math.max(0, this.preformatted - 1)
    else if (tag === 'ul' || tag === 'ol') this.lists.pop()
    if (this.signature?.tag === tag && --this.signature.open === 0) {
      this.signature = null
      this.mark(signatureEnds)
    }
  }

  /** Line breaks that an element's edge asks for. Word's paragraphs have no margin. */
  private separate(tag: string, attributes: string): void {
    if (!paragraphs.has(tag) && !blocks.has(tag)) return
    this.flush()
    const isNested = (tag === 'ul' || tag === 'ol') && this.lists.length > 0
    const isTight = tag === 'p' && /mso(?:normal|plaintext|list)|margin(?:-top)?:\s?0/i.test(attributes)
    this.isTight = tag === 'p' && attributes !== '' ? isTight : this.isTight && tag === 'p'
    if (paragraphs.has(tag) && !isNested && !this.isTight) this.blank()
  }

  private blank(): void {
    const last = this.lines.at(-1)
    if (last !== undefined && /[^>\s]/.test(last)) this.lines.push(this.prefix().trimEnd())
  }

  private flush(): void {
    const text = this.line.take(this.preformatted > 0)
    const { isHeld } = this
    this.isHeld = false
    if (text === '') {
      if (isHeld) this.blank()
      return
    }
    this.lines.push(this.prefix() + this.bullet + text)
    this.bullet = ''
  }

  private lineBreak(): void {
    if (this.line.hasInk) this.flush()
    else {
      this.line.take(false)
      this.lines.push(this.prefix().trimEnd())
    }
  }

  private prefix(): string {
    return '> '.repeat(Math.min(this.quoted, deepestQuote))
  }

  private mark(mark: string): void {
    this.flush()
    this.lines.push(mark)
  }

  private quote(attributes: string): void {
    // Editors indent by quoting without a border: that is the writer's own text.
    const isQuote = !/border:\s?(?:none|0)|border-width:\s?0/i.test(attributes) || /border-left/i.test(attributes)
    this.quotes.push(isQuote)
    if (isQuote) this.quoted++
  }

  private item(): void {
    const list = this.lists.at(-1)
    this.bullet = `${'  '.repeat(Math.min(this.lists.length, 6)).slice(2)}${list && list.next > 0 ? `${list.next++}.` : '-'} `
  }

  private rule(): void {
    this.lines.push(`${this.prefix()}${'_'.repeat(32)}`)
  }

  private picture(attributes: string): void {
    const alt = decodeEntities(attribute(attributes, 'alt') ?? '').trim()
    if (alt !== '') this.line.add(`[${alt.slice(0, 200)}]`)
  }

  private link(): void {
    const link = this.links.pop()
    if (!link) return
    const shown = this.line.since(link.at).trim()
    const href = link.href.trim().replace(/^mailto:/i, '')
    const isMail = href !== link.href.trim()
    if (shown === '' || href.length > 2_000 || (!isMail && !/^https?:/i.test(href))) return
    if (!href.toLowerCase().includes(shown.toLowerCase().replace(/^https?:\/\/|\/$/g, ''))) this.line.add(`<${href}>`)
  }
}

const isHidden = (tag: string, attributes: string): boolean =>
  tag !== 'br' &&
  tag !== 'img' &&
  tag !== 'input' &&
  tag !== 'hr' &&
  tag !== 'body' &&
  tag !== 'html' &&
  attributes.length > 10 &&
  /display\s{0,3}:\s{0,3}none/i.test(attribute(attributes, 'style') ?? '')
