import { latin1 } from './bytes.ts'
import { bestGuess, hasHighBit } from './charset-guess.ts'
import { decodeCp949, decodeIso2022Kr } from './cp949.ts'
import { decoderOf, strictly } from './decoder.ts'
import { decodeUtf7 } from './utf7.ts'

/** Text out of bytes, and whether the charset had to be guessed. */
export interface Decoded {
  readonly text: string
  /** The charset that was guessed, when the mail's own label was missing, unknown or wrong. */
  readonly guessed?: string
}

/** Labels outside the WHATWG's list (https://encoding.spec.whatwg.org/#names-and-labels) and what they mean. */
const aliases: Readonly<Record<string, string>> = {
  cp949: 'cp949',
  uhc: 'cp949',
  ms949: 'cp949',
  'x-windows-949': 'cp949',
  'x-ibm949': 'cp949',
  johab: 'cp949',
  csiso2022kr: 'iso-2022-kr',
  'utf-7': 'utf-7',
  utf7: 'utf-7',
  'unicode-1-1-utf-7': 'utf-7',
  'unicode-2-0-utf-7': 'utf-7',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'shift-jis-2004': 'shift_jis',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp51932: 'euc-jp',
  cp936: 'gb18030',
  ms936: 'gb18030',
  'euc-cn': 'gb18030',
  'x-euc-cn': 'gb18030',
  cp950: 'big5',
  ms950: 'big5',
  'x-big5': 'big5',
  'utf-8-mac': 'utf-8',
  utf_8: 'utf-8',
  utf8mb4: 'utf-8',
  unicode: 'utf-8',
  '8bit': 'utf-8',
  ansi: 'windows-1252',
  cp437: 'windows-1252',
  ibm437: 'windows-1252',
  cp850: 'windows-1252',
  ibm850: 'windows-1252',
  'x-roman8': 'windows-1252',
  koi8_r: 'koi8-r',
  'win-1251': 'windows-1251',
  win1251: 'windows-1251',
  mac: 'macintosh',
  'iso-8859-11': 'windows-874',
}

/** Charsets that any text may claim without its writer having known better. */
const careless = new Set([
  'us-ascii',
  'ascii',
  'iso-8859-1',
  'latin1',
  'windows-1252',
  'cp1252',
  'ansi_x3.4-1968',
  'default',
  'default_charset',
  'unknown-8bit',
  'x-unknown',
  '7bit',
  'binary',
  'none',
  '',
])

const own: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  cp949: decodeCp949,
  'iso-2022-kr': decodeIso2022Kr,
  'utf-7': decodeUtf7,
}

/**
 * Text of bytes that claim `label` (null: they claim nothing). Never throws: an unknown or evidently wrong label means
 * UTF-8 when the bytes are UTF-8, then the best guess. NUL is dropped, bytes that mean nothing become U+FFFD.
 */
export const decodeText = (bytes: Uint8Array, label: string | null): Decoded => {
  const name = normal(label)
  const { text, guessed } = decode(bytes, name)
  const clean = text.includes('\0') ? text.replaceAll('\0', '') : text
  return { text: clean.startsWith('\ufeff') ? clean.slice(1) : clean, ...(guessed && { guessed }) }
}

/** The name a label goes by here: lower case, quotes and RFC 2231 language off, aliases resolved. */
const normal = (label: string | null): string => {
  const name = (label ?? '')
    .slice(0, 80)
    .trim()
    .toLowerCase()
    .replace(/^["']|["']$/g, '')
    .replace(/\*.*$/, '')
  if (name in aliases) return aliases[name]!
  // Every WHATWG label of EUC-KR means code page 949 there.
  const known = decoderOf(name, false)?.encoding
  return known === 'euc-kr' || /^ks_?c|^euc-?kr/.test(name) ? 'cp949' : name
}

const decode = (bytes: Uint8Array, name: string): Decoded => {
  const isSevenBit = !hasHighBit(bytes)
  if (careless.has(name) || name.startsWith('utf-8') || name === 'utf8') {
    if (isSevenBit && !bytes.includes(0x1b)) return { text: latin1(bytes) }
    const utf8 = strictly('utf-8', bytes)
    if (utf8 !== undefined && !(isSevenBit && bytes.includes(0x1b)))
      return { text: utf8, ...(!/utf-?8/.test(name) && { guessed: 'utf-8' }) }
    if (name !== '' && careless.has(name) && /8859|latin|1252/.test(name))
      return { text: decoderOf('windows-1252', false)!.decode(bytes) }
    return guess(bytes, name)
  }
  const mine = own[name]
  if (mine) {
    // Mails of Korean web mailers are often UTF-8 whatever they claim.
    if (name === 'cp949' && !isSevenBit) {
      const utf8 = strictly('utf-8', bytes)
      if (utf8 !== undefined && /[\uac00-\ud7a3]/.test(utf8)) return { text: utf8, guessed: 'utf-8' }
    }
    return { text: mine(bytes) }
  }
  const decoder = decoderOf(name === 'utf-16' && bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : name, false)
  return decoder ? { text: decoder.decode(bytes) } : guess(bytes, name)
}

const guess = (bytes: Uint8Array, name: string): Decoded => {
  const labels = bestGuess(bytes)
  const text = labels === 'cp949' ? decodeCp949(bytes) : decoderOf(labels, false)!.decode(bytes)
  return { text, guessed: labels + (name === '' ? '' : ` (labelled ${name.slice(0, 40)})`) }
}
