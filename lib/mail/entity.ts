import { type Head, readHead } from './entity-head.ts'
import { type Field, fieldOf, lineAt, messageStart } from './header.ts'
import { limits } from './limits.ts'

/** A leaf of the MIME tree: something with content. */
export interface Entity extends Omit<Head, 'bodyAt' | 'isCut'> {
  /** Content as sent, one character per byte, transfer encoding still on. */
  readonly raw: string
  /** Number of the multipart/alternative it stands in, 0 for none. */
  readonly alternative: number
  /** Type of the multipart right around it, '' at the top. */
  readonly within: string
  /** 0 for the mail itself; above for parts of a message that is embedded, not attached. */
  readonly embedded: number
  /** Whether this is the whole mail: nothing around it and nothing beside it. */
  readonly isWhole: boolean
}

/** A mail taken apart. */
export interface Entities {
  readonly fields: readonly Field[]
  readonly root: { readonly mediaType: string; readonly parameters: Readonly<Record<string, string>> }
  readonly leaves: readonly Entity[]
}

/** A region that waits to be read: the mail, an embedded message, or a multipart whose declared boundary is wrong. */
interface Region {
  readonly start: number
  readonly end: number
  readonly embedded: number
  readonly depth: number
  readonly inReport: boolean
  readonly boundary?: string
  readonly around?: Multipart
}

interface Multipart {
  readonly mediaType: string
  /** Null while the first `--` line is still to tell. */
  boundary: string | null
  readonly alternative: number
  readonly bodyAt: number
  parts: number
}

interface Open {
  readonly head: Head
  readonly bodyAt: number
  readonly around: Multipart | undefined
}

/**
 * Takes a mail apart (RFC 2045 to 2049) in one pass over its lines, without recursion; what is over a limit is left
 * out and said in `notes`. Leaves come in the order of the mail.
 */
export const readEntities = (source: string, notes: Set<string>): Entities => {
  const reader = new Reader(source, notes)
  return reader.read()
}

class Reader {
  private readonly source: string
  private readonly notes: Set<string>
  private readonly leaves: (Entity & { readonly at: number })[] = []
  private readonly waiting: Region[] = []
  private alternatives = 0

  constructor(source: string, notes: Set<string>) {
    this.source = source
    this.notes = notes
  }

  read(): Entities {
    const { source } = this
    const root = this.head(messageStart(source, 0, source.length), source.length, 'text/plain')
    const inReport = root.mediaType === 'multipart/report'
    this.waiting.push({
      start: messageStart(source, 0, source.length),
      end: source.length,
      embedded: 0,
      depth: 0,
      inReport,
    })
    for (let region = this.waiting.shift(); region; region = this.waiting.shift()) this.readRegion(region)
    this.leaves.sort((a, b) => a.at - b.at)
    return { fields: root.fields, root, leaves: this.leaves }
  }

  private head(start: number, end: number, fallback: string): Head {
    const head = readHead(this.source, start, end, fallback)
    if (head.isCut) this.notes.add('A header was too long; its end was left out.')
    return head
  }

  private readRegion(region: Region): void {
    const { source } = this
    const stack: Multipart[] = []
    const open = new Map<string, Multipart>()
    let part: Open | undefined
    const begin = (at: number, end: number) => {
      const around = stack.at(-1)
      const head = this.head(at, end, around?.mediaType === 'multipart/digest' ? 'message/rfc822' : 'text/plain')
      if (!head.mediaType.startsWith('multipart/')) {
        part = { head, bodyAt: head.bodyAt, around }
        return head.bodyAt
      }
      if (region.depth + stack.length >= limits.depth) {
        this.notes.add(`Parts nested more than ${limits.depth} deep were skipped.`)
        part = undefined
        return head.bodyAt
      }
      const multipart = this.multipart(head, around)
      push(multipart)
      // Until its first boundary a multipart may turn out to be plain text.
      part = { head: { ...head, mediaType: 'text/plain' }, bodyAt: head.bodyAt, around: multipart }
      return head.bodyAt
    }
    const push = (multipart: Multipart) => {
      stack.push(multipart)
      if (multipart.boundary !== null) open.set(multipart.boundary, multipart)
    }
    const finish = (end: number) => {
      if (!part) return
      const { around } = part
      const isPreamble = around !== undefined && around.bodyAt === part.bodyAt && around.parts === 0
      if (!isPreamble) this.leaf(part, end, region)
      else if (stack.at(-1) === around) this.preamble = { part, end }
      part = undefined
    }
    const pop = (multipart: Multipart) => {
      while (stack.length > 0) {
        const last = stack.pop()!
        if (last.boundary !== null && open.get(last.boundary) === last) open.delete(last.boundary)
        if (last.parts === 0) this.childless(last, region, stack.length)
        if (last === multipart) return
      }
    }

    let at = region.boundary === undefined ? begin(region.start, region.end) : region.start
    if (region.boundary !== undefined) push({ ...region.around!, boundary: region.boundary, bodyAt: -1, parts: 0 })
    while (at < region.end) {
      const line = lineAt(source, at, region.end)
      const found = source.startsWith('--', at) ? delimiter(source, at, line.end, open, stack.at(-1)) : undefined
      if (!found) {
        at = line.next
        continue
      }
      finish(beforeBreak(source, at))
      if (stack.at(-1) !== found.multipart) pop(stack[stack.indexOf(found.multipart) + 1]!)
      if (found.isLast) {
        pop(found.multipart)
        at = line.next
        continue
      }
      if (this.leaves.length >= limits.parts) {
        this.notes.add(`Parts after the first ${limits.parts} were skipped.`)
        return
      }
      found.multipart.parts++
      at = begin(line.next, region.end)
    }
    finish(region.end)
    if (stack.length > 0) pop(stack[0]!)
  }

  /** Text that stood where a multipart's parts should have been. */
  private preamble: { part: Open; end: number } | undefined

  private multipart(head: Head, around: Multipart | undefined): Multipart {
    const { mediaType, parameters, bodyAt } = head
    const boundary = parameters.boundary?.trimEnd()
    const isAlternative = mediaType === 'multipart/alternative'
    const alternative = isAlternative && !around?.alternative ? ++this.alternatives : (around?.alternative ?? 0)
    return {
      mediaType,
      boundary: boundary && boundary.length <= limits.boundary ? boundary : null,
      alternative,
      bodyAt,
      parts: 0,
    }
  }

  /** A multipart without parts: its boundary is another one than it says, or it is text after all. */
  private childless(multipart: Multipart, region: Region, depth: number): void {
    const { preamble } = this
    this.preamble = undefined
    if (!preamble || preamble.part.around !== multipart) return
    const { part, end } = preamble
    const line = lineAt(this.source, this.skipBlank(part.bodyAt, end), end)
    const first = this.source.slice(this.skipBlank(part.bodyAt, end), line.end).trimEnd()
    if (/^--.{1,250}$/.test(first) && region.boundary === undefined && region.depth + depth < limits.depth) {
      this.notes.add('A part did not use the boundary it announced; the one in its text was taken.')
      this.waiting.unshift({
        ...region,
        start: part.bodyAt,
        end,
        depth: region.depth + depth + 1,
        boundary: first.slice(2),
        around: multipart,
      })
    } else if (this.source.slice(part.bodyAt, Math.min(end, part.bodyAt + 10_000)).trim() !== '') {
      this.notes.add('A multipart had no parts; it was read as text.')
      this.leaf(part, end, region)
    }
  }

  private skipBlank(from: number, end: number): number {
    let at = from
    while (at < end && ' \t\r\n'.includes(this.source[at]!)) at++
    return at
  }

  private leaf({ head, bodyAt, around }: Open, end: number, region: Region): void {
    const { bodyAt: _, isCut: __, ...rest } = head
    this.leaves.push({
      ...rest,
      raw: this.source.slice(bodyAt, Math.max(bodyAt, end)),
      alternative: around?.alternative ?? 0,
      within: around?.mediaType ?? '',
      embedded: region.embedded,
      isWhole: around === undefined && region.embedded === 0,
      at: bodyAt,
    })
    const isEmbedded = head.mediaType === 'message/rfc822' && head.disposition !== 'attachment' && !region.inReport
    const encoding = fieldOf(head.fields, 'content-transfer-encoding')
    if (!isEmbedded || /base64|quoted/i.test(encoding ?? '')) return
    if (region.depth + 1 >= limits.depth) this.notes.add(`Parts nested more than ${limits.depth} deep were skipped.`)
    else
      this.waiting.push({
        start: messageStart(this.source, bodyAt, end),
        end,
        embedded: region.embedded + 1,
        depth: region.depth + 1,
        inReport: false,
      })
  }
}

/** The multipart whose boundary a line starting with `--` is, and whether it is its last. */
const delimiter = (
  source: string,
  at: number,
  end: number,
  open: Map<string, Multipart>,
  innermost: Multipart | undefined,
) => {
  if (end - at > limits.boundary + 50) return undefined
  const name = source.slice(at + 2, end).trimEnd()
  if (innermost?.boundary === null && name !== '' && name !== '-') {
    innermost.boundary = name
    open.set(name, innermost)
  }
  const multipart = open.get(name)
  if (multipart) return { multipart, isLast: false }
  const closed = name.endsWith('--') ? open.get(name.slice(0, -2).trimEnd()) : undefined
  return closed && { multipart: closed, isLast: true }
}

/** The line break before a boundary belongs to the boundary (RFC 2046 section 5.1.1). */
const beforeBreak = (source: string, at: number): number => {
  if (source[at - 1] !== '\n') return at
  return source[at - 2] === '\r' ? at - 2 : at - 1
}
