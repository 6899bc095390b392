import { describe, expect, test } from 'vitest'
import { markOf, phaseOf } from '../../../lib/change/phase.ts'
import {
  approvedBy,
  asked,
  having,
  openChange,
  request,
  scheduled,
  step,
  submit,
  window,
} from '../../support/change.ts'
import { at } from '../../support/ticket.ts'

const early = at(20).at

describe('an execution waits', () => {
  test('for the stages under way, until the next ones are asked', () => {
    const first = asked()
    expect(phaseOf(first, 1, early)).toEqual({ next: 'approve', stages: ['tech', 'security'] })
    const half = approvedBy(first, 'tech:p-tech')
    expect(markOf(phaseOf(half, 1, early))).toBe(markOf(phaseOf(first, 1, early)))
    expect(phaseOf(approvedBy(half, 'security:p-sec'), 1, early)).toEqual({ next: 'approve', stages: ['board'] })
  })

  test('for the window until it begins, to the second however it is written, and then for the implementation', () => {
    const change = { ...scheduled(), window: { ...window, from: '2026-11-24T05:00:00Z' } }
    expect(phaseOf(change, 1, early)).toEqual({ next: 'window', until: '2026-11-24T05:00:00Z' })
    expect(phaseOf(change, 1, '2026-11-24T04:59:59.999Z').next).toBe('window')
    expect(phaseOf(change, 1, '2026-11-24T05:00:00.000Z').next).toBe('implement')
    expect(phaseOf(change, 1, '2026-11-24T05:00:00.500Z').next).toBe('implement')
  })

  test('for nothing in a round that another one follows', () => {
    const again = [{ type: 'revert', reason: 'Later.' } as const, submit, request()].reduce(
      (change, command) => step(change, command),
      asked(),
    )
    expect(phaseOf(again, 1, early)).toEqual({ next: 'over' })
    expect(phaseOf(again, 2, early).next).toBe('approve')
  })
})

describe('an emergency', () => {
  test('has nothing to wait for before approval was asked for, and again when it was sent back and submitted anew', () => {
    const submitted = having(openChange('emergency'), submit)
    expect(submitted.state).toBe('authorize')
    expect(phaseOf(submitted, 0, early)).toEqual({ next: 'over' })
    const back = step(step(step(submitted, request()), { type: 'revert', reason: 'Wrong plan.' }), submit)
    expect(back.state).toBe('authorize')
    expect(phaseOf(back, 1, early)).toEqual({ next: 'over' })
  })

  test('that was done before anybody was asked waits for its review', () => {
    const done = step(having(openChange('emergency'), submit), {
      type: 'record-implementation',
      from: at(1).at,
      outcome: 'successful',
      notes: 'It burned.',
    })
    expect(phaseOf(done, 0, early)).toEqual({ next: 'review' })
  })
})
