/** One value of a MAPI property; a property with several values comes once for each. */
export interface MapiValue {
  readonly id: number
  /** Property type, such as 0x001f for a Unicode string. */
  readonly type: number
  readonly value: Uint8Array
}

/** [MS-OXCDATA] 2.11.1: bytes of the fixed-size types as TNEF stores them, padded to four. */
const sizes: Readonly<Record<number, number>> = {
  ...{ 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 },
}
const variable = new Set([0x0d, 0x1e, 0x1f, 0x102])
/** Properties of one block; Outlook writes some hundred. */
const most = 5_000

/** The properties of a TNEF property block ([MS-OXTNEF] 2.1.3.4). Stops, without an error, where the block makes no sense. */
export const readMapi = function* (bytes: Uint8Array): Generator<MapiValue> {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const u32 = (): number | undefined => {
    if (at + 4 > bytes.length) return undefined
    at += 4
    return data.getUint32(at - 4, true)
  }
  const count = Math.min(u32() ?? 0, most)
  for (let n = 0; n < count; n++) {
    const tag = u32()
    if (tag === undefined) return
    const id = tag >>> 16
    const type = tag & 0xefff
    if (id >= 0x8000) {
      at += 16
      const kind = u32()
      const size = u32()
      if (kind === undefined || size === undefined) return
      if (kind === 1) at += padded(size)
    }
    const isVariable = variable.has(type)
    const values = isVariable || (tag & 0x1000) !== 0 ? u32() : 1
    for (let v = 0; v < Math.min(values ?? 0, most); v++) {
      const size = isVariable ? u32() : sizes[type]
      if (size === undefined || at + size > bytes.length) return
      yield { id, type, value: bytes.subarray(at, at + size) }
      at += padded(size)
    }
  }
}

const padded = (size: number): number => size + ((4 - (size % 4)) % 4)
