import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Announcement, announceDue } from '../../../lib/desk/announce-due.ts'
import { laneOf } from '../../../lib/incident/lane.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Write } from '../../../lib/store/store.ts'
import { waitingLaneOf, webhookLaneOf } from '../../../lib/webhook/lane.ts'
import { startTable, type TestTable } from '../../support/table.ts'
import { at } from '../../support/ticket.ts'

let table: TestTable
beforeEach(async () => {
  table = await startTable()
})
afterEach(() => table.stop())

const seconds = (count: number) => at(count / 60).at

/** Tickets that are due at these instants; a transaction takes a hundred. */
const dueTickets = async (instants: readonly string[]) => {
  const writes = instants.map((instant, i): Write => {
    const number = `INC-${i + 1}`
    return { put: { kind: 'incident', number, due: { lane: laneOf(number), at: instant } }, at: key.ticket(number) }
  })
  for (let i = 0; i < writes.length; i += 100) await table.store.commit(writes.slice(i, i + 100))
}

/** A run of the clock that begins at second 0; time passes only while it waits. */
const run = async (answer: (events: readonly Announcement[]) => readonly number[] = () => []) => {
  let now = 0
  const told: { number: string; at: number }[] = []
  const count = await announceDue({
    store: table.store,
    now: () => seconds(now),
    wait: async (milliseconds) => {
      now += milliseconds / 1000
    },
    announce: async (events) => {
      const failed = answer(events)
      if (failed.length === 0)
        for (const { detail } of events)
          for (const number of (detail as { numbers: string[] }).numbers) told.push({ number, at: now })
      return failed
    },
  })
  return { count, told, ended: now }
}

describe('the minute clock', () => {
  test('announces what is due, at once, and what falls due within half a minute, when it has; never before', async () => {
    await dueTickets([seconds(-3600), seconds(0), seconds(1), seconds(29), seconds(31)])
    const { told, count } = await run()
    expect(count).toBeGreaterThanOrEqual(4)
    const first = (number: string) => told.find((each) => each.number === number)?.at
    expect(['INC-1', 'INC-2', 'INC-3', 'INC-4', 'INC-5'].map(first)).toEqual([0, 0, 30, 30, undefined])
  })

  test('tells of cursors by their webhook, so that no receiver waits for another one', async () => {
    const cursor = (webhook: string, number: string): Write => ({
      put: { kind: 'webhook-cursor', id: webhook, number, due: { lane: webhookLaneOf(number), at: seconds(-1) } },
      at: key.webhookCursor(number, webhook),
    })
    await table.store.commit([
      ...Array.from({ length: 30 }, (_, i) => cursor('a', `INC-${4 * (i + 1)}`)),
      cursor('b', 'INC-4'),
      {
        put: { kind: 'webhook-cursor', id: 'c', number: 'INC-4', due: { lane: waitingLaneOf('c'), at: seconds(-1) } },
        at: key.webhookCursor('INC-4', 'c'),
      },
    ])
    const details: { webhook: string; numbers: string[] }[] = []
    await announceDue({
      store: table.store,
      now: () => seconds(0),
      wait: async () => undefined,
      announce: async (events) => {
        for (const { detail } of events) details.push(detail as never)
        return []
      },
    })
    expect(details.map(({ webhook, numbers }) => [webhook, numbers.length]).toSorted()).toEqual([
      ['a', 10],
      ['a', 20],
      ['b', 1],
    ])
  })

  test('ends at once when nothing falls due', async () => {
    await dueTickets([seconds(31), seconds(4000)])
    expect(await run()).toMatchObject({ count: 0, ended: 0 })
  })

  test('tells of ten thousand tickets that are due in the same minute, each of them', async () => {
    await dueTickets(Array.from({ length: 10_000 }, (_, i) => seconds(-(i % 60))))
    const { told, count } = await run()
    expect(count).toBe(10_000)
    expect(new Set(told.map(({ number }) => number)).size).toBe(10_000)
  }, 120_000)

  test('fails when the bus does not take everything, so that it is tried again: what is due stays due', async () => {
    await dueTickets([seconds(-1)])
    await expect(run(() => [0])).rejects.toThrow(/bus did not take 1 of 1/)
    expect((await run()).count).toBe(1)
  })
})
