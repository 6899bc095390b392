import { describe, expect, test } from 'vitest'
import {
  type ChangeCalendar,
  Freeze,
  MaintenanceTime,
  obstaclesOf,
  type Planned,
  type Touching,
} from '../../../lib/change/freeze.ts'
import { findSlots } from '../../../lib/change/slot.ts'

const change: Touching = {
  number: 'CHG-1',
  service: 'mail',
  items: ['mail-store-1'],
  team: 'service-desk',
  assignee: { id: 'p-a', name: 'A' },
}
const once = (from: string, to: string) => ({ from, to, zone: 'UTC' })
const freeze = (strength: 'hard' | 'soft', scope: object, when: object) =>
  Freeze.parse({ id: `freeze-${strength}`, version: 1, name: 'Year end', strength, scope, when })
const maintenance = (scope: object, when: object) =>
  MaintenanceTime.parse({ id: 'sunday', version: 1, name: 'Sunday night', scope, when })
const other = (over: Partial<Planned>): Planned => ({
  number: 'CHG-2',
  title: 'Patch it',
  items: [],
  team: 'network',
  window: { from: '2026-12-01T10:00:00.000Z', to: '2026-12-01T12:00:00.000Z' },
  ...over,
})
const nothing: ChangeCalendar = { freezes: [], maintenance: [], changes: [] }
const window = { from: '2026-12-01T11:00:00.000Z', to: '2026-12-01T13:00:00.000Z' }
const found = (calendar: Partial<ChangeCalendar>, at = window) =>
  obstaclesOf({ ...nothing, ...calendar }, change, at).map(({ is, blocks }) => `${is}${blocks ? ' blocks' : ''}`)

describe('a freeze', () => {
  const when = once('2026-12-01T00:00', '2026-12-02T00:00')

  test.each([
    ['hard', {}, ['freeze blocks']],
    ['soft', {}, ['freeze']],
    ['hard', { services: ['mail'] }, ['freeze blocks']],
    ['hard', { items: ['mail-store-1'] }, ['freeze blocks']],
    ['hard', { teams: ['service-desk'] }, ['freeze blocks']],
    ['hard', { services: ['shop'], items: ['x'], teams: ['network'] }, []],
  ] as const)('that is %s and about %j leads to %j', (strength, scope, obstacles) => {
    expect(found({ freezes: [freeze(strength, scope, when)] })).toEqual(obstacles)
  })

  test('ends with its last moment', () => {
    const freezes = [freeze('hard', {}, once('2026-12-01T00:00', '2026-12-01T11:00'))]
    expect(found({ freezes })).toEqual([])
  })
})

describe('a maintenance time', () => {
  const weekly = { ...once('2026-11-29T22:00', '2026-11-30T04:00'), repeats: 'weekly' }

  test('is told of when the window is outside of it, and only to what it is about', () => {
    expect(found({ maintenance: [maintenance({ services: ['mail'] }, weekly)] })).toEqual(['outside-maintenance'])
    expect(found({ maintenance: [maintenance({ services: ['shop'] }, weekly)] })).toEqual([])
  })

  test('holds the whole window or not at all', () => {
    const times = [maintenance({ services: ['mail'] }, weekly)]
    const inside = { from: '2026-12-06T22:00:00.000Z', to: '2026-12-07T04:00:00.000Z' }
    const late = { from: '2026-12-06T22:00:00.000Z', to: '2026-12-07T04:01:00.000Z' }
    expect(found({ maintenance: times }, inside)).toEqual([])
    expect(found({ maintenance: times }, late)).toEqual(['outside-maintenance'])
  })
})

describe('another change at the same time', () => {
  test.each<[string, Partial<Planned>, number]>([
    ['touches the same item', { items: ['mail-store-1'] }, 1],
    ['is about the same service', { service: 'mail' }, 1],
    ['is carried out by the same person', { assignee: { id: 'p-a', name: 'A' } }, 1],
    ['has nothing in common', { service: 'shop', items: ['x'], assignee: { id: 'p-b', name: 'B' } }, 0],
    ['is this change itself', { number: 'CHG-1', service: 'mail' }, 0],
  ])('that %s', (_, over, count) => {
    expect(found({ changes: [other(over)] })).toHaveLength(count)
  })

  test('that ends when this one begins collides with nothing', () => {
    const before = other({ service: 'mail', window: { from: '2026-12-01T10:00:00.000Z', to: window.from } })
    expect(found({ changes: [before] })).toEqual([])
  })
})

describe('a slot', () => {
  const wish = { from: '2026-12-01T09:07:00.000Z', minutes: 120, count: 2 }

  test('is the earliest time at which nothing stands in the way, on a quarter of an hour', () => {
    expect(findSlots(nothing, change, { ...wish, count: 1 })).toEqual([
      { from: '2026-12-01T09:15:00.000Z', to: '2026-12-01T11:15:00.000Z' },
    ])
  })

  test('begins when what was in the way ends', () => {
    const calendar: ChangeCalendar = {
      freezes: [freeze('hard', {}, once('2026-12-01T12:00', '2026-12-03T00:00'))],
      maintenance: [],
      changes: [other({ service: 'mail' })],
    }
    expect(findSlots(calendar, change, { ...wish, count: 1 })).toEqual([
      { from: '2026-12-03T00:00:00.000Z', to: '2026-12-03T02:00:00.000Z' },
    ])
  })

  test('lies in maintenance times where there are any', () => {
    const weekly = { ...once('2026-11-29T22:00', '2026-11-30T04:00'), repeats: 'weekly' }
    const calendar = { ...nothing, maintenance: [maintenance({ services: ['mail'] }, weekly)] }
    expect(findSlots(calendar, change, wish).map(({ from }) => from)).toEqual([
      '2026-12-06T22:00:00.000Z',
      '2026-12-13T22:00:00.000Z',
    ])
  })

  test('is not there when ninety days are frozen', () => {
    const calendar = { ...nothing, freezes: [freeze('hard', {}, once('2026-12-01T00:00', '2027-12-01T00:00'))] }
    expect(findSlots(calendar, change, wish)).toEqual([])
  })
})
