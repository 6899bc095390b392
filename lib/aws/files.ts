import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Files } from '../store/files.ts'

/** RFC 6266: a plain name for old readers, the real one in UTF-8. */
export const disposition = (name: string) =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`

/** S3 takes these bytes on trust from us: the SDK's extra checksum would cost a pass over every attachment. */
export const filesClient = () =>
  new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' })

/** The bucket `name` in S3. */
export const s3Files = (name: string, s3: S3Client = filesClient()): Files => ({
  read: async (key, atMost) => {
    try {
      const found = await s3.send(
        new GetObjectCommand({
          Bucket: name,
          Key: key,
          ...(atMost !== undefined && { Range: `bytes=0-${atMost - 1}` }),
        }),
      )
      const bytes = await found.Body!.transformToByteArray()
      const whole = /\/(\d+)$/.exec(found.ContentRange ?? '')?.[1]
      const size = whole === undefined ? bytes.length : Number(whole)
      return { bytes, size, version: found.VersionId }
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined
      // An empty object has no first byte to range over.
      if (error instanceof Error && error.name === 'InvalidRange') return { bytes: new Uint8Array(), size: 0 }
      throw error
    }
  },
  write: async (key, file) => {
    await s3.send(
      new PutObjectCommand({
        Bucket: name,
        Key: key,
        Body: file.bytes,
        ContentType: file.mediaType,
        // Kept with the object, so that no link ever shows a stranger's HTML or SVG in a page of ours.
        ContentDisposition: disposition(file.name),
      }),
    )
  },
  link: (key, seconds) => getSignedUrl(s3, new GetObjectCommand({ Bucket: name, Key: key }), { expiresIn: seconds }),
})
