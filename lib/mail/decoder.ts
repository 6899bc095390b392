const decoders = new Map<string, InstanceType<typeof TextDecoder> | null>()

/** Node's decoder for a label of the WHATWG encoding standard; null for any other label. */
export const decoderOf = (label: string, fatal: boolean): InstanceType<typeof TextDecoder> | null => {
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

/** Text of bytes that are wholly valid in a charset; undefined when they are not. */
export const strictly = (label: string, bytes: Uint8Array): string | undefined => {
  try {
    return decoderOf(label, true)!.decode(bytes)
  } catch (error) {
    // A fatal TextDecoder says "these bytes are something else" by a TypeError.
    if (!(error instanceof TypeError)) throw error
    return undefined
  }
}
