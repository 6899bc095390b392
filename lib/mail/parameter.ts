import { bytesOf } from './bytes.ts'
import { decodeText } from './charset.ts'
import { decodeHeader } from './encoded-word.ts'

/** A structured header value such as Content-Type: its first token, lower case, and its parameters, decoded. */
export interface Structured {
  readonly value: string
  readonly parameters: Readonly<Record<string, string>>
}

/** Parameters of one header that are read; real ones have six. */
const mostParameters = 100

/** Reads `type/subtype; name="value"` with RFC 2231 continuations and charsets, and RFC 2047 where it does not belong but is sent. */
export const readStructured = (raw: string): Structured => {
  const pieces = splitParameters(raw)
  const value = pieces[0]!
    .replace(/\([^)]{0,500}\)/g, ' ')
    .trim()
    .toLowerCase()
  const plain: Record<string, string> = Object.create(null)
  const extended: Record<string, { index: number; isEncoded: boolean; text: string }[]> = Object.create(null)
  for (const piece of pieces.slice(1, mostParameters)) {
    const equals = piece.indexOf('=')
    if (equals < 0) continue
    const name = piece.slice(0, equals).trim().toLowerCase()
    const text = unquote(piece.slice(equals + 1).trim())
    const star = name.indexOf('*')
    if (star < 0) plain[name] ??= decodeHeader(text)
    else {
      const [, index = '0', isEncoded] = /^\*(\d{1,3})?(\*)?$/.exec(name.slice(star)) ?? []
      const isBare = name.endsWith('*') && name.indexOf('*') === name.length - 1
      const section = { index: Number(index), isEncoded: isBare || isEncoded !== undefined, text }
      extended[name.slice(0, star)] ??= []
      extended[name.slice(0, star)]!.push(section)
    }
  }
  for (const [name, sections] of Object.entries(extended)) {
    const joined = joinSections(sections)
    if (joined !== '') plain[name] = joined
  }
  return { value, parameters: plain }
}

/** Splits at semicolons outside quotes; a quote that never closes is a letter. */
const splitParameters = (raw: string): string[] => {
  const pieces: string[] = []
  let start = 0
  let i = 0
  while (i < raw.length) {
    if (raw[i] === '"') {
      const close = closingQuote(raw, i + 1)
      if (close > 0) i = close
    } else if (raw[i] === ';') {
      pieces.push(raw.slice(start, i))
      start = i + 1
      if (pieces.length > mostParameters) break
    }
    i++
  }
  pieces.push(raw.slice(start))
  return pieces
}

const closingQuote = (raw: string, from: number): number => {
  // One value is at most 64 KB, and a mail has few structured headers: giving up early keeps odd quotes cheap.
  for (let i = from; i < Math.min(raw.length, from + 4_000); i++) {
    if (raw[i] === '\\') i++
    else if (raw[i] === '"') return i
  }
  return -1
}

const unquote = (text: string): string => {
  if (!text.startsWith('"')) return text.replace(/^'([^']*)'$/, '$1')
  const close = closingQuote(text, 1)
  return (close < 0 ? text.slice(1) : text.slice(1, close)).replace(/\\(["\\])/g, '$1')
}

const joinSections = (sections: { index: number; isEncoded: boolean; text: string }[]): string => {
  sections.sort((a, b) => a.index - b.index)
  let charset: string | null = null
  const chunks = sections.map(({ isEncoded, text }, i) => {
    if (!isEncoded) return text
    // The charset stands before the first two apostrophes of the first section (RFC 2231 section 4).
    const found = i === 0 ? /^([^']{0,80})'[^']{0,80}'/.exec(text) : null
    if (found) charset = found[1]!
    return percentDecoded(text.slice(found?.[0].length ?? 0))
  })
  const joined = chunks.join('')
  return joined.includes('=?') ? decodeHeader(joined) : decodeText(bytesOf(joined), charset || null).text
}

const percentDecoded = (text: string): string =>
  text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
