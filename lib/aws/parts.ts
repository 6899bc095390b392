import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  NoSuchUpload,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { ArrivedPart, Incoming } from '../store/files.ts'
import { invitation } from './invitation.ts'

/** A file that was joined, given up or forgotten is no upload any more. */
const orNothing = (error: unknown): undefined => {
  if (error instanceof NoSuchUpload || (error instanceof Error && error.name === 'NoSuchUpload')) return undefined
  throw error
}

/** Files that come to the bucket `name` in parts, each part checked by S3 against its SHA-256. */
export const s3Parts = (
  name: string,
  s3: S3Client,
): Pick<Incoming, 'begin' | 'invitePart' | 'parts' | 'join' | 'abandon'> => ({
  begin: async (key, mediaType) => {
    const begun = await s3.send(
      new CreateMultipartUploadCommand({
        Bucket: name,
        Key: key,
        ContentType: mediaType,
        ChecksumAlgorithm: 'SHA256',
      }),
    )
    return begun.UploadId!
  },
  invitePart: (key, multipart, { number, size, sha256 }, seconds) => {
    const command = new UploadPartCommand({
      Bucket: name,
      Key: key,
      UploadId: multipart,
      PartNumber: number,
      ContentLength: size,
      ChecksumSHA256: sha256,
    })
    return invitation(s3, command, { 'x-amz-checksum-sha256': sha256 }, seconds)
  },
  // One page holds a thousand parts, which is more than a file of ours has.
  parts: async (key, multipart) => {
    const found = await s3.send(new ListPartsCommand({ Bucket: name, Key: key, UploadId: multipart })).catch(orNothing)
    return (
      found?.Parts?.map(
        ({ PartNumber, Size, ChecksumSHA256, ETag }): ArrivedPart => ({
          number: PartNumber!,
          size: Size!,
          sha256: ChecksumSHA256 ?? '',
          mark: ETag!,
        }),
      ) ??
      (found && [])
    )
  },
  join: async (key, multipart, parts) => {
    const Parts = parts.map(({ number, sha256, mark }) => ({
      PartNumber: number,
      ChecksumSHA256: sha256,
      ETag: mark,
    }))
    await s3
      .send(
        new CompleteMultipartUploadCommand({ Bucket: name, Key: key, UploadId: multipart, MultipartUpload: { Parts } }),
      )
      .catch(orNothing)
  },
  abandon: async (key, multipart) => {
    await s3.send(new AbortMultipartUploadCommand({ Bucket: name, Key: key, UploadId: multipart })).catch(orNothing)
  },
})
