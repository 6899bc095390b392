import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute } from '../../../lib/desk/execute.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { deliver as deliverAll } from '../../../lib/notify/deliver.ts'
import type { MailName } from '../../../lib/notify/planned-mail.ts'
import { type Delivery, resume, type Sending } from '../../../lib/notify/send.ts'
import { plannedMail, settle } from '../../../lib/notify/settle.ts'
import { dueUpTo, key, list } from '../../../lib/store/schema.ts'
import { officeOf } from '../../support/policy.ts'
import { sendingOf } from '../../support/sending.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at, openCommand } from '../../support/ticket.ts'

let table: TestTable
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.stop())

let count = 0

/** A ticket that somebody of their own opened by mail. */
const ticket = async (address = `person${++count}@mail.example`, subject = `Printer ${count}`) => {
  const messageId = `${++count}@mail.example`
  const { number } = await execute(officeOf(table.store), {
    process: incidentProcess,
    command: openCommand(subject, {
      requester: { id: `p${count}`, name: 'Kim', address },
      message: { text: 'x', mail: { letter: 'l', messageId, from: address, verified: true } },
    }),
    context: at(0),
    also: (opened) => [
      {
        put: {
          kind: 'message',
          messageId,
          number: opened,
          sent: false,
          from: address,
          references: ['root@mail.example'],
        },
        at: key.message(messageId),
      },
    ],
  })
  return number
}

const desk = (answer: Parameters<typeof sendingOf>[1] = ({ number }) => ({ messageId: `${number}@ses` })) =>
  sendingOf(table.store, answer)

/** What became of the one mail that the entry causes. */
const deliver = async (number: string, sequence: number, sending: Sending) => {
  const [delivery = 'nothing-to-send', ...more] = await deliverAll(number, sequence, sending)
  expect(more).toEqual([])
  return delivery
}

const acknowledgement = (number: string): MailName => ({ number, sequence: 1, purpose: 'acknowledgement' })

describe('a mail that is due to be sent', () => {
  test('is sent once, however often its cause is announced', async () => {
    const number = await ticket()
    const here = desk()
    const deliveries: (Delivery | 'nothing-to-send')[] = []
    for (let i = 0; i < 3; i++) deliveries.push(await deliver(number, 1, here))
    expect(deliveries).toEqual(['sent', 'sent', 'sent'])
    expect(here.posted).toHaveLength(1)
  })

  test('is sent once when two runs begin at the same time', async () => {
    const number = await ticket()
    const here = desk(async () => {
      await new Promise((done) => setTimeout(done, 20))
      return { messageId: `${number}@ses` }
    })
    // The second run really waits for the first.
    const patient = { ...here, wait: (ms: number) => new Promise<void>((done) => setTimeout(done, Math.min(ms, 10))) }
    await Promise.all([deliver(number, 1, patient), deliver(number, 1, patient)])
    expect(here.posted).toHaveLength(1)
  })

  test('makes the Message-ID that SES gave part of the thread, with the chain behind it', async () => {
    const number = await ticket()
    await deliver(number, 1, desk())
    expect(await table.store.get(key.message(`${number}@ses`))).toMatchObject({
      number,
      sent: true,
      references: ['root@mail.example', expect.stringContaining('@mail.example')],
    })
  })

  test('is rejected for good when SES says so, and stays visible with the reason', async () => {
    const number = await ticket()
    const here = desk(() => ({ rejected: 'Address is on the suppression list' }))
    expect(await deliver(number, 1, here)).toBe('rejected')
    expect(await plannedMail(table.store, acknowledgement(number))).toMatchObject({
      status: 'rejected',
      reason: expect.stringContaining('suppression'),
    })
    expect(await deliver(number, 1, here)).toBe('rejected')
    expect(here.posted).toHaveLength(1)
  })
})

describe('a run that died after SES took the mail and before it could say so', () => {
  test('is settled by the send event, and nothing is sent twice', async () => {
    const number = await ticket()
    const dying = desk(() => {
      throw new Error('killed')
    })
    await expect(deliver(number, 1, dying)).rejects.toThrow('killed')
    const mail = await plannedMail(table.store, acknowledgement(number))
    await settle(table.store, mail!, `${number}@ses`, dying.now())
    const next = desk()
    expect(await deliver(number, 1, next)).toBe('sent')
    expect(next.posted).toHaveLength(0)
  })

  test('is repeated when no send event comes: the mail is lost for nobody', async () => {
    const number = await ticket()
    await expect(
      deliver(
        number,
        1,
        desk(() => {
          throw new Error('killed')
        }),
      ),
    ).rejects.toThrow('killed')
    const next = desk()
    expect(await deliver(number, 1, next)).toBe('sent')
    expect(next.posted).toHaveLength(1)
    expect(Date.parse(next.now()) - Date.parse('2026-11-24T00:00:00Z')).toBeGreaterThanOrEqual(15_000)
  })

  test('is found by the clock when nobody repeats it', async () => {
    const number = await ticket()
    const dying = desk(() => {
      throw new Error('killed')
    })
    await expect(deliver(number, 1, dying)).rejects.toThrow('killed')
    const dueNow = async (seconds: number) => {
      const upTo = dueUpTo(new Date(Date.parse('2026-11-24T00:00:00Z') + seconds * 1000).toISOString())
      return (await table.store.keys(list.due('mail'), { limit: 100, upTo })).items.some(({ pk }) => pk === number)
    }
    expect(await dueNow(60)).toBe(false)
    expect(await dueNow(121)).toBe(true)
    const later = desk()
    later.pass(121)
    expect(await resume(acknowledgement(number), later)).toBe('sent')
    expect(await dueNow(9999)).toBe(false)
  })
})

describe('nothing is sent', () => {
  test('over the cap: the third acknowledgement with one subject in ten minutes', async () => {
    const here = desk()
    const deliveries: (Delivery | 'nothing-to-send')[] = []
    for (let i = 0; i < 4; i++) deliveries.push(await deliver(await ticket('loop@mail.example', 'same'), 1, here))
    expect(deliveries).toEqual(['sent', 'sent', 'over-the-cap', 'over-the-cap'])
  })

  test.each([
    'noreply@shop.example',
    'mailer-daemon@mx.example',
    'postmaster@mx.example',
    'help+x@haneul.example',
    'root@localhost',
  ])('to %s', async (address) => {
    expect(await deliver(await ticket(address), 1, desk())).toBe('nothing-to-send')
  })
})

test('what cannot be asked for by its cause does not exist', async () => {
  await expect(deliver('INC-999999', 1, desk())).rejects.toThrow('INC-999999')
})
