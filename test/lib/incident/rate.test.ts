import { describe, expect, test } from 'vitest'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import type { Score } from '../../../lib/incident/rating.ts'
import { inState, leadsTo, next } from '../../support/life.ts'

const rate = (score: Score, comment?: string): IncidentCommand => ({
  type: 'rate',
  score,
  ...(comment !== undefined && { comment }),
})

describe('a solution', () => {
  test.each(['new', 'in_progress', 'on_hold', 'canceled'] as const)(
    'is not rated while there is none (%s)',
    (state) => {
      expect(() => leadsTo(inState(state), rate(5))).toThrow('can be rated once it is resolved')
    },
  )

  test('is rated while it is resolved, and changed until it is closed', () => {
    const rated = next(inState('resolved'), rate(2, ' Slow '), 30)
    expect(rated).toMatchObject({ state: 'resolved', rating: { score: 2, comment: 'Slow' } })
    expect(next(rated, rate(4), 31).rating).toEqual({ score: 4, at: expect.any(String) })
    const closed = next(rated, { type: 'close' }, 31)
    expect(() => leadsTo(closed, rate(5))).toThrow('its rating stands')
    expect(leadsTo(closed, rate(2, 'Slow'))).toEqual([])
  })

  test('is rated late by whoever comes back after it was closed', () => {
    expect(leadsTo(inState('closed'), rate(5))).toEqual(['incident.rated'])
  })

  test('that did not hold takes its rating with it', () => {
    const rated = next(inState('resolved'), rate(5), 30)
    const again = next(rated, { type: 'reopen' }, 31)
    expect(again.rating).toBeUndefined()
    const { at } = rated.resolution!
    const solved = next(again, { type: 'resolve', code: 'solved', notes: 'Really.' }, 32)
    expect(() => leadsTo(solved, { type: 'rate', score: 1, resolvedAt: at })).toThrow('was opened again since')
  })

  test('that somebody finds bad stays what it is', () => {
    expect(leadsTo(inState('resolved'), rate(1))).toEqual(['incident.rated'])
  })
})
