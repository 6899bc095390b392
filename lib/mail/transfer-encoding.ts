import { bytesOf } from './bytes.ts'
import { decodeUu } from './uuencode.ts'

/** The bytes of a part: `raw` has one character per byte, `encoding` is its Content-Transfer-Encoding. Unknown ones mean none. */
export const decodeTransfer = (raw: string, encoding: string): Uint8Array => {
  const name = encoding.toLowerCase().replace(/[^a-z0-9-].*$/s, '')
  if (name === 'base64' || name === 'b64' || name === 'base-64') return decodeBase64(raw)
  if (name === 'quoted-printable' || name === 'quotedprintable' || name === 'quoted') return decodeQuotedPrintable(raw)
  if (/^(?:x-)?uu(?:encode|e)d?$/.test(name)) return decodeUu(raw)?.bytes ?? bytesOf(raw)
  return bytesOf(raw)
}

/** Base64 as mail systems send it: white space, missing padding, and several padded runs behind each other. */
export const decodeBase64 = (raw: string): Uint8Array => {
  const padding = raw.indexOf('=')
  const rest = padding < 0 ? '' : raw.slice(padding).replace(/^[=\s]*/, '')
  // Text behind the padding is a footer that a mailing list glued on, unless it is base64 again.
  if (rest === '' || /[^A-Za-z0-9+/=\s]/.test(rest))
    return Buffer.from(padding < 0 ? raw : raw.slice(0, padding), 'base64')
  return Buffer.concat(raw.split('=').map((run) => Buffer.from(run, 'base64')))
}

const hex = (code: number): number => {
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : -1
}

/** Quoted-printable (RFC 2045 section 6.7); what is no escape stands for itself, blanks before a line break fall away. */
export const decodeQuotedPrintable = (raw: string): Uint8Array => {
  const out = new Uint8Array(raw.length)
  let length = 0
  let solid = 0
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i)
    if (code === 10 || (code === 13 && raw.charCodeAt(i + 1) === 10)) {
      length = solid
      out[length++] = code
    } else if (code === 61) {
      const soft = softBreak(raw, i + 1)
      if (soft > 0) {
        i = soft
        solid = length
        continue
      }
      const high = hex(raw.charCodeAt(i + 1))
      const low = hex(raw.charCodeAt(i + 2))
      if (high < 0 || low < 0) out[length++] = code
      else {
        out[length++] = high * 16 + low
        i += 2
      }
    } else {
      out[length++] = code
      if (code === 32 || code === 9) continue
    }
    solid = length
  }
  return out.subarray(0, length)
}

/** Index of the line feed that ends a soft break starting at `at`, or 0. At most ten blanks may stand before it. */
const softBreak = (raw: string, at: number): number => {
  for (let i = at; i < at + 12; i++) {
    const char = raw[i]
    if (char === '\n') return i
    if (char === undefined) return i
    if (char !== ' ' && char !== '\t' && char !== '\r') return 0
  }
  return 0
}

/** The Q encoding of RFC 2047: quoted-printable with `_` for a space. */
export const decodeQ = (raw: string): Uint8Array => {
  const out = new Uint8Array(raw.length)
  let length = 0
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i)
    const high = code === 61 ? hex(raw.charCodeAt(i + 1)) : -1
    const low = code === 61 ? hex(raw.charCodeAt(i + 2)) : -1
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low
      i += 2
    } else out[length++] = code === 95 ? 32 : code
  }
  return out.subarray(0, length)
}
