/** Decodes UTF-7 (RFC 2152): `+…-` holds UTF-16 in base64, `+-` is a plus. */
export const decodeUtf7 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/\+([A-Za-z0-9+/]*)-?/g, (_, base64: string) => (base64 === '' ? '+' : utf16(base64)))

const utf16 = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64')
  return bytes
    .subarray(0, bytes.length - (bytes.length % 2))
    .swap16()
    .toString('utf16le')
}
