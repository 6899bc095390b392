import { createHash } from 'node:crypto'
import type { ArrivedPart, Incoming } from '../../lib/store/files.ts'

/** What a version of these bytes is called in a bucket of memory. */
export const versionOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url')

/** A bucket in memory, for tests that do not ask how S3 itself behaves; parts are put with `part`. */
export const memoryIncoming = (bucket: Map<string, Uint8Array>): Incoming & { part: typeof putPart } => {
  const begun = new Map<string, Map<number, Uint8Array>>()
  const putPart = (multipart: string, number: number, bytes: Uint8Array): void => {
    begun.get(multipart)!.set(number, bytes)
  }
  const arrived = (parts: ReadonlyMap<number, Uint8Array>): ArrivedPart[] =>
    [...parts].map(([number, bytes]) => {
      const sha256 = createHash('sha256').update(bytes).digest('base64')
      return { number, size: bytes.length, sha256, mark: sha256 }
    })
  return {
    part: putPart,
    invite: async (key, { mediaType }) => ({
      url: `https://files.example/${key}`,
      headers: { 'content-type': mediaType },
    }),
    peek: async (key, atMost) => {
      const bytes = bucket.get(key)
      return bytes && { bytes: bytes.subarray(0, atMost), size: bytes.length, version: versionOf(bytes) }
    },
    keep: async (from, to) => {
      const bytes = bucket.get(from)!
      bucket.set(to, bytes)
      return versionOf(bytes)
    },
    begin: async (key) => {
      begun.set(key, new Map())
      return key
    },
    invitePart: async (key, multipart, { number, sha256 }) => ({
      url: `https://files.example/${key}?uploadId=${multipart}&partNumber=${number}`,
      headers: { 'x-amz-checksum-sha256': sha256 },
    }),
    parts: async (_, multipart) => {
      const parts = begun.get(multipart)
      return parts && arrived(parts)
    },
    join: async (key, multipart, parts) => {
      const stored = begun.get(multipart)
      if (!stored) return
      bucket.set(key, Buffer.concat(parts.map(({ number }) => stored.get(number)!)))
      begun.delete(multipart)
    },
    abandon: async (_, multipart) => {
      begun.delete(multipart)
    },
  }
}
