import { bytesOf } from './bytes.ts'
import { decodeText } from './charset.ts'
import { decodeBase64, decodeQ } from './transfer-encoding.ts'

/** RFC 2047: `=?charset?B or Q?text?=`. Spaces inside are forbidden but sent; 4,000 characters is a broken client's whole subject. */
const word = /=\?([^?\s=]{1,75})\?([bq])\?([\s\S]{0,4000}?)\?=/gi

/**
 * A header value as text: encoded words decoded, undeclared 8-bit text as UTF-8 or else as `charset` (the body's), and
 * words that share a multi-byte character read as one.
 */
export const decodeHeader = (raw: string, charset: string | null = null): string => {
  if (!raw.includes('=?')) return plain(raw, charset)
  let out = ''
  let pending: { charset: string; bytes: Uint8Array[] } | null = null
  let at = 0
  const flush = () => {
    if (pending) out += decodeText(Buffer.concat(pending.bytes), pending.charset).text
    pending = null
  }
  for (const found of raw.matchAll(word)) {
    const between = raw.slice(at, found.index)
    const name = found[1]!.toLowerCase()
    const bytes = /b/i.test(found[2]!) ? decodeBase64(found[3]!) : decodeQ(found[3]!)
    // White space between two encoded words is not text (RFC 2047 section 6.2).
    const isNeighbour = pending !== null && between.trim() === ''
    if (!isNeighbour || (pending as { charset: string } | null)?.charset !== name) flush()
    if (!isNeighbour) out += plain(between, charset)
    pending ??= { charset: name, bytes: [] }
    ;(pending as { bytes: Uint8Array[] }).bytes.push(bytes)
    at = found.index + found[0].length
  }
  flush()
  return out + plain(raw.slice(at), charset)
}

const plain = (raw: string, charset: string | null): string => {
  if (!/[\x80-\xff\x1b]/.test(raw)) return raw.replaceAll('\0', '')
  const asUtf8 = decodeText(bytesOf(raw), null)
  return asUtf8.guessed === 'utf-8' || charset === null ? asUtf8.text : decodeText(bytesOf(raw), charset).text
}
