import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Receiving, receiveMail } from '../../../lib/intake/receive-mail.ts'
import type { Files } from '../../../lib/store/files.ts'
import { key } from '../../../lib/store/schema.ts'
import { envelope } from '../../support/letter.ts'
import { officeOf } from '../../support/policy.ts'
import { startTable, type TestTable } from '../../support/table.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

const raw = (id: string, megabytes: number) =>
  Buffer.from(
    `From: kim@partner.example\r\nTo: help@haneul.example\r\nSubject: ${id}\r\nMessage-ID: <${id}@x.example>\r\n` +
      'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee attached.\r\n--b\r\n' +
      `Content-Type: application/octet-stream; name=dump.bin\r\n\r\n${'x'.repeat(megabytes * 1024 * 1024)}\r\n--b--\r\n`,
  )

/** A desk whose raw mail is given, and whose files can be made to fail as a killed function would. */
const desk = (mail: Buffer, write: Files['write']): Receiving => {
  const never = () => Promise.reject(new Error('nobody asks for this'))
  return {
    ...officeOf(table.store),
    mails: { read: async () => ({ bytes: mail, size: mail.length }), write: never, link: never },
    files: { read: never, write, link: never },
    helpAddresses: ['help@haneul.example'],
    instance: 'here',
    now: () => '2026-11-24T00:00:00.000Z',
    replyKey: () => 'abcdefghijklmnopqrstuvwxyz',
    timeZone: 'Asia/Seoul',
  }
}

const outcomeOf = async (id: string) => (await table.store.get(key.letter(id)))?.outcome
const killed = () => Promise.reject(new Error('killed'))

describe('a large mail', () => {
  const wrapped = envelope({}, { id: 'large' })

  test('whose function ends midway is in the log already, and becomes a ticket when it is tried again', async () => {
    await expect(receiveMail(wrapped, desk(raw('large', 2), killed))).rejects.toThrow('killed')
    expect(await outcomeOf('large')).toBe('failed')
    expect(
      await receiveMail(
        wrapped,
        desk(raw('large', 2), async () => {}),
      ),
    ).toBe('opened')
    expect(await outcomeOf('large')).toBe('opened')
  })

  test('that became a ticket stays one when it is delivered again and its function ends midway', async () => {
    expect(await receiveMail(wrapped, desk(raw('large', 2), killed))).toBe('opened')
    expect(await outcomeOf('large')).toBe('opened')
  })
})

test('a small mail is not logged as failed while it is being read', async () => {
  await expect(receiveMail(envelope({}, { id: 'small' }), desk(raw('small', 0), killed))).rejects.toThrow('killed')
  expect(await outcomeOf('small')).toBeUndefined()
})
