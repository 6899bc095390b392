import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askForReplay, askForTest } from '../../../../lib/desk/webhook/ask.ts'
import { doAsked } from '../../../../lib/desk/webhook/asked.ts'
import { listAttempts } from '../../../../lib/desk/webhook/attempt.ts'
import { enableWebhook } from '../../../../lib/desk/webhook/change.ts'
import { readCursor, writeCursor } from '../../../../lib/desk/webhook/cursor.ts'
import { tell } from '../../../../lib/desk/webhook/tell.ts'
import { listWaiting } from '../../../../lib/desk/webhook/waiting.ts'
import { PlannedMail } from '../../../../lib/notify/planned-mail.ts'
import { mark } from '../../../../lib/notify/purpose.ts'
import { key } from '../../../../lib/store/schema.ts'
import type { Cursor } from '../../../../lib/webhook/cursor.ts'
import { type Receiver, startReceiver } from '../../../support/receiver.ts'
import { startTable, type TestTable } from '../../../support/table.ts'
import { commentCommand } from '../../../support/ticket.ts'
import { startTeller, type Teller } from '../../../support/webhook.ts'

let table: TestTable
let receiver: Receiver
let desk: Teller
beforeEach(async () => {
  table = await startTable()
  receiver = await startReceiver()
  desk = await startTeller(table.store)
})
afterEach(async () => {
  await receiver.stop()
  await table.stop()
})

const hour = 3600
const by = { id: 'p-sora.han', name: '한소라', is: 'administrator' } as const

/** An incident with so many comments after its opening. */
const talked = async (comments: number) => {
  const number = await desk.open()
  for (let i = 1; i <= comments; i++) await desk.happen(number, commentCommand(`Word ${i}`))
  return number
}
const sequences = (number: string, of = receiver) =>
  of.received.filter(({ body }) => body.data.number === number).map(({ body }) => body.data.sequence)
const attempts = async (id: string) => (await listAttempts(table.store, id, { limit: 100 })).items
/** Lets the clock come every minute for so long. */
const wait = async (seconds: number) => {
  for (let passed = 0; passed < seconds; passed += 60) {
    desk.pass(60)
    await desk.clock()
  }
}
const waitHours = async (hours: number) => {
  for (let passed = 0; passed < hours; passed++) {
    desk.pass(hour + 60)
    await desk.clock()
  }
}

describe('a receiver that is well', () => {
  test('is told of each entry once and in order, however the bus delivers', async () => {
    const id = await desk.webhook({ url: receiver.url })
    const number = await talked(3)
    await desk.bus(number, 3, 1, 1, 4, 2, 4)
    expect(sequences(number)).toEqual([1, 2, 3, 4])
    expect(receiver.received[3]!.headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': `${id}_${number}_4`,
      'webhook-timestamp': String(Date.parse(desk.now) / 1000),
      'webhook-signature': expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
    })
    expect((await attempts(id)).every(({ isDelivered, status }) => isDelivered && status === 204)).toBe(true)
  })

  test('is told of each entry once when the bus delivers all of them at the same moment', async () => {
    await desk.webhook({ url: receiver.url })
    const number = await talked(5)
    const all = [6, 2, 1, 5, 3, 4, 2, 6]
    await Promise.all(
      all.map((sequence) =>
        tell(desk.desk, { number, sequence, type: sequence === 1 ? 'incident.opened' : 'incident.commented' }),
      ),
    )
    await desk.clock()
    expect(sequences(number)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('gets type, time and the incident, without what proves that we wrote to somebody', async () => {
    await desk.webhook({ url: receiver.url })
    const number = await talked(1)
    await desk.bus(number, 1, 2)
    expect(receiver.received[1]!.body).toMatchObject({
      type: 'incident.commented',
      timestamp: desk.now,
      data: {
        number,
        sequence: 2,
        by: { id: 'p-jihoon.park', is: 'agent' },
        visibility: 'public',
        text: 'Word 1',
        incident: { number, version: 2, state: 'new', title: 'Mail is slow', team: 'service-desk' },
      },
    })
    for (const { text } of receiver.received) expect(text).not.toMatch(/replyKey|abcdefghijklmnopqrstuvwxyz|clocks/)
  })

  test('is told internal notes only where its setting says so', async () => {
    const open = await startReceiver()
    await desk.webhook({ url: receiver.url })
    await desk.webhook({ url: open.url, isInternal: true })
    const number = await desk.open()
    await desk.happen(number, {
      type: 'comment',
      message: { text: 'The safe opens with 4711' },
      visibility: 'internal',
    })
    await desk.happen(number, commentCommand('We are on it'))
    await desk.bus(number, 1, 2, 3)
    expect(sequences(number)).toEqual([1, 3])
    expect(JSON.stringify(receiver.received)).not.toContain('4711')
    expect(sequences(number, open)).toEqual([1, 2, 3])
    expect(open.received[1]!.body.data).toMatchObject({ visibility: 'internal', text: 'The safe opens with 4711' })
    await open.stop()
  })

  test('is told only of the types and teams that it wants, and of the move away', async () => {
    await desk.webhook({ url: receiver.url, teams: ['network'], events: ['incident.opened', 'incident.assigned'] })
    const number = await talked(1)
    await desk.happen(number, { type: 'assign', team: 'network' })
    await desk.happen(number, commentCommand('Not wanted'))
    await desk.happen(number, { type: 'assign', team: 'service-desk' })
    await desk.happen(number, { type: 'assign', assignee: { id: by.id, name: by.name } })
    await desk.bus(number, 1, 2, 3, 4, 5, 6)
    expect(receiver.told).toEqual([`${number}#3 incident.assigned`, `${number}#5 incident.assigned`])
  })

  test('is told nothing that is older than the webhook', async () => {
    const number = await talked(2)
    desk.pass(60)
    await desk.webhook({ url: receiver.url })
    await desk.happen(number, commentCommand('New'))
    await desk.bus(number, 4)
    expect(sequences(number)).toEqual([4])
  })

  test('gets a long timeline whole', async () => {
    await desk.webhook({ url: receiver.url })
    const number = await talked(60)
    await desk.bus(number, 61)
    expect(sequences(number)).toEqual(Array.from({ length: 61 }, (_, i) => i + 1))
  })
})

describe('a receiver that fails', () => {
  test('gets everything in order once it is well, with the same id and a new time', async () => {
    const id = await desk.webhook({ url: receiver.url })
    const number = await talked(2)
    receiver.behave(() => 503)
    await desk.bus(number, 1, 2, 3)
    expect(sequences(number)).toEqual([1])
    receiver.behave(() => 200)
    await wait(60)
    expect(sequences(number)).toEqual([1, 1, 2, 3])
    const [first, second] = receiver.received
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
    expect(Number(second!.headers['webhook-timestamp'])).toBeGreaterThan(Number(first!.headers['webhook-timestamp']))
    expect((await attempts(id)).map(({ sequence, attempt, status }) => [sequence, attempt, status])).toEqual(
      expect.arrayContaining([
        [1, 1, 503],
        [1, 2, 200],
        [3, 1, 200],
      ]),
    )
  })

  test('for one record keeps that one waiting, and others go on', async () => {
    await desk.webhook({ url: receiver.url })
    const [bad, good] = [await talked(1), await talked(1)]
    receiver.behave(({ body }) => (body.data.number === bad ? 422 : 200))
    await desk.bus(bad, 1, 2)
    await desk.bus(good, 1, 2)
    expect(sequences(good)).toEqual([1, 2])
    expect(sequences(bad)).toEqual([1])
    receiver.behave(() => 200)
    await wait(60)
    expect(sequences(bad)).toEqual([1, 1, 2])
  })

  test('is left alone by all records after one attempt, and all arrive after', async () => {
    const id = await desk.webhook({ url: receiver.url })
    const numbers = await Promise.all(Array.from({ length: 5 }, () => talked(0)))
    receiver.behave(() => 500)
    for (const number of numbers) await desk.bus(number, 1)
    expect(receiver.received).toHaveLength(1)
    receiver.behave(() => 200)
    await wait(60)
    expect((await attempts(id)).filter(({ isDelivered }) => isDelivered)).toHaveLength(5)
  })

  test('gets the time that it asks for', async () => {
    await desk.webhook({ url: receiver.url })
    const number = await talked(0)
    receiver.behave((_, answer) => {
      answer.writeHead(429, { 'retry-after': '600' }).end()
      return undefined
    })
    await desk.bus(number, 1)
    await wait(540)
    expect(sequences(number)).toHaveLength(1)
    await wait(60)
    expect(sequences(number)).toHaveLength(2)
  })

  test('is told nothing at another address: a redirect is a failure', async () => {
    const other = await startReceiver()
    const id = await desk.webhook({ url: receiver.url })
    receiver.behave((_, answer) => {
      answer.writeHead(307, { location: other.url }).end()
      return undefined
    })
    await desk.bus(await talked(0), 1)
    expect(other.received).toEqual([])
    expect(await attempts(id)).toMatchObject([{ isDelivered: false, status: 307 }])
    await other.stop()
  })

  test('says why it refuses, and no more of it than a kilobyte is read', async () => {
    const id = await desk.webhook({ url: receiver.url })
    receiver.behave((_, answer) => {
      answer.writeHead(400).end(`no such asset ${'x'.repeat(5_000_000)}`)
      return undefined
    })
    await desk.bus(await talked(0), 1)
    const [attempt] = await attempts(id)
    expect(attempt).toMatchObject({ status: 400, answer: expect.stringMatching(/^no such asset x+$/) })
    expect(attempt!.answer!.length).toBe(500)
  })
})

describe('a receiver that hangs', () => {
  test('is no answer, and is tried again', async () => {
    const quick = await startTeller(table.store, 200)
    const id = await quick.webhook({ url: receiver.url })
    receiver.behave(() => undefined)
    const number = await quick.open()
    await quick.bus(number, 1)
    expect((await listAttempts(table.store, id, { limit: 10 })).items).toMatchObject([{ error: 'timeout' }])
    receiver.behave(() => 200)
    quick.pass(60)
    await quick.clock()
    expect(sequences(number)).toEqual([1, 1])
  })
})

describe('a receiver that says that it is gone', () => {
  test('is told nothing more, at once, and administrators hear of it', async () => {
    const id = await desk.webhook({ url: receiver.url })
    receiver.behave(() => 410)
    const number = await talked(1)
    await desk.bus(number, 1, 2)
    expect(receiver.received).toHaveLength(1)
    const state = (await desk.state(id))!
    expect(state).toMatchObject({
      isActive: false,
      disabled: { because: 'gone', lastAnswer: '410' },
      updatedBy: { is: 'system' },
    })
    const mail = await table.store.get(
      key.mail(`WEBHOOK-${id}-${mark('p-sora.han')}`, state.version, 'webhook-disabled'),
    )
    expect(PlannedMail.parse(mail)).toMatchObject({ status: 'asked', to: 'sora.han@haneul.example', language: 'ko' })
  })
})

describe('a receiver that is away for forty-nine hours', () => {
  const away = async () => {
    const { url } = receiver
    await receiver.stop()
    const id = await desk.webhook({ url })
    const number = await talked(1)
    await desk.bus(number, 1, 2)
    return { id, number, port: Number(new URL(url).port) }
  }

  test('is tried for forty-eight of them, and disabled then', async () => {
    const { id } = await away()
    await waitHours(46)
    expect((await desk.state(id))?.disabled).toBeUndefined()
    await waitHours(3)
    expect((await desk.state(id))?.disabled).toMatchObject({ because: 'failing', lastAnswer: 'ECONNREFUSED' })
    const tried = (await attempts(id)).length
    expect(tried).toBeGreaterThan(48)
    await waitHours(3)
    expect((await attempts(id)).length).toBe(tried)
    receiver = await startReceiver()
  }, 120_000)

  test('gets what waits, in order, once it is enabled and somebody asks for it; nothing of the time between is lost', async () => {
    const { id, number, port } = await away()
    await waitHours(49)
    receiver = await startReceiver(port)
    await desk.happen(number, commentCommand('While it was away'))
    await desk.bus(number, 3)
    const asking = { by, at: desk.now }
    await expect(
      askForReplay(table.store, (await desk.state(id))!, { since: '2026-11-24T00:00:00.000Z' }, asking),
    ).rejects.toThrow(/switched off/)
    await enableWebhook({ store: table.store }, (await desk.state(id))!, asking)
    await desk.clock()
    expect(receiver.received).toEqual([])
    expect((await listWaiting(table.store, id, { limit: 10 })).items).toEqual([
      { number, since: '2026-11-24T00:30:00.000Z', sent: 0, wanted: 3 },
    ])
    await askForReplay(table.store, (await desk.state(id))!, { since: '2026-11-24T00:00:00.000Z' }, asking)
    await doAsked(desk.desk, id, Date.parse(asking.at))
    await desk.clock()
    expect(sequences(number)).toEqual([1, 2, 3])
  }, 120_000)

  test('gets nothing of what waits since before the instant asked for', async () => {
    const { id, port } = await away()
    await waitHours(49)
    receiver = await startReceiver(port)
    const asking = { by, at: desk.now }
    await enableWebhook({ store: table.store }, (await desk.state(id))!, asking)
    await askForReplay(table.store, (await desk.state(id))!, { since: desk.now }, asking)
    await doAsked(desk.desk, id, Date.parse(asking.at))
    await desk.clock()
    expect(receiver.received).toEqual([])
  }, 120_000)
})

describe('a record that a receiver refuses for two days while all others arrive', () => {
  test('is given up by itself, and the webhook goes on', async () => {
    const id = await desk.webhook({ url: receiver.url })
    const bad = await talked(0)
    receiver.behave(({ body }) => (body.data.number === bad ? 422 : 200))
    await desk.bus(bad, 1)
    await waitHours(47)
    await desk.bus(await talked(0), 1)
    await waitHours(2)
    expect((await desk.state(id))?.disabled).toBeUndefined()
    const tried = sequences(bad).length
    await waitHours(3)
    expect(sequences(bad)).toHaveLength(tried)
  }, 120_000)
})

describe('somebody who asks for one record again', () => {
  test('gets everything from that entry on once more, with the same ids, and once however often the bus says so', async () => {
    const id = await desk.webhook({ url: receiver.url })
    const number = await talked(3)
    await desk.bus(number, 1, 2, 3, 4)
    const before = receiver.received.map(({ headers }) => headers['webhook-id'])
    desk.pass(60)
    await askForReplay(table.store, (await desk.state(id))!, { number, from: 3 }, { by, at: desk.now })
    await doAsked(desk.desk, id, Date.parse(desk.now))
    await doAsked(desk.desk, id, Date.parse(desk.now))
    expect(sequences(number)).toEqual([1, 2, 3, 4, 3, 4])
    expect(receiver.received.slice(4).map(({ headers }) => headers['webhook-id'])).toEqual(before.slice(2))
  })
})

describe('somebody who asks for what waits since an instant', () => {
  test('need not wait for the next hourly try', async () => {
    const id = await desk.webhook({ url: receiver.url })
    receiver.behave(() => 500)
    const number = await talked(1)
    await desk.bus(number, 1, 2)
    await waitHours(5)
    receiver.behave(() => 200)
    desk.pass(60)
    await desk.clock()
    const asking = { by, at: desk.now }
    await askForReplay(table.store, (await desk.state(id))!, { since: '2026-11-24T00:30:00.000Z' }, asking)
    await doAsked(desk.desk, id, Date.parse(asking.at))
    await desk.clock()
    expect(sequences(number).slice(-2)).toEqual([1, 2])
  })
})

describe('a test', () => {
  test('is sent once to a webhook that wants nothing of the kind, and stands among its attempts', async () => {
    const id = await desk.webhook({ url: receiver.url, events: ['incident.closed'], isActive: false })
    const sequence = await askForTest(table.store, (await desk.state(id))!, { by, at: desk.now })
    await doAsked(desk.desk, id, sequence)
    expect(receiver.received[0]!.body).toMatchObject({
      type: 'webhook.tested',
      data: { webhook: id, by: { id: by.id } },
    })
    expect(await attempts(id)).toMatchObject([
      { number: 'test', isDelivered: true, messageId: `${id}_test_${sequence}` },
    ])
  })
})

describe('a run that dies while it sends', () => {
  test('is followed by another one after half a minute: what it did not write down is sent again, the rest is not', async () => {
    const id = await desk.webhook({ url: receiver.url })
    const number = await talked(2)
    await desk.bus(number, 1)
    // As such a run leaves it: the second entry has arrived, and only its lease says that anybody was there.
    const before = (await readCursor(table.store, id, number))!
    const until = new Date(Date.parse(desk.now) + 30_000).toISOString()
    const dead: Cursor = {
      ...before,
      wanted: 3,
      lease: { id: 'dead', until },
      due: { lane: `webhook-${Number(number.slice(4)) % 4}`, at: until },
    }
    await writeCursor(table.store, dead)
    await desk.bus(number, 2, 3)
    expect(sequences(number)).toEqual([1])
    await wait(60)
    expect(sequences(number)).toEqual([1, 2, 3])
  })
})
