import { lineAt } from './header.ts'

/** A file that stood uuencoded in a text. */
export interface UuFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** Where its `begin` line starts and its `end` line ends. */
  readonly start: number
  readonly end: number
}

const beginLine = /^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,250})$/

/**
 * The first uuencoded file (POSIX uuencode) at or after `from`; null when there is none. A `begin` without lines that
 * decode is text that talks about uuencode.
 */
export const decodeUu = (text: string, from = 0): UuFile | null => {
  for (let at = nextBegin(text, from); at >= 0; at = nextBegin(text, at + 6)) {
    const first = lineAt(text, at, text.length)
    const name = beginLine.exec(text.slice(at, Math.min(first.end, at + 300)).trimEnd())?.[1]
    if (name === undefined) continue
    const file = readLines(text, first.next)
    if (file) return { name: name.trim(), bytes: file.bytes, start: at, end: file.end }
  }
  return null
}

const nextBegin = (text: string, from: number): number => {
  for (let at = text.indexOf('begin ', from); at >= 0; at = text.indexOf('begin ', at + 6))
    if (at === 0 || text[at - 1] === '\n') return at
  return -1
}

const readLines = (text: string, from: number): { bytes: Uint8Array; end: number } | null => {
  const chunks: Uint8Array[] = []
  let at = from
  while (at < text.length) {
    const line = lineAt(text, at, text.length)
    const content = text.slice(at, line.end)
    at = line.next
    if (content === 'end') return { bytes: Buffer.concat(chunks), end: line.end }
    if (content === '`' || content.trim() === '') continue
    const chunk = decodeLine(content)
    if (!chunk) return null
    chunks.push(chunk)
  }
  // Without `end` the mail was cut: what came is still the file.
  return chunks.length > 1 ? { bytes: Buffer.concat(chunks), end: text.length } : null
}

const decodeLine = (line: string): Uint8Array | null => {
  const size = (line.charCodeAt(0) - 32) & 63
  if (line.charCodeAt(0) < 32 || line.charCodeAt(0) > 96 || line.length > 90) return null
  const wanted = Math.ceil(size / 3) * 4
  if (line.length - 1 > wanted + 3) return null
  const out = new Uint8Array(size)
  for (let i = 0, o = 0; o < size; i += 4, o += 3) {
    // Trailing blanks, which stand for zeros, are often stripped on the way.
    const [a, b, c, d] = [1, 2, 3, 4].map((n) => {
      const code = line.charCodeAt(i + n)
      return Number.isNaN(code) ? 0 : (code - 32) & 63
    }) as [number, number, number, number]
    out[o] = (a << 2) | (b >> 4)
    if (o + 1 < size) out[o + 1] = ((b & 15) << 4) | (c >> 2)
    if (o + 2 < size) out[o + 2] = ((c & 3) << 6) | d
  }
  return out
}
