import { limits } from './limits.ts'

/** One header field as it stands in the mail. */
export interface Field {
  /** Lower case. */
  readonly name: string
  /** Unfolded; each character is one byte of the mail. */
  readonly raw: string
}

/** A header block and where the body after it begins. */
export interface HeaderBlock {
  readonly fields: readonly Field[]
  readonly bodyAt: number
  /** Whether a limit cut the block short. */
  readonly isCut: boolean
}

const fieldName = /^([!-9;-~]{1,200})[ \t]{0,50}:/
/** Names that prove a line below leading blank lines to be a header, not a sentence with a colon. */
const surelyHeader =
  /^(?:from|to|cc|subject|date|received|delivered-to|return-path|message-id|mime-version|content-[a-z-]+|references|in-reply-to|x-[a-z-]+|reply-to|sender|envelope-to):/i

/** Where the line that starts at `at` ends, without its line break, and where the next one starts. */
export const lineAt = (source: string, at: number, end: number): { readonly end: number; readonly next: number } => {
  const feed = source.indexOf('\n', at)
  if (feed < 0 || feed >= end) return { end, next: end }
  let stop = feed
  while (stop > at && source.charCodeAt(stop - 1) === 13) stop--
  return { end: stop, next: feed + 1 }
}

/** Where the header of a whole message begins: blank lines, a byte order mark and an mbox "From " line may come first. */
export const messageStart = (source: string, start: number, end: number): number => {
  let at = source.startsWith('\xef\xbb\xbf', start) ? start + 3 : start
  const first = at
  while (at < end && ' \t\r\n'.includes(source[at]!)) at++
  if (/^>?From /.test(source.slice(at, at + 6)) && !/^>?From [^\n]{0,20}:\s/.test(source.slice(at, at + 30)))
    return lineAt(source, at, end).next
  return at === first || surelyHeader.test(source.slice(at, at + 100)) ? at : first
}

/** Reads the header block at `start`; it ends at a blank line, at the first line that is no header, or at a limit. */
export const readHeader = (source: string, start: number, end: number): HeaderBlock => {
  const fields: { name: string; lines: string[] }[] = []
  let isCut = false
  let at = start
  while (at < end) {
    const line = lineAt(source, at, end)
    if (line.end === at) return { fields: fields.map(join), bodyAt: line.next, isCut }
    const isFull = at - start > limits.header || fields.length >= limits.fields
    const last = fields.at(-1)
    const isFolded = source[at] === ' ' || source[at] === '\t'
    const found = isFolded ? null : fieldName.exec(source.slice(at, at + 300))
    if (isFolded && source.slice(at, line.end).trim() === '') {
      // A line of blanks inside a header is a fold that went wrong; before a text it is the missing blank line.
      if (!continues(source, line.next, end)) return { fields: fields.map(join), bodyAt: line.next, isCut }
    } else if (isFull) isCut = true
    else if (found)
      fields.push({ name: found[1]!.toLowerCase(), lines: [source.slice(at + found[0].length, line.end)] })
    else if (isFolded && last) last.lines.push(source.slice(at, line.end))
    else if (last && !source.startsWith('--', at) && continues(source, line.next, end))
      last.lines.push(` ${source.slice(at, line.end)}`)
    else return { fields: fields.map(join), bodyAt: at, isCut }
    at = line.next
  }
  return { fields: fields.map(join), bodyAt: end, isCut }
}

const continues = (source: string, at: number, end: number): boolean =>
  at < end && fieldName.test(source.slice(at, Math.min(at + 300, end))) && !/^https?:/i.test(source.slice(at, at + 6))

const join = ({ name, lines }: { name: string; lines: readonly string[] }): Field => ({
  name,
  raw: lines.join('').slice(0, limits.value).trim(),
})

/** The first field of that name, unfolded; null when there is none. */
export const fieldOf = (fields: readonly Field[], name: string): string | null =>
  fields.find((field) => field.name === name)?.raw ?? null
