import { CopyObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Incoming } from '../store/files.ts'
import { disposition, filesClient, s3Files } from './files.ts'

/** Signed as headers, so that S3 takes only these bytes: presigned links leave the type unsigned and move sums to the query. */
const asSigned = { signable: new Set(['content-type']), unhoistable: new Set(['x-amz-checksum-sha256']) }

/** Who may not list a bucket is not told whether an object is there or may not be read. */
const isAbsent = (error: unknown): boolean => error instanceof Error && error.name === 'AccessDenied'

/** What people bring to the bucket `name` in S3. */
export const s3Incoming = (name: string, s3: S3Client = filesClient()): Incoming => {
  const files = s3Files(name, s3)
  return {
    invite: async (key, { mediaType, size, sha256 }, seconds) => {
      const command = new PutObjectCommand({
        Bucket: name,
        Key: key,
        ContentType: mediaType,
        ContentLength: size,
        ...(sha256 !== undefined && { ChecksumSHA256: sha256 }),
      })
      const url = await getSignedUrl(s3, command, {
        expiresIn: seconds,
        signableHeaders: asSigned.signable,
        unhoistableHeaders: asSigned.unhoistable,
      })
      return {
        url,
        headers: { 'content-type': mediaType, ...(sha256 !== undefined && { 'x-amz-checksum-sha256': sha256 }) },
      }
    },
    peek: (key, atMost) =>
      files.read(key, atMost).catch((error) => {
        if (isAbsent(error)) return undefined
        throw error
      }),
    keep: async (from, to, file) => {
      await s3.send(
        new CopyObjectCommand({
          Bucket: name,
          Key: to,
          CopySource: `${name}/${from.split('/').map(encodeURIComponent).join('/')}`,
          MetadataDirective: 'REPLACE',
          ContentType: file.mediaType,
          ContentDisposition: disposition(file.name),
        }),
      )
    },
  }
}
