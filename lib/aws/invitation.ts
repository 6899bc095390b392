import type { PutObjectCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Invitation } from '../store/files.ts'

/** A link that lets whoever has it do this one call, with these headers, for so many seconds. */
export const invitation = async (
  s3: S3Client,
  command: PutObjectCommand | UploadPartCommand,
  headers: Invitation['headers'],
  seconds: number,
): Promise<Invitation> => ({
  // Signed as headers, so that S3 takes only these bytes: presigned links leave the type unsigned and move sums to the query.
  // Both commands are requests of the same client; the presigner's types take one at a time.
  url: await getSignedUrl(s3, command as PutObjectCommand, {
    expiresIn: seconds,
    signableHeaders: new Set(Object.keys(headers)),
    unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
  }),
  headers,
})
