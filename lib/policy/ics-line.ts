import { Refusal } from '../ticket/refusal.ts'

/** A content line of iCalendar (RFC 5545, 3.1), unfolded. */
export interface ContentLine {
  /** Where it begins in the file, from 1. */
  readonly line: number
  /** Upper case. */
  readonly name: string
  readonly parameters: ReadonlyMap<string, string>
  readonly value: string
}

/** Feeds of a country's holidays for ten years are about 200 KB. */
const mostBytes = 1024 * 1024

/** A refusal that says where in the feed the fault is. */
export const atLine = (line: number, message: string): Refusal =>
  new Refusal('invalid', `Line ${line} of the feed: ${message}`, 'feed')

interface Unfolded {
  readonly line: number
  readonly text: string
}

/** Lines are folded between bytes, even inside a letter, so they are joined before they are read as UTF-8. */
const unfold = (bytes: Uint8Array): Unfolded[] => {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const joined: { line: number; text: string }[] = []
  for (const [i, text] of raw.split(/\r\n|\n|\r/).entries()) {
    const last = joined.at(-1)
    if (last && /^[ \t]/.test(text)) last.text += text.slice(1)
    else joined.push({ line: i + 1, text })
  }
  return joined
}

const decode = ({ line, text }: Unfolded): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'))
  } catch {
    throw atLine(line, 'is not UTF-8. Export the calendar again as UTF-8')
  }
}

const shape = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s

const read = (unfolded: Unfolded): ContentLine => {
  const { line } = unfolded
  const [, name, parameters, value] = shape.exec(decode(unfolded)) ?? []
  if (name === undefined || value === undefined)
    throw atLine(line, 'is no line of iCalendar, which looks like NAME:value. Check that this is an .ics file')
  const pairs = [...(parameters ?? '').matchAll(/;([A-Za-z0-9-]+)=("[^"]*"|[^;]*)/g)]
  return {
    line,
    name: name.toUpperCase(),
    parameters: new Map(pairs.map(([, key, value]) => [key!.toUpperCase(), value!.replaceAll('"', '')])),
    value,
  }
}

/** The content lines of a feed. A `Refusal` names the first line that is none, or the size that is too large. */
export const readLines = (feed: Uint8Array): ContentLine[] => {
  if (feed.length > mostBytes)
    throw new Refusal('too_large', `The feed has ${feed.length} bytes. Send at most ${mostBytes}.`, 'feed')
  return unfold(feed)
    .filter(({ text }) => text.trim() !== '')
    .map((unfolded, i) => read(i === 0 ? { ...unfolded, text: unfolded.text.replace(/^\xef\xbb\xbf/, '') } : unfolded))
}

/** A TEXT value (RFC 5545, 3.3.11) as people read it, in one line. */
export const readText = (value: string): string =>
  value
    .replace(/\\([\\;,nN])/g, (_, escaped) => (/n/i.test(escaped) ? ' ' : escaped))
    .replace(/\s+/g, ' ')
    .trim()
