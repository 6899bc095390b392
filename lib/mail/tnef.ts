import { decodeText } from './charset.ts'
import { readMapi } from './mapi.ts'
import { decompressRtf, textOfRtf } from './rtf.ts'

/** A file in a winmail.dat. */
export interface TnefFile {
  name: string
  mediaType: string
  bytes: Uint8Array
  contentId: string | null
}

/** What a winmail.dat holds: files, and the message's own text when it is there. */
export interface Tnef {
  readonly files: readonly TnefFile[]
  readonly text: string | null
  readonly html: string | null
}

/** [MS-OXTNEF] 2.1.3.1: the stream's signature, and the attributes that matter here (their lower 16 bits). */
const signature = 0x223e9f78
const attribute = {
  body: 0x800c,
  data: 0x800f,
  title: 0x8010,
  start: 0x9002,
  message: 0x9003,
  attachment: 0x9005,
  codepage: 0x9007,
}
/** [MS-OXPROPS]: numbers of the MAPI properties that matter here. */
const property = {
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  name: 0x3001,
  data: 0x3701,
  short: 0x3704,
  long: 0x3707,
  type: 0x370e,
  cid: 0x3712,
}

/** Messages in messages that are opened. */
const deepest = 5

/** Unpacks Outlook's own format ([MS-OXTNEF]); null when the bytes are something else. Cut streams give what they still hold. */
export const unpackTnef = (bytes: Uint8Array): Tnef | null => {
  if (bytes.length < 6 || view(bytes).getUint32(0, true) !== signature) return null
  const files: TnefFile[] = []
  let text: string | null = null
  let html: string | null = null
  const waiting = [{ bytes, depth: 0 }]
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { depth } = next
    let charset = 'windows-1252'
    let file: TnefFile | undefined
    for (const { id, data } of attributesOf(next.bytes)) {
      if (id === attribute.codepage && data.length >= 4) charset = charsetOf(view(data).getUint32(0, true))
      else if (id === attribute.start) {
        file = { name: '', mediaType: 'application/octet-stream', bytes: new Uint8Array(0), contentId: null }
        files.push(file)
      } else if (id === attribute.title && file) file.name ||= stringOf(data, charset)
      else if (id === attribute.data && file) file.bytes = data
      else if (id === attribute.body && depth === 0) text = stringOf(data, charset)
      else if (id === attribute.message && depth === 0) {
        const found = messageText(data, charset)
        text ??= found.text
        html ??= found.html
      } else if (id === attribute.attachment && file) {
        const inner = describe(file, data, charset)
        if (inner && depth < deepest) {
          files.splice(files.indexOf(file), 1)
          waiting.push({ bytes: inner, depth: depth + 1 })
        }
      }
    }
  }
  return { files: files.filter(({ bytes, name }) => bytes.length > 0 || name !== ''), text, html }
}

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const attributesOf = function* (bytes: Uint8Array): Generator<{ id: number; data: Uint8Array }> {
  const data = view(bytes)
  let at = 6
  while (at + 11 <= bytes.length) {
    const id = data.getUint16(at + 1, true)
    const size = data.getUint32(at + 5, true)
    yield { id, data: bytes.subarray(at + 9, at + 9 + size) }
    // A checksum of two bytes follows each attribute.
    at += 9 + size + 2
  }
}

const messageText = (data: Uint8Array, charset: string): { text: string | null; html: string | null } => {
  let text: string | null = null
  let html: string | null = null
  for (const { id, type, value } of readMapi(data)) {
    if (id === property.body) text = mapiString(type, value, charset)
    else if (id === property.html) html = decodeText(value, charset).text
    else if (id === property.rtf) {
      const rtf = decompressRtf(value)
      if (rtf) text ??= textOfRtf(rtf)
    }
  }
  return { text, html }
}

/** Fills in what MAPI knows of a file; answers the stream inside when the file is a message. */
const describe = (file: TnefFile, data: Uint8Array, charset: string): Uint8Array | null => {
  let inner: Uint8Array | null = null
  let short = ''
  for (const { id, type, value } of readMapi(data)) {
    if (id === property.long) file.name = mapiString(type, value, charset) || file.name
    else if (id === property.short || id === property.name) short ||= mapiString(type, value, charset)
    else if (id === property.type) file.mediaType = mapiString(type, value, charset).toLowerCase() || file.mediaType
    else if (id === property.cid) file.contentId = mapiString(type, value, charset) || null
    else if (id === property.data && value.length > 22) {
      // An object begins with the 16 bytes of its interface; a message in it is TNEF again.
      if (view(value).getUint32(16, true) === signature) inner = value.subarray(16)
      else if (file.bytes.length === 0) file.bytes = value.subarray(type === 0x000d ? 16 : 0)
    }
  }
  file.name ||= short
  return inner
}

const mapiString = (type: number, value: Uint8Array, charset: string): string =>
  type === 0x001f ? decodeText(value, 'utf-16le').text : stringOf(value, charset)

const stringOf = (data: Uint8Array, charset: string): string => decodeText(data, charset).text.trim()

/** A Windows code page's number as a charset. */
const charsetOf = (codepage: number): string =>
  ({ 65001: 'utf-8', 949: 'cp949', 932: 'shift_jis', 936: 'gb18030', 950: 'big5', 20866: 'koi8-r' })[codepage] ??
  `windows-${codepage}`
