import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'

/** Puts bytes into the bucket `name` that only functions read. */
export const putObject =
  (name: string, s3: S3Client) =>
  async (key: string, bytes: Uint8Array): Promise<void> => {
    await s3.send(new PutObjectCommand({ Bucket: name, Key: key, Body: bytes, ContentType: 'application/gzip' }))
  }
