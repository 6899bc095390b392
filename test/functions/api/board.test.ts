import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedBoard } from '../../../lib/desk/shared-board.ts'
import type { Store } from '../../../lib/store/store.ts'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const board = async (query = '') => (await api.ask(`/api/v1/board${query}`)).body
const later = () => api.pass(2)

describe('the board of the desk', () => {
  test('shows what is open and whose, and what came and was solved on which day', async () => {
    const mine = await api.open({ team: 'network' })
    await api.order(mine, 'assign', { assignee: 'emma.clark@haneul.example' })
    await api.open({ impact: 'high', urgency: 'high' })
    const solved = await api.open()
    await api.order(solved, 'resolve', { code: 'solved', notes: 'x' })
    // Resolved twice in a day is one ticket solved.
    await api.order(solved, 'reopen', {})
    await api.order(solved, 'resolve', { code: 'solved', notes: 'x' })
    later()
    const shown = await board()
    expect(shown).toMatchObject({ asOf: api.now, open: 2, unassigned: 1, isPartial: false, breached: 0 })
    expect(shown.days).toHaveLength(14)
    expect(shown.days.at(-1)).toEqual({ date: '2026-11-24', opened: 3, resolved: 1 })
    expect(shown.assignees).toMatchObject([{ id: 'p-emma.clark', open: 1 }])
    api.pass(20)
    // 15 minutes to the first answer.
    expect(await board()).toMatchObject({ breached: 1 })
  })

  test('is that of one team where asked, in the days of its zone', async () => {
    later()
    expect(await board('?team=network')).toMatchObject({ open: 1, unassigned: 0, zone: 'Europe/London' })
    expect((await board('?team=service-desk')).days.at(-1)).toMatchObject({ opened: 2, resolved: 1 })
    expect((await api.ask('/api/v1/board?team=nobody')).status).toBe(400)
  })

  test('remembers days that are over', async () => {
    api.pass(24 * 60)
    const { days } = await board()
    expect(days.slice(-2)).toEqual([
      { date: '2026-11-24', opened: 3, resolved: 1 },
      { date: '2026-11-25', opened: 0, resolved: 0 },
    ])
  })

  test('is for the desk', async () => {
    expect((await api.ask('/api/v1/board', { as: 'minji.kim' })).status).toBe(403)
  })
})

describe('many who look at the board', () => {
  const of = { team: undefined, zone: 'UTC' }

  test('share one reading for half a minute', async () => {
    let reads = 0
    const list: Store['list'] = (partition, range) => {
      if (partition.pk === 'incident#new') reads++
      return api.store.list(partition, range)
    }
    const desk = {
      store: { ...api.store, list },
      now: () => api.now,
      wait: (ms: number) => new Promise<void>((done) => setTimeout(done, ms / 10)),
    }
    const boards = await Promise.all(Array.from({ length: 12 }, () => sharedBoard(desk, of)))
    expect(new Set(boards.map(({ asOf }) => asOf)).size).toBe(1)
    expect(reads).toBe(1)
    await sharedBoard(desk, of)
    expect(reads).toBe(1)
    api.pass(0.6)
    const next = await Promise.all(Array.from({ length: 6 }, () => sharedBoard(desk, of)))
    expect(reads).toBe(2)
    for (const { asOf } of next) expect(Date.parse(api.now) - Date.parse(asOf)).toBeLessThanOrEqual(60_000)
  })

  test('see it even where whoever began to read it has died', async () => {
    const broken = { ...api.store, list: () => Promise.reject(new Error('killed')) }
    const wait = async () => api.pass(1 / 60)
    api.pass(5)
    const dying = sharedBoard({ store: broken, now: () => api.now, wait }, of)
    await expect(dying).rejects.toThrow('killed')
    const { asOf } = await sharedBoard({ store: api.store, now: () => api.now, wait }, of)
    expect(Date.parse(api.now) - Date.parse(asOf)).toBeLessThanOrEqual(60_000)
  })
})
