import type { Letter } from '../../../lib/mail/letter.ts'
import { readLetter } from '../../../lib/mail/read-letter.ts'

/** What most mails of these tests begin with. */
const usual = {
  from: 'Kim <kim@customer.example>',
  to: 'help@desk.example',
  subject: 'Printer',
  date: 'Tue, 05 Mar 2024 10:11:12 +0900',
  'message-id': '<m1@customer.example>',
}

/** Header fields by name; null takes one of the usual ones away. */
export type HeaderValues = Readonly<Record<string, string | null | undefined>>

/** Raw bytes of a mail: `headers` over the usual ones, then the body, one byte per character. */
export const aMail = (headers: HeaderValues, body: string | Uint8Array = ''): Uint8Array => {
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : `${name}: ${value}\r\n`,
  )
  return Buffer.concat([
    Buffer.from(`${lines.join('')}\r\n`, 'latin1'),
    typeof body === 'string' ? Buffer.from(body) : body,
  ])
}

/** The letter that `aMail` reads as. */
export const aLetter = (headers: HeaderValues, body: string | Uint8Array = ''): Promise<Letter> =>
  readLetter(aMail(headers, body))

/** A UTF-8 text mail, as a letter. */
export const aTextLetter = (text: string, headers: HeaderValues = {}): Promise<Letter> =>
  aLetter({ 'content-type': 'text/plain; charset=utf-8', ...headers }, text)

/** A mail of parts, each a header block and a body, as a letter. */
export const aLetterOf = (type: string, ...parts: readonly string[]): Promise<Letter> =>
  aLetter(
    { 'content-type': `${type}; boundary="=_b"` },
    `${parts.map((part) => `--=_b\r\n${part}\r\n`).join('')}--=_b--\r\n`,
  )

/** Bytes given as numbers or ASCII. */
export const bytes = (...values: readonly (number | string)[]): Uint8Array =>
  Buffer.concat(
    values.map((value) => (typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value, 'latin1'))),
  )
