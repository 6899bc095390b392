/** The bytes as characters of the same number; what ASCII is. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/** The other way round. */
export const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1')
