import { createHash } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allow, type Cloud, role, startCloud } from './cloud.ts'

const bucket = {
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketName: 'files',
    LifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    },
  },
}
const resources = {
  bucket,
  writer: role('writer', allow('s3:PutObject', 'arn:aws:s3:::files/uploads/*')),
  seer: role('seer', allow('s3:ListMultipartUploadParts', 'arn:aws:s3:::files/uploads/*')),
}

const mebibyte = 1024 * 1024
const first = Buffer.alloc(5 * mebibyte, 'a')
const second = Buffer.alloc(5 * mebibyte, 'b')
const last = Buffer.from('the end')
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')
const Key = 'uploads/p-1/한글 파일'
const at = { Bucket: 'files', Key }

let cloud: Cloud
let now = Date.parse('2026-11-24T00:00:00Z')
beforeEach(async () => {
  now = Date.parse('2026-11-24T00:00:00Z')
  cloud = await startCloud(resources, undefined, () => now)
})
afterEach(() => cloud.stop())

const s3 = (name = 'host') =>
  new S3Client({
    ...cloud.as(name),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
const begin = async (more: object = {}) =>
  (
    await s3().send(
      new CreateMultipartUploadCommand({ ...at, ContentType: 'image/png', ChecksumAlgorithm: 'SHA256', ...more }),
    )
  ).UploadId!
const put = (UploadId: string, PartNumber: number, Body: Uint8Array, ChecksumSHA256: string | undefined = sum(Body)) =>
  s3().send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body, ChecksumSHA256 }))
const list = (UploadId: string, more: object = {}) => s3().send(new ListPartsCommand({ ...at, UploadId, ...more }))
const complete = async (UploadId: string, numbers?: number[]) => {
  const { Parts = [] } = await list(UploadId)
  const chosen = numbers ? numbers.map((number) => Parts.find(({ PartNumber }) => PartNumber === number)!) : Parts
  const MultipartUpload = {
    Parts: chosen.map(({ PartNumber, ETag, ChecksumSHA256 }) => ({ PartNumber, ETag, ChecksumSHA256 })),
  }
  return s3().send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload }))
}
const read = async () => (await s3().send(new GetObjectCommand(at))).Body!.transformToByteArray()
const partFiles = () => readdirSync(join(cloud.dataDir, 'parts'))

describe('a file that comes in parts', () => {
  test('is the bytes of its parts in order, in whatever order they came, with its headers and a version', async () => {
    const id = await begin()
    await put(id, 3, last)
    await put(id, 1, second)
    await put(id, 2, second)
    await put(id, 1, first)
    expect((await list(id)).Parts).toMatchObject([
      { PartNumber: 1, Size: first.length, ChecksumSHA256: sum(first) },
      { PartNumber: 2, Size: second.length },
      { PartNumber: 3, Size: last.length },
    ])
    expect(await list(id, { MaxParts: 2 })).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' })
    expect((await list(id, { PartNumberMarker: '2' })).Parts).toMatchObject([{ PartNumber: 3 }])
    const { ETag, VersionId } = await complete(id)
    expect(ETag).toMatch(/^"[\da-f]{32}-3"$/)
    expect(Buffer.from(await read()).equals(Buffer.concat([first, second, last]))).toBe(true)
    const found = await s3().send(new GetObjectCommand({ ...at, Range: 'bytes=0-0' }))
    expect(found).toMatchObject({ ContentType: 'image/png', VersionId })
    await expect(list(id)).rejects.toMatchObject({ name: 'NoSuchUpload' })
    expect(partFiles()).toEqual([])
  })

  test('takes no part whose bytes are not those of its sum, nor one without', async () => {
    const id = await begin()
    await expect(put(id, 1, first, sum(second))).rejects.toMatchObject({ name: 'BadDigest' })
    const bare = new UploadPartCommand({ ...at, UploadId: id, PartNumber: 1, Body: first })
    await expect(s3().send(bare)).rejects.toMatchObject({ name: 'InvalidRequest' })
    await expect(put(id, 10_001, last)).rejects.toMatchObject({ name: 'InvalidArgument' })
    expect((await list(id)).Parts ?? []).toEqual([])
  })

  test('is not made of parts that are too small, missing, or out of order', async () => {
    const id = await begin()
    await put(id, 1, last)
    await put(id, 2, first)
    await expect(complete(id)).rejects.toMatchObject({ name: 'EntityTooSmall' })
    await expect(complete(id, [2, 1])).rejects.toMatchObject({ name: 'InvalidPartOrder' })
    const unknown = { Parts: [{ PartNumber: 7, ETag: '"x"', ChecksumSHA256: sum(first) }] }
    const wrong = new CompleteMultipartUploadCommand({ ...at, UploadId: id, MultipartUpload: unknown })
    await expect(s3().send(wrong)).rejects.toMatchObject({ name: 'InvalidPart' })
    expect((await complete(id, [2])).ETag).toBeDefined()
  })

  test('goes on after the host was killed, and what the killed host was writing is swept away', async () => {
    const id = await begin()
    await put(id, 1, first)
    writeFileSync(join(cloud.dataDir, 'parts', 'half-written'), 'x')
    await cloud.stop('keep')
    cloud = await startCloud(resources, cloud.dataDir, () => now)
    expect(partFiles()).toHaveLength(1)
    await put(id, 2, last)
    await complete(id)
    expect((await read()).length).toBe(first.length + last.length)
  })

  test('is given up when somebody says so, and after as many days as the bucket says', async () => {
    const given = await begin()
    await put(given, 1, first)
    await s3().send(new AbortMultipartUploadCommand({ ...at, UploadId: given }))
    await expect(put(given, 2, last)).rejects.toMatchObject({ name: 'NoSuchUpload' })
    const forgotten = await begin()
    await put(forgotten, 1, first)
    now += 86_400_000 - 1
    await begin()
    expect((await list(forgotten)).Parts).toHaveLength(1)
    now += 2
    const young = await begin()
    await expect(list(forgotten)).rejects.toMatchObject({ name: 'NoSuchUpload' })
    expect(await list(young)).toBeDefined()
  })
})

describe('a link to a part', () => {
  const linkFor = async (name: string) => {
    const UploadId = await begin()
    const command = new UploadPartCommand({
      ...at,
      UploadId,
      PartNumber: 1,
      ContentLength: first.length,
      ChecksumSHA256: sum(first),
    })
    const url = await getSignedUrl(s3(name), command, {
      expiresIn: 60,
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
    })
    const by = (body: Uint8Array, checksum = sum(first), link = url) =>
      fetch(link, { method: 'PUT', body: new Uint8Array(body), headers: { 'x-amz-checksum-sha256': checksum } })
    return { url, by }
  }

  test('lets in those bytes and no others, there and nowhere else', async () => {
    const { url, by } = await linkFor('writer')
    expect((await by(second)).status).toBe(400)
    expect((await by(second, sum(second))).status).toBe(403)
    expect((await by(first.subarray(1))).status).toBe(403)
    expect((await by(first, sum(first), url.replace('partNumber=1', 'partNumber=2'))).status).toBe(403)
    expect((await by(first)).status).toBe(200)
  })

  test('is worth what its signer may do, and seeing and giving up parts are rights of their own', async () => {
    expect((await (await linkFor('seer')).by(first)).status).toBe(403)
    const UploadId = await begin()
    await expect(s3('writer').send(new ListPartsCommand({ ...at, UploadId }))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
    await expect(s3('writer').send(new AbortMultipartUploadCommand({ ...at, UploadId }))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
    expect(await s3('seer').send(new ListPartsCommand({ ...at, UploadId }))).toBeDefined()
    const elsewhere = new CreateMultipartUploadCommand({ Bucket: 'files', Key: 'attachments/x' })
    await expect(s3('writer').send(elsewhere)).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
