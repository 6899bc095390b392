import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

const decoders: Readonly<Record<string, (bytes: Uint8Array, limit: { maxOutputLength: number }) => Uint8Array>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
}

/**
 * The body without its Content-Encoding; nothing when it is larger than `mostBytes` then. One that is not encoded as it says
 * stays as it is: it is kept and shown, as everything else that nobody can read.
 */
export const plainBody = (
  body: Uint8Array,
  encoding: string | undefined,
  mostBytes: number,
): Uint8Array | undefined => {
  const decode = decoders[encoding?.trim().toLowerCase() ?? '']
  if (!decode) return body
  try {
    return decode(body, { maxOutputLength: mostBytes })
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? undefined : body
  }
}
