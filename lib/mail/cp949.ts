/**
 * Korean as Windows writes it: code page 949, which is EUC-KR (KS X 1001) plus every other modern syllable in Unicode
 * order. Node's own `euc-kr` decoder lacks those 8,822, so they are counted out here instead of carried as a table.
 * Layout: https://encoding.spec.whatwg.org/#euc-kr-decoder
 */

const firstSyllable = 0xac00
const lastSyllable = 0xd7a3
/** Trail bytes of the extension: A–Z, a–z, then 0x81 upwards. */
const letters = [...range(0x41, 0x5a), ...range(0x61, 0x7a)]

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** Character of each (lead − 0x81) × 190 + trail − 0x41; '' where there is none. */
const buildTable = (): string[] => {
  const table = new Array<string>((0xff - 0x81) * 190).fill('')
  const ksx1001 = new TextDecoder('euc-kr')
  const known = new Set<string>()
  for (const lead of range(0xa1, 0xfd))
    for (const trail of range(0xa1, 0xfe)) {
      const char = ksx1001.decode(Uint8Array.of(lead, trail))
      if (char.length !== 1 || char === '\ufffd') continue
      table[at(lead, trail)] = char
      known.add(char)
    }
  let syllable = firstSyllable
  for (const lead of range(0x81, 0xc6))
    for (const trail of [...letters, ...range(0x81, lead < 0xa1 ? 0xfe : 0xa0)]) {
      while (known.has(String.fromCharCode(syllable))) syllable++
      if (syllable > lastSyllable) return table
      table[at(lead, trail)] = String.fromCharCode(syllable++)
    }
  return table
}

const at = (lead: number, trail: number) => (lead - 0x81) * 190 + trail - 0x41

let table: string[] | undefined

/** Decodes code page 949; what it cannot hold becomes U+FFFD. */
export const decodeCp949 = (bytes: Uint8Array): string => {
  table ??= buildTable()
  const out: string[] = []
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!
    if (lead < 0x80) {
      out.push(String.fromCharCode(lead))
      continue
    }
    const trail = bytes[i + 1] ?? 0
    const char = lead > 0x80 && lead < 0xff && trail >= 0x41 && trail < 0xff ? table[at(lead, trail)] : ''
    out.push(char || '\ufffd')
    // An ASCII byte after a bad lead stands for itself.
    if (char || trail >= 0x80) i++
  }
  return out.join('')
}

/** Decodes ISO-2022-KR (RFC 1557): shift-out starts Korean in seven bits, shift-in and a line's end stop it. */
export const decodeIso2022Kr = (bytes: Uint8Array): string => {
  const eightBits = new Uint8Array(bytes.length)
  let length = 0
  let isKorean = false
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === 0x0e) isKorean = true
    else if (byte === 0x0f) isKorean = false
    else if (byte === 0x1b && bytes[i + 1] === 0x24 && bytes[i + 2] === 0x29) i += 3
    else {
      if (byte === 0x0a) isKorean = false
      eightBits[length++] = isKorean && byte > 0x20 ? byte | 0x80 : byte
    }
  }
  return decodeCp949(eightBits.subarray(0, length))
}
