import { describe, expect, test } from 'vitest'
import { completeClock, pauseClock, resumeClock, signalClock } from '../../../lib/ticket/clock.ts'
import { dueAt, signalsPassed } from '../../../lib/ticket/clock-time.ts'
import type { HoldReason } from '../../../lib/ticket/hold.ts'
import type { Priority } from '../../../lib/ticket/priority.ts'
import { type AttachFacts, reattach } from '../../../lib/ticket/reattach.ts'
import { definitionsFor, SlaDefinition } from '../../../lib/ticket/sla.ts'
import { officeHours, roundTheClock, seoul } from '../../support/calendar.ts'

const office = officeHours()
const always = roundTheClock('Asia/Seoul')
const calendars = [office, always]

const resolution = (priority: Priority, minutes: number, more: Partial<SlaDefinition> = {}) =>
  SlaDefinition.parse({
    id: priority.toLowerCase(),
    name: priority,
    version: 1,
    kind: 'sla',
    metric: 'resolution',
    applies: { priorities: [priority] },
    target: { minutes },
    calendar: 'office',
    ...more,
  })

const P2 = resolution('P2', 4 * 60)
const P3 = resolution('P3', 8 * 60)
const response = SlaDefinition.parse({ ...P3, id: 'answer', metric: 'response', applies: {}, target: { minutes: 60 } })

const opening = seoul('2026-11-06 09:00')
const facts = (priority: Priority, hold?: HoldReason): AttachFacts => ({
  priority,
  team: 'service-desk',
  openedAt: opening,
  hold,
})

const opened = (definitions: SlaDefinition[], priority: Priority = 'P3') =>
  reattach([], definitions, calendars, facts(priority), opening)

describe('a ticket that has just been opened', () => {
  test('it gets one clock for each metric and kind: the first definition that applies', () => {
    const rest = SlaDefinition.parse({ ...P3, id: 'rest', applies: {} })
    const ola = SlaDefinition.parse({ ...P3, id: 'ola', kind: 'ola', applies: { teams: ['service-desk'] } })
    expect(opened([P2, P3, rest, response, ola]).started.map(({ id }) => id)).toEqual(['p3', 'answer', 'ola'])
  })

  test('everything a definition asks for must hold', () => {
    const vip = SlaDefinition.parse({ ...P3, id: 'vip', applies: { vip: true, requesters: ['p1'] } })
    const applies = (more: Partial<AttachFacts>) => definitionsFor([vip], { ...facts('P3'), ...more }).length === 1
    expect(applies({ vip: true, requester: 'p1' })).toBe(true)
    expect([applies({ vip: true }), applies({ requester: 'p1' }), applies({ vip: true, requester: 'p2' })]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('custom metrics that end differently stand side by side', () => {
    const custom = (id: string, until: string) => SlaDefinition.parse({ ...P3, id, metric: 'custom', until })
    expect(opened([custom('a', 'assigned'), custom('b', 'assigned'), custom('c', 'diagnosed')]).started).toMatchObject([
      { id: 'a', until: 'assigned' },
      { id: 'c', until: 'diagnosed' },
    ])
  })

  test('a clock pins the newest version of its calendar', () => {
    const { started } = reattach([], [P3], [{ ...office, version: 2 }, office], facts('P3'), opening)
    expect(started[0]!.calendar).toEqual({ id: 'office', version: 2 })
  })

  test('hours are read in the zone of the caller or the team if the promise says so and the zone is known', () => {
    const zones = { requester: 'Europe/London', team: 'America/New_York' }
    const zoneOf = (zoneFrom: SlaDefinition['zoneFrom'], known: AttachFacts['zones']) =>
      reattach([], [{ ...P3, zoneFrom }], calendars, { ...facts('P3'), zones: known }, opening).started[0]!.zone
    expect([zoneOf('calendar', zones), zoneOf('requester', zones), zoneOf('team', zones)]).toEqual([
      'Asia/Seoul',
      'Europe/London',
      'America/New_York',
    ])
    expect(zoneOf('team', undefined)).toBe('Asia/Seoul')
  })

  test('a definition whose calendar does not exist is a mistake that is told', () => {
    expect(() => opened([resolution('P3', 60, { calendar: 'moon' })])).toThrow('"moon", which does not exist')
  })
})

describe('a ticket whose priority is raised', () => {
  const [p3] = opened([P2, P3]).clocks as [ReturnType<typeof opened>['clocks'][number]]
  const at = seoul('2026-11-06 14:00')

  test('the new clock counts from the opening, with the pauses there were', () => {
    const waited = resumeClock(pauseClock(p3, 'caller', seoul('2026-11-06 10:00')), seoul('2026-11-06 11:00'))
    const { started, canceled, clocks } = reattach([waited], [P2, P3], calendars, facts('P2'), at)
    expect(started).toMatchObject([{ id: 'p2', startedAt: opening, pauses: waited.pauses }])
    expect(dueAt(started[0]!, office)).toBe(seoul('2026-11-06 15:00'))
    expect(canceled).toMatchObject([{ id: 'p3', canceledAt: at }])
    expect(clocks).toEqual(started)
  })

  test('a promise that is not retroactive counts from now', () => {
    const { started } = reattach([p3], [{ ...P2, retroactive: false }, P3], calendars, facts('P2'), at)
    expect(dueAt(started[0]!, office)).toBe(seoul('2026-11-06 18:00'))
  })

  test('marks that the new target has passed already are not told', () => {
    const { started } = reattach([p3], [resolution('P2', 6 * 60), P3], calendars, facts('P2'), at)
    expect(started[0]!.signalled).toBe(50)
    expect(signalsPassed(started[0]!, office, at)).toEqual([])
  })

  test('if the new target is over already, its breach is told, once, and nothing else', () => {
    const { started } = reattach([p3], [P2, P3], calendars, facts('P2'), at)
    expect(signalsPassed(started[0]!, office, at)).toEqual([100])
  })

  test('a breach that was told is not told again', () => {
    const { started } = reattach([signalClock(p3, 100)], [P2, P3], calendars, facts('P2'), at)
    expect(signalsPassed(started[0]!, office, seoul('2026-11-09 14:00'))).toEqual([])
  })

  test('on hold, the new clock stands still if it may, and runs if it may not', () => {
    const held = pauseClock(p3, 'caller', seoul('2026-11-06 10:00'))
    const attach = (pausesOn: HoldReason[], hold?: HoldReason) =>
      reattach([held], [{ ...P2, pausesOn }, P3], calendars, facts('P2', hold), at).started[0]!.pauses
    expect(attach(['caller'], 'caller')).toEqual([['caller', seoul('2026-11-06 10:00')]])
    expect(attach([], 'caller')).toEqual([['caller', seoul('2026-11-06 10:00'), at]])
    expect(attach(['caller', 'vendor'], 'vendor')).toEqual([
      ['caller', seoul('2026-11-06 10:00'), at],
      ['vendor', at],
    ])
  })
})

describe('a ticket whose priority is lowered', () => {
  test('marks of the larger target that lie ahead are told when they are reached', () => {
    const [p2] = opened([P2, P3], 'P2').clocks
    const at = seoul('2026-11-06 12:00')
    const { started } = reattach([signalClock(p2!, 75)], [P2, P3], calendars, facts('P3'), at)
    expect(started[0]).toMatchObject({ id: 'p3', signalled: 0 })
  })
})

describe('a ticket looked at again', () => {
  const { clocks } = opened([response, P3])
  const at = seoul('2026-11-06 10:00')

  test('a clock whose definition still applies goes on untouched, also when that has a newer version', () => {
    const newer = { ...P3, version: 2, target: { minutes: 1 } }
    expect(reattach(clocks, [response, newer], calendars, facts('P3'), at)).toEqual({
      clocks,
      started: [],
      canceled: [],
    })
  })

  test('what was answered in time stays answered in time, whatever the priority becomes', () => {
    const answered = completeClock(clocks[0]!, at)
    const quicker = SlaDefinition.parse({
      ...response,
      id: 'quick',
      target: { minutes: 5 },
      applies: { priorities: ['P2'] },
    })
    const { clocks: now } = reattach([answered, clocks[1]!], [quicker, response, P2, P3], calendars, facts('P2'), at)
    expect(now.map(({ id, completedAt }) => [id, completedAt])).toEqual([
      ['answer', at],
      ['p2', undefined],
    ])
  })

  test('a clock that no longer applies is canceled and leaves the ticket', () => {
    const { clocks: now, canceled } = reattach(clocks, [response], calendars, facts('P3'), at)
    expect(now.map(({ id }) => id)).toEqual(['answer'])
    expect(canceled).toEqual([{ ...clocks[1], canceledAt: at }])
  })

  test('handed to a team elsewhere, hours of the team are those of its new place', () => {
    const ola = { ...P3, zoneFrom: 'team' as const }
    const inSeoul = reattach([], [ola], calendars, { ...facts('P3'), zones: { team: 'Asia/Seoul' } }, opening).clocks
    const moved = { ...facts('P3'), zones: { team: 'Europe/London' } }
    const { started } = reattach(inSeoul, [ola], calendars, moved, seoul('2026-11-06 17:00'))
    expect(dueAt(started[0]!, office)).toBe('2026-11-06T18:00:00.000Z')
  })
})
