import { describe, expect, test } from 'vitest'
import {
  Clock,
  cancelClock,
  completeClock,
  pauseClock,
  reopenClock,
  resumeClock,
  signalClock,
  startClock,
} from '../../../lib/ticket/clock.ts'
import {
  clockElapsed,
  clockStatus,
  clockTarget,
  dueAt,
  nextSignal,
  signalsPassed,
} from '../../../lib/ticket/clock-time.ts'
import { SlaDefinition } from '../../../lib/ticket/sla.ts'
import { officeHours, seoul } from '../../support/calendar.ts'

const office = officeHours({ holidays: { '2026-09-25': '추석' } })

const promise = (more: Partial<SlaDefinition> = {}) =>
  SlaDefinition.parse({
    id: 'resolve',
    name: 'Resolve',
    version: 1,
    kind: 'sla',
    metric: 'resolution',
    target: { minutes: 480 },
    calendar: 'office',
    ...more,
  })

/** Started on Friday, 6 November 2026, at 17:00: an hour before the weekend. */
const started = (more: Partial<SlaDefinition> = {}) =>
  startClock(promise(more), office, { at: seoul('2026-11-06 17:00'), zone: office.zone })

const hours = (clock: Clock, at: string) => clockElapsed(clock, office, seoul(at)) / 3600

describe('a clock that runs', () => {
  test('it is due when the working hours that were promised are used up', () => {
    expect(dueAt(started(), office)).toBe(seoul('2026-11-09 17:00'))
  })

  test('it knows working hours and hours on the wall', () => {
    expect(clockStatus(started(), office, seoul('2026-11-09 10:00'))).toEqual({
      status: 'running',
      target: 8 * 3600,
      elapsed: 2 * 3600,
      remaining: 6 * 3600,
      percent: 25,
      actualElapsed: 65 * 3600,
      dueAt: seoul('2026-11-09 17:00'),
    })
  })

  test('at the second it is due, and from then on, it is breached', () => {
    const statusAt = (at: string) => clockStatus(started(), office, seoul(at))
    expect(statusAt('2026-11-09 16:59:59')).toMatchObject({ status: 'running', percent: 99, remaining: 1 })
    expect(statusAt('2026-11-09 17:00:00')).toMatchObject({ status: 'breached', percent: 100, remaining: 0 })
    expect(statusAt('2026-11-10 10:00:00')).toMatchObject({ status: 'breached', remaining: -2 * 3600 })
  })

  test('due at closing time, it is breached over the weekend, though no working time passes', () => {
    const clock = started({ target: { minutes: 60 } })
    expect(clockStatus(completeClock(clock, seoul('2026-11-07 12:00')), office, seoul('2026-11-09 09:00')).status).toBe(
      'breached',
    )
  })

  test('two business days end with the work of the second day after it started', () => {
    const clock = started({ target: { businessDays: 2 } })
    expect(dueAt(clock, office)).toBe(seoul('2026-11-10 18:00'))
    expect(clockTarget(clock, office)).toBe((1 + 8 + 8) * 3600)
  })

  test('counting it by another version of its calendar is refused', () => {
    expect(() => dueAt(started(), { ...office, version: 2 })).toThrow('office@1 was given office@2')
  })

  test('what is stored of it is read back the same, and is small', () => {
    const clock = pauseClock(started(), 'caller', seoul('2026-11-06 17:10'))
    const stored = JSON.stringify(clock)
    expect(Clock.parse(JSON.parse(stored))).toEqual(clock)
    expect(stored.length).toBeLessThan(400)
  })
})

describe('a clock that waits for the caller', () => {
  const paused = pauseClock(started(), 'caller', seoul('2026-11-06 17:30'))

  test('it stands still and is due at no time', () => {
    expect(hours(paused, '2026-11-20 12:00')).toBe(0.5)
    expect(dueAt(paused, office)).toBeUndefined()
    expect(clockStatus(paused, office, seoul('2026-11-20 12:00'))).toMatchObject({
      status: 'paused',
      actualElapsed: 1800,
    })
  })

  test('waiting over a weekend adds nothing: only working time is taken from it', () => {
    const weekend = resumeClock(pauseClock(started(), 'caller', seoul('2026-11-06 18:00')), seoul('2026-11-09 09:00'))
    expect(dueAt(weekend, office)).toBe(dueAt(started(), office))
  })

  test('waiting an hour of working time makes it due an hour later', () => {
    expect(dueAt(resumeClock(paused, seoul('2026-11-09 09:30')), office)).toBe(seoul('2026-11-09 18:00'))
  })

  test('waiting for what the promise does not name leaves it running', () => {
    expect(pauseClock(started(), 'vendor', seoul('2026-11-06 17:30'))).toEqual(started())
    expect(dueAt(pauseClock(paused, 'vendor', seoul('2026-11-06 17:45')), office)).toBe(seoul('2026-11-09 17:15'))
  })

  test('from one reason to another that both count as waiting, it never runs', () => {
    const both = started({ pausesOn: ['caller', 'vendor'] })
    const waiting = pauseClock(
      pauseClock(both, 'caller', seoul('2026-11-06 17:30')),
      'vendor',
      seoul('2026-11-09 11:00'),
    )
    expect(waiting.pauses).toEqual([
      ['caller', seoul('2026-11-06 17:30'), seoul('2026-11-09 11:00')],
      ['vendor', seoul('2026-11-09 11:00')],
    ])
    expect(hours(resumeClock(waiting, seoul('2026-11-09 14:00')), '2026-11-09 15:00')).toBe(1.5)
  })

  test('pausing twice, or resuming what runs, changes nothing', () => {
    expect(pauseClock(paused, 'caller', seoul('2026-11-08 00:00'))).toBe(paused)
    expect(resumeClock(started(), seoul('2026-11-08 00:00'))).toEqual(started())
  })

  test('when the caller answers in the same instant, it never waited', () => {
    expect(resumeClock(paused, seoul('2026-11-06 17:30'))).toEqual(started())
  })

  test('an instant before it began to wait is taken as that', () => {
    expect(resumeClock(paused, seoul('2026-11-06 17:29'))).toEqual(started())
  })

  test('resolved while waiting, it used what it had', () => {
    const done = completeClock(paused, seoul('2026-11-20 12:00'))
    expect(clockStatus(done, office, seoul('2026-11-21 12:00'))).toMatchObject({ status: 'met', elapsed: 1800 })
  })
})

describe('a clock that is over', () => {
  const done = completeClock(started(), seoul('2026-11-09 10:00'))

  test('it stays as it is', () => {
    const later = seoul('2026-11-09 11:00')
    expect([completeClock(done, later), cancelClock(done, later), pauseClock(done, 'caller', later)]).toEqual([
      done,
      done,
      done,
    ])
    expect(clockStatus(done, office, seoul('2027-01-01 12:00'))).toMatchObject({ status: 'met', elapsed: 7200 })
  })

  test('canceled, it promises nothing and is not reopened', () => {
    const canceled = cancelClock(started(), seoul('2026-11-09 10:00'))
    const late = seoul('2026-12-01 10:00')
    expect(clockStatus(canceled, office, late)).toMatchObject({ status: 'canceled', elapsed: 7200, dueAt: undefined })
    expect(reopenClock(canceled, late)).toBe(canceled)
    expect(signalsPassed(canceled, office, late)).toEqual([])
  })

  test('reopened, it resumes with the time it had used; the time in between does not count', () => {
    const reopened = reopenClock(done, seoul('2026-11-11 09:00'))
    expect(hours(reopened, '2026-11-11 10:00')).toBe(3)
    expect(dueAt(reopened, office)).toBe(seoul('2026-11-11 16:00'))
  })

  test('reopened under a promise that restarts, it has the whole target again and tells every mark again', () => {
    const done = completeClock(signalClock(started({ onReopen: 'restart' }), 50), seoul('2026-11-09 14:00'))
    const reopened = reopenClock(done, seoul('2026-11-11 09:00'))
    expect(reopened).toEqual({ ...started({ onReopen: 'restart' }), startedAt: seoul('2026-11-11 09:00') })
    expect(dueAt(reopened, office)).toBe(seoul('2026-11-11 18:00'))
  })

  test('what runs is not reopened', () => {
    expect(reopenClock(started(), seoul('2026-11-11 09:00'))).toEqual(started())
  })
})

describe('the marks at 50, 75 and 100 percent', () => {
  test('each has its instant, in working time', () => {
    const told = ([0, 50, 75] as const).map((mark) => nextSignal(signalClock(started(), mark), office))
    expect(told).toEqual([
      { percent: 50, at: seoul('2026-11-09 12:00') },
      { percent: 75, at: seoul('2026-11-09 15:00') },
      { percent: 100, at: seoul('2026-11-09 17:00') },
    ])
    expect(nextSignal(signalClock(started(), 100), office)).toBeUndefined()
  })

  test('each is told once, whenever one looks', () => {
    const at = seoul('2026-11-09 16:00')
    expect(signalsPassed(started(), office, at)).toEqual([50, 75])
    expect(signalsPassed(signalClock(started(), 75), office, at)).toEqual([])
    expect(signalClock(signalClock(started(), 75), 50).signalled).toBe(75)
  })

  test('one that was reached before the clock stood still is told all the same; the next has no time yet', () => {
    const paused = pauseClock(started(), 'caller', seoul('2026-11-09 13:00'))
    expect(nextSignal(paused, office)).toEqual({ percent: 50, at: seoul('2026-11-09 12:00') })
    expect(nextSignal(signalClock(paused, 50), office)).toBeUndefined()
  })

  test('of a clock completed too late only the breach is told', () => {
    const late = completeClock(started(), seoul('2026-11-10 10:00'))
    expect(signalsPassed(late, office, seoul('2026-11-11 10:00'))).toEqual([100])
    expect(nextSignal(late, office)).toEqual({ percent: 100, at: seoul('2026-11-09 17:00') })
    expect(
      signalsPassed(completeClock(started(), seoul('2026-11-09 16:00')), office, seoul('2026-12-11 10:00')),
    ).toEqual([])
  })
})
