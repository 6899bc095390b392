import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction } from '../../../infra/local/ledger.ts'
import { allow, type Cloud, role, startCloud } from './cloud.ts'

const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } }

let cloud: Cloud

describe('a bucket', () => {
  const s3 = (name = 'host') => new S3Client(cloud.as(name))
  const write = (Key: string, Body: string | Uint8Array, more: object = {}) =>
    s3().send(new PutObjectCommand({ Bucket: 'files', Key, Body, ...more }))
  const read = (Key: string, more: object = {}) => s3().send(new GetObjectCommand({ Bucket: 'files', Key, ...more }))
  const resources = { bucket, reader: role('reader', allow('s3:GetObject', '*')) }

  beforeAll(async () => {
    cloud = await startCloud(resources)
  })
  afterAll(() => cloud.stop())

  test('gives back bytes and headers as they were written', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251)
    await write('a/한글 & <b>.bin', bytes, {
      ContentType: 'image/png',
      Metadata: { ticket: 'INC-1' },
      ContentDisposition: 'attachment',
    })
    const found = await read('a/한글 & <b>.bin')
    expect(Buffer.from(await found.Body!.transformToByteArray()).equals(Buffer.from(bytes))).toBe(true)
    expect(found).toMatchObject({
      ContentType: 'image/png',
      Metadata: { ticket: 'INC-1' },
      ContentDisposition: 'attachment',
      ContentLength: 300_000,
    })
  })

  test('gives parts of an object', async () => {
    await write('part', 'abcdefgh')
    const part = async (Range: string) => (await read('part', { Range })).Body!.transformToString()
    expect(await part('bytes=2-4')).toBe('cde')
    expect(await part('bytes=6-100')).toBe('gh')
    expect(await part('bytes=-3')).toBe('fgh')
    await expect(part('bytes=8-9')).rejects.toMatchObject({ name: 'InvalidRange' })
  })

  test('says how an object is without its bytes', async () => {
    await write('head', 'abc')
    const head = await s3().send(new HeadObjectCommand({ Bucket: 'files', Key: 'head' }))
    expect(head).toMatchObject({ ContentLength: 3, ETag: '"900150983cd24fb0d6963f7d28e17f72"' })
  })

  test('tells who may list it that a key does not exist, and everybody else only that access is denied', async () => {
    await expect(read('nothing')).rejects.toMatchObject({ name: 'NoSuchKey' })
    const blind = s3('reader').send(new GetObjectCommand({ Bucket: 'files', Key: 'nothing' }))
    await expect(blind).rejects.toMatchObject({ name: 'AccessDenied' })
  })

  test('writes once where asked to', async () => {
    await write('once', 'first', { IfNoneMatch: '*' })
    await expect(write('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' })
    expect(await (await read('once')).Body!.transformToString()).toBe('first')
  })

  test('lists page by page, by prefix, and by folder', async () => {
    for (const key of ['list/1', 'list/2', 'list/b/3', 'list/b/4', 'list/c']) await write(key, 'x')
    const list = (more: object) => s3().send(new ListObjectsV2Command({ Bucket: 'files', Prefix: 'list/', ...more }))
    const first = await list({ MaxKeys: 2 })
    expect([first.Contents?.map(({ Key }) => Key), first.IsTruncated]).toEqual([['list/1', 'list/2'], true])
    const second = await list({ MaxKeys: 3, ContinuationToken: first.NextContinuationToken })
    expect([second.Contents?.map(({ Key }) => Key), second.IsTruncated]).toEqual([
      ['list/b/3', 'list/b/4', 'list/c'],
      false,
    ])
    const folders = await list({ Delimiter: '/' })
    expect(folders.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['list/b/'])
    expect(folders.Contents?.map(({ Key }) => Key)).toEqual(['list/1', 'list/2', 'list/c'])
  })

  test('copies and deletes', async () => {
    await write('original', 'copied', { ContentType: 'text/x-note' })
    await s3().send(new CopyObjectCommand({ Bucket: 'files', Key: 'copy', CopySource: 'files/original' }))
    expect(await read('copy')).toMatchObject({ ContentType: 'text/x-note' })
    await s3().send(new DeleteObjectCommand({ Bucket: 'files', Key: 'original' }))
    await s3().send(new DeleteObjectsCommand({ Bucket: 'files', Delete: { Objects: [{ Key: 'copy' }] } }))
    await expect(read('original')).rejects.toMatchObject({ name: 'NoSuchKey' })
    await expect(read('copy')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  test('keeps the old bytes when the change that replaces them is taken back', async () => {
    const large = Buffer.alloc(100_000, 'a')
    await write('taken-back', large)
    const draft = await cloud.objects.draft(Buffer.alloc(100_000, 'b'))
    const change = () => {
      cloud.objects.keep('files', 'taken-back', draft, {})
      throw new Error('no')
    }
    expect(() => inTransaction(cloud.ledger, change)).toThrow('no')
    await new Promise(setImmediate)
    expect(Buffer.from(await (await read('taken-back')).Body!.transformToByteArray()).equals(large)).toBe(true)
  })

  test('keeps objects over a restart, and sweeps away what was never finished', async () => {
    await write('kept', 'kept')
    await write('kept-large', Buffer.alloc(100_000, 'x'))
    await cloud.stop('keep')
    writeFileSync(join(cloud.dataDir, 'objects', 'half-written'), 'x')
    cloud = await startCloud(resources, cloud.dataDir)
    expect(await (await read('kept')).Body!.transformToString()).toBe('kept')
    expect((await read('kept-large')).ContentLength).toBe(100_000)
    expect(readdirSync(join(cloud.dataDir, 'objects'))).not.toContain('half-written')
  })
})
