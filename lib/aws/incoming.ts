import { CopyObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import type { Incoming } from '../store/files.ts'
import { disposition, filesClient, s3Files } from './files.ts'
import { invitation } from './invitation.ts'
import { s3Parts } from './parts.ts'

/** Who may not list a bucket is not told whether an object is there or may not be read. */
const isAbsent = (error: unknown): boolean => error instanceof Error && error.name === 'AccessDenied'

/** What people bring to the bucket `name` in S3. */
export const s3Incoming = (name: string, s3: S3Client = filesClient()): Incoming => {
  const files = s3Files(name, s3)
  return {
    ...s3Parts(name, s3),
    invite: (key, { mediaType, size, sha256 }, seconds) => {
      const command = new PutObjectCommand({
        Bucket: name,
        Key: key,
        ContentType: mediaType,
        ContentLength: size,
        ...(sha256 !== undefined && { ChecksumSHA256: sha256 }),
      })
      const headers = { 'content-type': mediaType, ...(sha256 !== undefined && { 'x-amz-checksum-sha256': sha256 }) }
      return invitation(s3, command, headers, seconds)
    },
    peek: (key, atMost) =>
      files.read(key, atMost).catch((error) => {
        if (isAbsent(error)) return undefined
        throw error
      }),
    keep: async (from, to, file) => {
      const copied = await s3.send(
        new CopyObjectCommand({
          Bucket: name,
          Key: to,
          CopySource: `${name}/${from.split('/').map(encodeURIComponent).join('/')}`,
          MetadataDirective: 'REPLACE',
          // What was found in it is a tag, which we may neither read nor write.
          TaggingDirective: 'REPLACE',
          ContentType: file.mediaType,
          ContentDisposition: disposition(file.name),
        }),
      )
      // The bucket keeps versions, so there is one.
      return copied.CopySourceVersionId!
    },
  }
}
