import { describe, expect, test } from 'vitest'
import {
  advanced,
  aside,
  type Circumstances,
  type Cursor,
  ended,
  failed,
  firstCursor,
  isGivenUp,
  noted,
  resumed,
  rewound,
  stepOf,
} from '../../../lib/webhook/cursor.ts'
import { isDead, well, worse } from '../../../lib/webhook/health.ts'
import { waitingLaneOf, webhookLaneOf } from '../../../lib/webhook/lane.ts'
import { retryAt } from '../../../lib/webhook/retry.ts'

const number = 'INC-12'
const lane = webhookLaneOf(number)
const waits = waitingLaneOf('hook')
const second = (count: number) => new Date(Date.parse('2026-11-24T00:00:00.000Z') + count * 1000).toISOString()
const first = firstCursor('hook', number)
const place = { team: 'network' }

const at = (seconds: number, over: Partial<Circumstances> = {}): Circumstances => ({
  at: second(seconds),
  standing: 'sends',
  runId: 'run-1',
  ...over,
})

/** The bus told of these entries, in this order. */
const given = (...sequences: number[]) => sequences.reduce((cursor, n) => noted(cursor, n, second(0)), first)
const taken = (cursor: Cursor, seconds: number, runId = 'run-1') => stepOf(cursor, at(seconds, { runId })).next

describe('a webhook that was never told of a record', () => {
  test('is told from the beginning up to the newest entry, whatever order the bus tells them in', () => {
    expect(given(1, 2, 3)).toEqual(given(3, 1, 2, 3, 1))
    expect(given(3, 1)).toMatchObject({ sent: 0, wanted: 3 })
  })

  test('is taken by the first run, for half a minute, and the clock comes when that is over', () => {
    expect(stepOf(given(1), at(0))).toEqual({
      next: { ...given(1), lease: { id: 'run-1', until: second(30) }, due: { lane, at: second(30) } },
      isMine: true,
    })
  })
})

describe('a cursor that another run holds', () => {
  const held = taken(given(1), 0)

  test('is left to it, and more is noted', () => {
    expect(stepOf(noted(held, 2, second(5)), at(5, { runId: 'run-2' }))).toEqual({
      next: { ...held, wanted: 2 },
      isMine: false,
    })
  })

  test('is taken over when the lease is over: that run has died', () => {
    expect(stepOf(held, at(30, { runId: 'run-2' })).next.lease).toEqual({ id: 'run-2', until: second(60) })
  })

  test('keeps its lease as long as it gets on', () => {
    const next = advanced(noted(held, 2, second(5)), { sent: 1, place }, second(8))
    expect(next).toMatchObject({ sent: 1, lease: { id: 'run-1', until: second(38) }, due: { lane, at: second(38) } })
  })
})

describe('a cursor whose holder is done', () => {
  const done = ended(taken(given(1), 0), { sent: 1, place }, second(1))

  test('waits for nothing', () => {
    expect(done).toEqual({ ...first, sent: 1, wanted: 1, place })
    expect(stepOf(done, at(2))).toEqual({ next: done, isMine: false })
  })

  test('is the same for an event that comes again', () => {
    expect(noted(done, 1, second(2))).toBe(done)
  })

  test('stays due at once where the holder had no time for all of it', () => {
    expect(ended(taken(given(1, 2), 0), { sent: 1, place }, second(9))).toMatchObject({
      sent: 1,
      wanted: 2,
      due: { lane, at: second(9) },
    })
  })
})

describe('an entry that does not arrive', () => {
  const fail = (cursor: Cursor, seconds: number, chance = 0) =>
    failed(taken(cursor, seconds), { sent: 0, place }, { at: second(seconds), chance })

  test('is tried again after 5 s, 30 s, 2 min, 10 min, 30 min, and then every hour', () => {
    let cursor = given(1)
    let now = 0
    const pauses: number[] = []
    for (let i = 0; i < 7; i++) {
      cursor = fail(cursor, now)
      const due = (Date.parse(cursor.due!.at) - Date.parse(second(0))) / 1000
      pauses.push(due - now)
      now = due
    }
    expect(pauses).toEqual([5, 30, 120, 600, 1800, 3600, 3600])
    expect(cursor).toMatchObject({ failures: 7, firstFailedAt: second(0), sent: 0 })
  })

  test('is not tried before its time, whatever else happens on the record', () => {
    const cursor = fail(given(1), 0)
    const more = noted(cursor, 2, second(3))
    expect(stepOf(more, at(3))).toEqual({ next: { ...cursor, wanted: 2 }, isMine: false })
    expect(stepOf(more, at(5)).isMine).toBe(true)
  })

  test('is spread over a fifth of the pause, and a receiver that asks for time gets it, up to an hour', () => {
    expect(retryAt(second(0), 1, 1)).toBe(second(6))
    expect(retryAt(second(0), 1, 0, 90)).toBe(second(90))
    expect(retryAt(second(0), 1, 0, 86_400)).toBe(second(3600))
  })

  test('is given up after two days', () => {
    const cursor = fail(given(1), 0)
    expect(isGivenUp(cursor, second(48 * 3600 - 1))).toBe(false)
    expect(isGivenUp(cursor, second(48 * 3600))).toBe(true)
  })

  test('that arrives after all begins anew with the next one', () => {
    const cursor = taken(noted(fail(given(1), 0), 2, second(1)), 5)
    const { failures, firstFailedAt } = advanced(cursor, { sent: 1, place }, second(6))
    expect([failures, firstFailedAt]).toEqual([0, undefined])
  })
})

describe('what was given up', () => {
  const given2 = aside(taken(given(1), 60), second(60))

  test('lies where replays find it, by since when it waits, and no clock comes to it', () => {
    expect(given2).toMatchObject({ sent: 0, wanted: 1, waitsSince: second(0), due: { lane: waits, at: second(0) } })
    expect(given2.lease).toBeUndefined()
  })

  test('stays there while the webhook is disabled, and more is noted', () => {
    expect(stepOf(noted(given2, 2, second(90)), at(90, { standing: 'waits' }))).toEqual({
      next: { ...given2, wanted: 2 },
      isMine: false,
    })
  })

  test('goes out in order with the next event once the webhook is told again', () => {
    expect(stepOf(noted(given2, 2, second(90)), at(90))).toMatchObject({ isMine: true, next: { sent: 0, wanted: 2 } })
  })

  test('goes out when somebody asks', () => {
    const next = resumed(given2, second(90))
    expect(next.due).toEqual({ lane, at: second(90) })
    expect(stepOf(next, at(90)).isMine).toBe(true)
  })
})

describe('a replay of one record', () => {
  const done = ended(taken(given(5), 0), { sent: 5, place }, second(1))
  const asked = rewound(done, { from: 2, newest: 6, at: second(60) })

  test('sends everything from that entry on, arrived or not, and its age is no reason to skip it', () => {
    expect(asked).toMatchObject({ sent: 1, wanted: 6, isReplay: true, due: { lane, at: second(60) } })
    expect(asked.place).toBeUndefined()
    expect(ended(taken(asked, 60), { sent: 6, place }, second(61)).isReplay).toBeUndefined()
  })

  test('happens once however often the bus tells of it', () => {
    const over = ended(taken(asked, 60), { sent: 6, place }, second(61))
    expect(rewound(over, { from: 2, newest: 6, at: second(60) })).toBe(over)
  })

  test('takes the record away from a run that still sends', () => {
    expect(rewound(taken(given(5), 0), { from: 1, newest: 5, at: second(3) }).lease).toBeUndefined()
  })
})

describe('a webhook that somebody switched off', () => {
  test('is not tried any more', () => {
    const cursor = failed(taken(given(1), 0), { sent: 0, place }, { at: second(0), chance: 0 })
    expect(stepOf(cursor, at(60, { standing: 'off' })).next.due).toBeUndefined()
  })
})

describe('a receiver', () => {
  const down = { error: 'ECONNREFUSED' }

  test('that is not well is left alone by all records until its next try', () => {
    const health = worse(well('hook'), down, second(0), 0)
    expect(health).toMatchObject({ failingSince: second(0), restUntil: second(5), lastAnswer: 'ECONNREFUSED' })
    expect(stepOf(given(1), at(1, { restUntil: health.restUntil }))).toMatchObject({
      isMine: false,
      next: { failures: 0, due: { lane, at: second(5) } },
    })
  })

  test('that refuses one event is not unwell: other records go on', () => {
    expect(worse(well('hook'), { status: 400, body: '' }, second(0), 0).restUntil).toBeUndefined()
  })

  test('is dead when nothing arrived for two days of trying', () => {
    let health = well('hook')
    for (let hour = 0; hour <= 48; hour++) health = worse(health, down, second(hour * 3600), 0)
    expect(isDead(health, second(48 * 3600 - 1))).toBe(false)
    expect(isDead(health, second(48 * 3600))).toBe(true)
  })

  test('is not dead because it failed once last week and once today', () => {
    const today = worse(worse(well('hook'), down, second(0), 0), down, second(7 * 86_400), 0)
    expect(isDead(today, second(7 * 86_400))).toBe(false)
  })
})
