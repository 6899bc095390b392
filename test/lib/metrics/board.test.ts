import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boardOf, type OpenTicket } from '../../../lib/metrics/board.ts'
import { lastDays } from '../../../lib/metrics/day.ts'

const now = '2026-11-24T09:00:00.000Z'
const hours = (count: number) => new Date(Date.parse(now) + count * 3_600_000).toISOString()

const jihoon = { id: 'p-jihoon', name: '박지훈' }
const emma = { id: 'p-emma', name: 'Emma' }

let count = 0
const ticket = (over: Partial<OpenTicket> = {}): OpenTicket => ({
  number: `INC-${++count}`,
  state: 'new',
  priority: 'P3',
  team: 'service-desk',
  openedAt: hours(-1),
  ...over,
})
const board = (open: readonly OpenTicket[]) => boardOf({ open, days: [], zone: 'Asia/Seoul', isPartial: false }, now)

describe('the board', () => {
  test('says what is open, by state and priority, and what is nobody’s', () => {
    const shown = board([ticket(), ticket({ state: 'on_hold', priority: 'P1', assignee: emma }), ticket()])
    expect(shown).toMatchObject({ asOf: now, open: 3, unassigned: 2 })
    expect(shown.counts.new).toEqual({ P1: 0, P2: 0, P3: 2, P4: 0, P5: 0 })
    expect(shown.counts.on_hold).toMatchObject({ P1: 1, P3: 0 })
    expect(shown.counts.in_progress).toMatchObject({ P3: 0 })
  })

  test.each([
    [23.9, 'under1d'],
    [24, 'from1to3d'],
    [3 * 24, 'from3to7d'],
    [7 * 24, 'from7to30d'],
    [30 * 24, 'over30d'],
    [-1, 'under1d'],
  ] as const)('counts what was opened %d hours ago as %s', (age, bucket) => {
    expect(Object.entries(board([ticket({ openedAt: hours(-age) })]).age).filter(([, n]) => n > 0)).toEqual([
      [bucket, 1],
    ])
  })

  test('tells apart what is late, what will be within two hours, and what has time or waits', () => {
    const shown = board([
      ticket({ targetAt: hours(0) }),
      ticket({ targetAt: hours(-50) }),
      ticket({ targetAt: hours(2) }),
      ticket({ targetAt: hours(2.1) }),
      ticket(),
    ])
    expect(shown).toMatchObject({ breached: 2, atRisk: 1 })
  })

  test('shows who has how much, most first, and the same by team', () => {
    const shown = board([
      ticket({ assignee: emma, team: 'network', targetAt: hours(1) }),
      ticket({ assignee: jihoon }),
      ticket({ assignee: jihoon, targetAt: hours(-1) }),
      ticket(),
    ])
    expect(shown.assignees).toEqual([
      { ...jihoon, open: 2, breached: 1, atRisk: 0 },
      { ...emma, open: 1, breached: 0, atRisk: 1 },
    ])
    expect(shown.teams).toEqual([
      { id: 'network', open: 1, unassigned: 0, breached: 0, atRisk: 1 },
      { id: 'service-desk', open: 3, unassigned: 1, breached: 1, atRisk: 0 },
    ])
  })

  test('adds up, whatever is open', () => {
    const any = fc.record({
      number: fc.string(),
      state: fc.constantFrom('new' as const, 'in_progress' as const, 'on_hold' as const),
      priority: fc.constantFrom('P1' as const, 'P4' as const),
      team: fc.constantFrom('a', 'b'),
      assignee: fc.option(fc.constantFrom(jihoon, emma), { nil: undefined }),
      openedAt: fc.integer({ min: -2000, max: 1 }).map(hours),
      targetAt: fc.option(fc.integer({ min: -5, max: 5 }).map(hours), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (open) => {
        const shown = board(open)
        const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
        const totals = [
          sum(Object.values(shown.counts).flatMap((row) => Object.values(row))),
          sum(Object.values(shown.age)),
          sum(shown.teams.map((team) => team.open)),
          shown.unassigned + sum(shown.assignees.map((person) => person.open)),
        ]
        expect(totals).toEqual(Array(4).fill(open.length))
        expect(sum(shown.teams.map((team) => team.breached))).toBe(shown.breached)
      }),
    )
  })
})

describe('the days of a board', () => {
  test('are days of its zone, the last one so far', () => {
    const days = lastDays('Asia/Seoul', 3, '2026-11-24T16:00:00.000Z')
    expect(days.map(({ date }) => date)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
    expect(days.at(-1)!.from).toBe('2026-11-24T15:00:00.000Z')
  })

  test('leave out no day and no hour when clocks change', () => {
    const days = lastDays('America/New_York', 14, '2026-11-05T12:00:00.000Z')
    expect(days).toHaveLength(14)
    expect(days.slice(1).map(({ from }) => from)).toEqual(days.slice(0, -1).map(({ to }) => to))
    const long = days.find(({ date }) => date === '2026-11-01')!
    expect(Date.parse(long.to) - Date.parse(long.from)).toBe(25 * 3_600_000)
  })
})
