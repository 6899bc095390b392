import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Receiving, receiveMail } from '../../../lib/intake/receive-mail.ts'
import { registration } from '../../../lib/people/register.ts'
import type { Files } from '../../../lib/store/files.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { envelope, person } from '../../support/letter.ts'
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

describe('a plain first mail of a person we know', () => {
  test('costs one look at the table, one number and one transaction', async () => {
    const by = { id: 'seed', name: 'Seed', is: 'system' } as const
    const writes = registration(person('p-kim', 'employee', 'kim@partner.example'), {
      by,
      at: '2026-11-24T00:00:00.000Z',
    })
    await table.store.commit(writes)
    const calls: string[] = []
    const counting = new Proxy(table.store, {
      get: (store, name: keyof Store) => (first: never, second: never) => {
        // An empty batch asks nobody.
        if (name !== 'getMany' || (first as unknown[]).length > 0) calls.push(name)
        return (store[name] as (a: never, b: never) => unknown)(first, second)
      },
    })
    const wrapped = envelope({}, { id: 'plain' })
    const plain = desk(raw('plain', 0).subarray(0, 0), async () => {})
    const mail = Buffer.from(
      'From: kim@partner.example\r\nTo: help@haneul.example\r\nSubject: Plain\r\nMessage-ID: <plain@x.example>\r\n\r\nIt smells.\r\n',
    )
    const mails = { ...plain.mails, read: async () => ({ bytes: mail, size: mail.length }) }
    expect(await receiveMail(wrapped, { ...plain, ...officeOf(counting), mails })).toBe('opened')
    expect(calls.sort()).toEqual(['commit', 'getMany', 'next'])
  })
})
