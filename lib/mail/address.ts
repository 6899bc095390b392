import { decodeHeader } from './encoded-word.ts'
import type { Address } from './letter.ts'

/** What a header may hold between two commas. */
interface Piece {
  name: string
  angle: string | null
  comment: string
}

/** The addresses of a header value as sent, groups flattened, lenient; without an `@` it is no address. At most `most`. */
export const readAddresses = (raw: string, charset: string | null, most: number): Address[] => {
  const found: Address[] = []
  let familyName = ''
  for (const piece of split(raw, most * 2)) {
    const address = addressOf(piece, charset)
    if (address) {
      if (found.length >= most) break
      const name = familyName && address.name ? `${familyName}, ${address.name}` : address.name
      found.push(name === address.name ? address : { ...address, name })
      familyName = ''
    } else familyName = piece.angle === null ? clean(decodeHeader(piece.name, charset)) : ''
  }
  if (found.length > 0) return found
  // Whole headers get encoded by mistake, and quotes stay open: take whatever looks like an address.
  const bare = /[^\s<>"'`,;:()[\]\\]{1,200}@[^\s<>"'`,;:()\\]{1,255}/g
  return [...decodeHeader(raw, charset).slice(0, 10_000).matchAll(bare)]
    .slice(0, most)
    .map(([a]) => ({ name: '', address: lowerDomain(a) }))
}

/** Bare addresses of a delivery header. */
export const bareAddresses = (raw: string, most: number): string[] =>
  readAddresses(raw, null, most).map((a) => a.address)

const split = function* (raw: string, most: number): Generator<Piece> {
  let piece: Piece = { name: '', angle: null, comment: '' }
  let count = 0
  for (let i = 0; i < raw.length && count < most; i++) {
    const char = raw[i]!
    const close =
      char === '"'
        ? endOfQuoted(raw, i + 1)
        : char === '('
          ? endOfComment(raw, i + 1)
          : char === '<'
            ? endOfAngle(raw, i + 1)
            : -1
    if (close > 0) {
      const inside = raw.slice(i + 1, close)
      if (char === '"') piece.name += raw[close + 1] === '@' ? `"${inside}"` : inside.replace(/\\(.)/g, '$1')
      else if (char === '(') piece.comment = inside
      else piece.angle = inside
      i = close
    } else if (char === ',' || char === ';') {
      yield piece
      count++
      piece = { name: '', angle: null, comment: '' }
    } else if (char === ':' && piece.angle === null && !/@|mailto$/i.test(piece.name))
      piece = { name: '', angle: null, comment: '' }
    else piece.name += char
  }
  yield piece
}

/** How far a closing bracket may be away; names of mailboxes are short. */
const reach = 1_000

const endOfQuoted = (raw: string, from: number): number => {
  for (let i = from; i < Math.min(raw.length, from + reach); i++) {
    if (raw[i] === '\\') i++
    else if (raw[i] === '"') return i
  }
  return -1
}

const endOfComment = (raw: string, from: number): number => {
  let depth = 1
  for (let i = from; i < Math.min(raw.length, from + reach); i++) {
    if (raw[i] === '\\') i++
    else if (raw[i] === '(') depth++
    else if (raw[i] === ')' && --depth === 0) return i
  }
  return -1
}

const endOfAngle = (raw: string, from: number): number => {
  for (let i = from; i < Math.min(raw.length, from + reach); i++) {
    if (raw[i] === '>') return i
    if (raw[i] === '<') return -1
  }
  return -1
}

const addressOf = ({ name, angle, comment }: Piece, charset: string | null): Address | null => {
  const text = angle ?? name
  const address = decodeHeader(text, charset)
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^@[^:]{1,500}:/, '')
    .replace(/^['<\s]+|['>\s]+$/g, '')
  if (angle !== null && /@/.test(address))
    return { name: clean(decodeHeader(name, charset)), address: lowerDomain(unspaced(address)) }
  if (angle !== null || !/^(?:"[^"]{1,200}"|[^\s<>"]{1,300})@[^\s<>"]{1,255}$/.test(address)) return null
  return { name: clean(decodeHeader(comment, charset)), address: lowerDomain(address) }
}

const unspaced = (address: string): string => (address.startsWith('"') ? address : address.replace(/\s/g, ''))

const lowerDomain = (address: string): string => {
  const at = address.lastIndexOf('@')
  return address.slice(0, at) + address.slice(at).toLowerCase()
}

const clean = (name: string): string =>
  name
    .slice(0, 500)
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .trim()
