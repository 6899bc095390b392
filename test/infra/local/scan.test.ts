import { deflateRawSync } from 'node:zlib'
import { GetObjectTaggingCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Clock } from '../../../infra/local/events/clock.ts'
import { openScanning, type Scanning } from '../../../infra/local/scan/plan.ts'
import { EICAR, scan } from '../../../infra/local/scan/scanner.ts'
import { allow, type Cloud, role, startCloud } from './cloud.ts'

/** An archive with one entry; a password is told by a bit alone. */
const zip = (content: string, { isPacked = true, isLocked = false } = {}) => {
  const name = Buffer.from('eicar.com')
  const plain = Buffer.from(content)
  const data = isPacked ? deflateRawSync(plain) : plain
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(isLocked ? 1 : 0, 8)
  central.writeUInt16LE(isPacked ? 8 : 0, 10)
  central.writeUInt32LE(data.length, 20)
  central.writeUInt32LE(plain.length, 24)
  central.writeUInt16LE(name.length, 28)
  return Buffer.concat([local, name, data, central, name])
}

describe('the scanner', () => {
  test.each([
    ['nothing in a text', Buffer.from('hello'), 'NO_THREATS_FOUND'],
    ['the test file', Buffer.from(EICAR), 'THREATS_FOUND'],
    ['the test file within another', Buffer.from(`before\n${EICAR}\nafter`), 'THREATS_FOUND'],
    ['the test file, packed', zip(EICAR.repeat(3)), 'THREATS_FOUND'],
    ['the test file, stored', zip(EICAR, { isPacked: false }), 'THREATS_FOUND'],
    ['nothing in an archive', zip('hello '.repeat(20)), 'NO_THREATS_FOUND'],
    ['that a password keeps it out', zip(EICAR.repeat(3), { isLocked: true }), 'UNSUPPORTED'],
    ['nothing in what only begins like an archive', Buffer.from('PK and more'), 'NO_THREATS_FOUND'],
  ])('finds %s', (_, bytes, status) => {
    expect(scan(bytes).status).toBe(status)
  })
})

describe('a bucket under a malware protection plan', () => {
  const scanner = (may: string[]) => role('scanner', allow(may, 'arn:aws:s3:::files/uploads/*'))
  const all = ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObjectTagging', 's3:PutObjectVersionTagging']
  const resources = (may = all) => ({
    bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } },
    scanner: scanner(may),
    plan: {
      Type: 'AWS::GuardDuty::MalwareProtectionPlan',
      Properties: {
        Role: 'arn:aws:iam::000000000000:role/scanner',
        ProtectedResource: { S3Bucket: { BucketName: 'files', ObjectPrefixes: ['uploads/'] } },
        Actions: { Tagging: { Status: 'ENABLED' } },
      },
    },
  })

  let cloud: Cloud
  let scanning: Scanning
  let told: { detail: { s3ObjectDetails: object; scanResultDetails: object; scanStatus: string } }[]
  let due: (() => void)[]
  const clock: Clock = {
    now: () => Date.parse('2026-11-24T00:00:00Z'),
    after: (_, call) => {
      due.push(call)
      return () => undefined
    },
  }
  const start = async (may?: string[], folder?: string) => {
    cloud = await startCloud(resources(may), folder)
    const { world, ledger, objects, authority } = cloud
    const putEvents = (_: string, entries: readonly { Detail: string }[]) =>
      told.push(...entries.map(({ Detail }) => ({ detail: JSON.parse(Detail) })))
    scanning = openScanning({ world, ledger, objects, authority, clock, putEvents })
    scanning.resume()
  }
  const put = (Key: string, Body: string) =>
    new S3Client(cloud.as('host')).send(new PutObjectCommand({ Bucket: 'files', Key, Body }))
  /** Lets what is due happen, and waits for it. */
  const pass = async () => {
    for (const call of due.splice(0)) call()
    await scanning.idle()
  }

  beforeEach(() => {
    told = []
    due = []
  })
  afterEach(() => cloud.stop())

  test('says on the bus and with a tag what it found in what was put under the prefix', async () => {
    await start()
    const { VersionId } = await put('uploads/p-1/u-1', EICAR)
    await put('attachments/1', EICAR)
    await pass()
    expect(told).toMatchObject([
      {
        detail: {
          scanStatus: 'COMPLETED',
          s3ObjectDetails: { bucketName: 'files', objectKey: 'uploads/p-1/u-1', versionId: VersionId },
          scanResultDetails: {
            scanResultStatus: 'THREATS_FOUND',
            threats: [{ name: 'EICAR-Test-File (not a virus)' }],
          },
        },
      },
    ])
    const tags = await new S3Client(cloud.as('host')).send(
      new GetObjectTaggingCommand({ Bucket: 'files', Key: 'uploads/p-1/u-1' }),
    )
    expect(tags.TagSet).toEqual([{ Key: 'GuardDutyMalwareScanStatus', Value: 'THREATS_FOUND' }])
  })

  test('looks at what is there now when an object was replaced before its turn', async () => {
    await start()
    await put('uploads/p-1/u-1', EICAR)
    const { VersionId } = await put('uploads/p-1/u-1', 'harmless')
    await pass()
    expect(told).toHaveLength(1)
    expect(told[0]!.detail).toMatchObject({
      s3ObjectDetails: { versionId: VersionId },
      scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND', threats: null },
    })
  })

  test('goes on after the host was killed before the result', async () => {
    await start()
    await put('uploads/p-1/u-1', EICAR)
    due = []
    const { dataDir } = cloud
    await cloud.stop('keep')
    await start(all, dataDir)
    await pass()
    expect(told).toHaveLength(1)
  })

  test('says that it may not look when the role lacks a right', async () => {
    await start(['s3:GetObject'])
    await put('uploads/p-1/u-1', 'harmless')
    await pass()
    expect(told[0]!.detail).toMatchObject({
      scanStatus: 'SKIPPED',
      scanResultDetails: { scanResultStatus: 'ACCESS_DENIED' },
    })
  })
})
