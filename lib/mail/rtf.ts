import { latin1 } from './bytes.ts'
import { decodeText } from './charset.ts'

/** The dictionary that every compressed stream starts from ([MS-OXRTFCP] 2.1.2.1). */
const dictionary =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx'

/** Uncompressed RTF that is still read. */
const longest = 4 * 1024 * 1024

/** RTF out of Outlook's compressed form ([MS-OXRTFCP]); null when the bytes are something else. */
export const decompressRtf = (bytes: Uint8Array): string | null => {
  if (bytes.length < 16) return null
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = latin1(bytes.subarray(8, 12))
  if (kind === 'MELA') return latin1(bytes.subarray(16))
  if (kind !== 'LZFu') return null
  const size = Math.min(header.getUint32(4, true), longest)
  const window = new Uint8Array(4096)
  window.set(Buffer.from(dictionary, 'latin1'))
  const out = new Uint8Array(size)
  let to = dictionary.length
  let length = 0
  const put = (byte: number) => {
    window[to] = byte
    to = (to + 1) % 4096
    if (length < size) out[length++] = byte
  }
  for (let at = 16; at < bytes.length && length < size; ) {
    const flags = bytes[at++]!
    for (let bit = 0; bit < 8 && at < bytes.length; bit++) {
      if (((flags >> bit) & 1) === 0) put(bytes[at++]!)
      else {
        const reference = (bytes[at]! << 8) | (bytes[at + 1] ?? 0)
        at += 2
        const from = reference >> 4
        if (from === to) return latin1(out.subarray(0, length))
        for (let i = 0; i < (reference & 15) + 2; i++) put(window[(from + i) % 4096]!)
      }
    }
  }
  return latin1(out.subarray(0, length))
}

/** Groups that hold no text of the message. */
const unseen =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|header|footer|generator|themedata|colorschememapping|listtable|listoverridetable|latentstyles|datastore|object|mhtmltag|htmltag)$/
const breaks: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  tab: '\t',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
}
const token = /\\(?:'([0-9a-fA-F]{2})|([a-z]{1,32})(-?\d{1,10})? ?|(\*)|([^a-z]))|([{}])|\r?\n|([^\\{}\r\n]+)/g

/** The readable text of RTF. */
export const textOfRtf = (rtf: string): string => {
  const out: string[] = []
  let charset = 'windows-1252'
  let bytes: number[] = []
  let hiddenAt = -1
  let depth = 0
  let skip = 0
  const flush = () => {
    if (bytes.length > 0) out.push(decodeText(Uint8Array.from(bytes), charset).text)
    bytes = []
  }
  for (const [, hex, word, number, star, symbol, brace, text] of rtf.matchAll(token)) {
    if (brace === '{') depth++
    else if (brace === '}') {
      depth--
      if (depth < hiddenAt) hiddenAt = -1
    } else if (hiddenAt >= 0) continue
    else if (star || (word !== undefined && unseen.test(word))) hiddenAt = depth
    else if (word === 'ansicpg')
      charset = number === '949' ? 'cp949' : number === '932' ? 'shift_jis' : `windows-${number}`
    else if (hex !== undefined) {
      if (skip > 0) skip--
      else bytes.push(Number.parseInt(hex, 16))
    } else if (word === 'u') {
      flush()
      out.push(String.fromCharCode(Number(number) & 0xffff))
      // The character after it is for readers that do not know Unicode.
      skip = 1
    } else if (word !== undefined && word in breaks) {
      flush()
      out.push(breaks[word]!)
    } else if (symbol !== undefined && '\\{}~'.includes(symbol)) bytes.push(symbol === '~' ? 32 : symbol.charCodeAt(0))
    else if (text !== undefined) {
      const rest = skip > 0 ? text.slice(1) : text
      skip = 0
      for (let i = 0; i < rest.length; i++) bytes.push(rest.charCodeAt(i))
    }
  }
  flush()
  return out.join('').trim()
}
