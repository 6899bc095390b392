import { describe, expect, test } from 'vitest'
import {
  endOf,
  endSession,
  isLasting,
  offerSecret,
  type Session,
  standingOf,
  startSession,
  takeSecret,
} from '../../../lib/people/session.ts'

const start = '2026-11-24T00:00:00.000Z'
const hours = (count: number, seconds = 0) =>
  new Date(Date.parse(start) + count * 3_600_000 + seconds * 1000).toISOString()
const begun = startSession('p-1', { id: 's-1', secret: 'first', browser: 'Firefox', at: start })

describe('a session', () => {
  test('knows no secret itself', () => {
    expect(JSON.stringify(begun)).not.toContain('first')
  })

  test('is its secret’s, and nobody else’s', () => {
    expect(standingOf(begun, 'first', start)).toBe('right')
    expect(standingOf(begun, 'another', start)).toBe('wrong')
  })

  test('ends after twelve hours without a request', () => {
    expect([isLasting(begun, hours(11, 3599)), isLasting(begun, hours(12))]).toEqual([true, false])
    expect(standingOf(begun, 'first', hours(12))).toBe('wrong')
  })

  test('ends after seven days, however busy', () => {
    let session: Session = begun
    for (let hour = 1; hour < 7 * 24; hour++) {
      session = takeSecret(offerSecret(session, `secret ${hour}`, hours(hour)), hours(hour))
      expect(isLasting(session, hours(hour))).toBe(true)
    }
    expect([endOf(session), isLasting(session, hours(7 * 24))]).toEqual([hours(7 * 24), false])
  })

  test('is forgotten by the table when it is over', () => {
    expect(begun.expiresAt).toBe(Date.parse(hours(12)) / 1000)
  })

  test('is nobody’s once somebody signed out', () => {
    expect(standingOf(endSession(begun, hours(1)), 'first', hours(1))).toBe('wrong')
  })
})

describe('a secret that is an hour old', () => {
  const offered = offerSecret(begun, 'second', hours(1))

  test('is to be replaced, and not before', () => {
    expect([standingOf(begun, 'first', hours(0, 3599)), standingOf(begun, 'first', hours(1))]).toEqual([
      'right',
      'offer',
    ])
  })

  test('is offered one replacement, however many requests come at once', () => {
    expect(standingOf(offered, 'first', hours(1, 30))).toBe('right')
  })

  test('stays good while its replacement never arrived, and is offered another one', () => {
    expect(standingOf(offered, 'first', hours(1, 60))).toBe('offer')
    expect(standingOf(offered, 'first', hours(5))).toBe('offer')
  })

  const taken = takeSecret(offered, hours(1, 5))

  test('is over a minute after its replacement was shown: by then no request with it is under way', () => {
    expect(standingOf(offered, 'second', hours(1, 5))).toBe('shown')
    expect(standingOf(taken, 'second', hours(1, 5))).toBe('right')
    expect([standingOf(taken, 'first', hours(1, 64)), standingOf(taken, 'first', hours(1, 65))]).toEqual([
      'right',
      'wrong',
    ])
  })
})
