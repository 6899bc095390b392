import { inflateRawSync } from 'node:zlib'

/** What a scan comes to, in GuardDuty's words ("S3 object potential scan status and result status"). */
export interface ScanResult {
  readonly status: 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'UNSUPPORTED'
  readonly threats: readonly string[]
}

/**
 * The test file that every scanner knows (EICAR, "Anti Malware Testfile"): harmless, and found as if it were not. It is put
 * together here, so that no scanner finds it in this file.
 */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join('')

const THREAT = 'EICAR-Test-File (not a virus)'
const found: ScanResult = { status: 'THREATS_FOUND', threats: [THREAT] }
const clean: ScanResult = { status: 'NO_THREATS_FOUND', threats: [] }
const closed: ScanResult = { status: 'UNSUPPORTED', threats: [] }

/** What an entry may unpack to: more is a bomb, and not looked into. */
const MOST_UNPACKED = 64 * 1024 * 1024

/** A central directory's entry and a local header, by their first four bytes (APPNOTE.TXT, 4.3.7 and 4.3.12). */
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const CENTRAL_SIZE = 46
const LOCAL_SIZE = 30

interface Entry {
  readonly isEncrypted: boolean
  readonly method: number
  readonly packed: Buffer
}

/** The entries of a ZIP archive, by its central directory; nothing for what is none. */
function* entriesOf(bytes: Buffer): Generator<Entry> {
  const mark = Buffer.from([0x50, 0x4b, 0x01, 0x02])
  let at = bytes.indexOf(mark)
  while (at !== -1 && at + CENTRAL_SIZE <= bytes.length && bytes.readUInt32LE(at) === CENTRAL) {
    const header = bytes.readUInt32LE(at + 42)
    if (header + LOCAL_SIZE <= bytes.length && bytes.readUInt32LE(header) === LOCAL) {
      const start = header + LOCAL_SIZE + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
      yield {
        isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.subarray(start, start + bytes.readUInt32LE(at + 20)),
      }
    }
    const length = bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    at = bytes.indexOf(mark, at + CENTRAL_SIZE + length)
  }
}

function unpacked({ method, packed }: Entry): Buffer | undefined {
  if (method === 0) return packed
  if (method !== 8) return undefined
  try {
    return inflateRawSync(packed, { maxOutputLength: MOST_UNPACKED })
  } catch {
    return undefined
  }
}

/** Looks for the test file in the bytes and in the stored and deflated entries of an archive; one with a password stays closed. */
export function scan(bytes: Buffer): ScanResult {
  if (bytes.includes(EICAR, 0, 'latin1')) return found
  if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) return clean
  const entries = [...entriesOf(bytes)]
  if (entries.some((entry) => !entry.isEncrypted && unpacked(entry)?.includes(EICAR, 0, 'latin1'))) return found
  return entries.some((entry) => entry.isEncrypted || unpacked(entry) === undefined) ? closed : clean
}
