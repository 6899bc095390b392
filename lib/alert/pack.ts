import { crc32, gunzipSync, gzipSync } from 'node:zlib'

/** A body as it lies in a message: gzipped, in base64. */
export const packed = (body: Uint8Array): string => gzipped(body).toString('base64')

/** A body so small gains a few hundred bytes by compression, which takes ten times as long as all else that accepting does to it. */
const small = 4096

/** What a gzip file without name and time begins with, and its one stored block (RFC 1952, RFC 1951 section 3.2.4). */
const stored = (body: Uint8Array): Buffer => {
  const zipped = Buffer.alloc(15 + body.length + 8)
  zipped.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1])
  zipped.writeUInt16LE(body.length, 11)
  zipped.writeUInt16LE(body.length ^ 0xffff, 13)
  zipped.set(body, 15)
  zipped.writeUInt32LE(crc32(body), 15 + body.length)
  zipped.writeUInt32LE(body.length, 19 + body.length)
  return zipped
}

/** A body as it lies in the bucket. */
export const gzipped = (body: Uint8Array): Buffer =>
  body.length <= small ? stored(body) : gzipSync(body, { level: 1 })

/** The body again, of the bytes that lie in a bucket or of the base64 that lies in a message. */
export const unpacked = (body: string | Uint8Array): Uint8Array =>
  gunzipSync(typeof body === 'string' ? Buffer.from(body, 'base64') : body)
