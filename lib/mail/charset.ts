import { decodeCp949, decodeIso2022Kr } from './cp949.ts'
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

const decoders = new Map<string, InstanceType<typeof TextDecoder> | null>()

const decoderOf = (label: string, fatal: boolean): InstanceType<typeof TextDecoder> | null => {
  const key = `${label} ${fatal}`
  let decoder = decoders.get(key)
  if (decoder === undefined) {
    try {
      decoder = new TextDecoder(label, { fatal })
    } catch (error) {
      // The only way TextDecoder tells that it does not know a label.
      if (!(error instanceof RangeError)) throw error
      decoder = null
    }
    // Labels come from strangers: what is not known must not fill the memory.
    if (decoder || decoders.size < 500) decoders.set(key, decoder)
  }
  return decoder
}

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

const strictly = (label: string, bytes: Uint8Array): string | undefined => {
  try {
    return decoderOf(label, true)!.decode(bytes)
  } catch (error) {
    // A fatal TextDecoder says "these bytes are something else" by a TypeError.
    if (!(error instanceof TypeError)) throw error
    return undefined
  }
}

/** Bytes that decide what a text is; a guess needs no more. */
const sample = 64 * 1024

const guess = (bytes: Uint8Array, name: string): Decoded => {
  const head = bytes.subarray(0, sample)
  const labels = bestGuess(head)
  const text = labels === 'cp949' ? decodeCp949(bytes) : decoderOf(labels, false)!.decode(bytes)
  return { text, guessed: labels + (name === '' ? '' : ` (labelled ${name.slice(0, 40)})`) }
}

const bestGuess = (bytes: Uint8Array): string => {
  if (!hasHighBit(bytes)) return isoEscape(bytes)
  const utf8 = decoderOf('utf-8', false)!.decode(bytes)
  if (share(utf8, /\ufffd/g) < 0.02) return 'utf-8'
  const korean = decodeCp949(bytes)
  if (share(korean, /\ufffd/g) < 0.01 && share(korean, /[\uac00-\ud7a3]/g) > 0.6) return 'cp949'
  const japanese = strictly('shift_jis', bytes)
  if (japanese !== undefined && share(japanese, /[\u3040-\u30ff]/g) > 0.2) return 'shift_jis'
  const eucJapanese = strictly('euc-jp', bytes)
  if (eucJapanese !== undefined && share(eucJapanese, /[\u3040-\u30ff]/g) > 0.2) return 'euc-jp'
  const chinese = strictly('gb18030', bytes)
  if (chinese !== undefined && share(chinese, /[\u4e00-\u9fa5\u3000-\u303f\uff00-\uffef]/g) > 0.8) return 'gb18030'
  const cyrillic = decoderOf('windows-1251', false)!.decode(bytes)
  // One accent among ASCII letters is Western; Russian words are Cyrillic through and through.
  const russian = cyrillic.match(/[\u0410-\u044f]/g)?.length ?? 0
  if (share(cyrillic, /[\u0430-\u044f]/g) > 0.7 && russian > (cyrillic.match(/[a-z]/gi)?.length ?? 0))
    return 'windows-1251'
  return 'windows-1252'
}

const isoEscape = (bytes: Uint8Array): string => {
  const text = latin1(bytes)
  return /\x1b\$[@B]|\x1b\([JI]/.test(text) ? 'iso-2022-jp' : 'windows-1252'
}

/** Share of the characters above ASCII that match. */
const share = (text: string, wanted: RegExp): number => {
  const all = text.match(/[^\x00-\x7f]/g)?.length ?? 0
  return all === 0 ? 0 : (text.match(wanted)?.length ?? 0) / all
}

const hasHighBit = (bytes: Uint8Array): boolean => {
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 0x7f) return true
  return false
}

/** The bytes as characters of the same number; what ASCII is. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** The other way round. */
export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')
