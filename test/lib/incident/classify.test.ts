import { describe, expect, test } from 'vitest'
import { decide } from '../../../lib/incident/decide.ts'
import { having, jihoon, next, open } from '../../support/life.ts'
import { policy } from '../../support/policy.ts'
import { at, minji, openCommand } from '../../support/ticket.ts'

describe('the priority', () => {
  test('follows from impact and urgency, by the matrix', () => {
    for (const impact of ['high', 'medium', 'low'] as const)
      for (const urgency of ['high', 'medium', 'low'] as const)
        expect(next(having(open), { type: 'prioritize', impact, urgency }, 5)).toMatchObject({
          impact,
          urgency,
          priority: policy.matrix[impact][urgency],
        })
  })

  test('that somebody gave a reason for stays until they take it back', () => {
    const overridden = having(open, { type: 'override-priority', priority: 'P1', reason: 'The board meets today' })
    expect(overridden).toMatchObject({ priority: 'P1', priorityReason: 'The board meets today' })
    const judged = next(overridden, { type: 'prioritize', urgency: 'low' }, 5)
    expect(judged).toMatchObject({ priority: 'P1', urgency: 'low' })
    const back = next(judged, { type: 'override-priority' }, 6)
    expect(back).toMatchObject({ priority: 'P5' })
    expect(back.priorityReason).toBeUndefined()
  })

  test('of a VIP is a step higher unless somebody says how urgent it is', () => {
    const vip = { ...minji, isVip: true }
    expect(having(openCommand('x', { requester: vip })).urgency).toBe('high')
    expect(having(openCommand('x', { requester: vip, urgency: 'low' })).urgency).toBe('low')
  })

  test('decides which promises run: a change keeps the start, and what no longer holds is gone', () => {
    const [response, resolution] = having(open).clocks
    expect([response?.id, resolution?.id]).toEqual(['p4-response', 'p4-resolution'])
    const raised = next(having(open), { type: 'prioritize', impact: 'high', urgency: 'high' }, 5)
    expect(raised.clocks.map(({ id }) => id)).toEqual(['p1-response', 'p1-resolution'])
    expect(raised.clocks.map(({ startedAt }) => startedAt)).toEqual([at(0).at, at(0).at])
  })
})

test('what changes nothing is no event', () => {
  const incident = having(open)
  for (const command of [
    { type: 'edit', title: incident.title },
    { type: 'assign', team: incident.team },
    { type: 'prioritize', impact: incident.impact },
    { type: 'override-priority' },
    { type: 'watch', watchers: [minji] },
    { type: 'unwatch', watcher: 'p-nobody' },
    { type: 'set-parent', parent: null },
    { type: 'declare-major', isMajor: false, reason: 'No' },
    { type: 'tick' },
  ] as const)
    expect(decide(incident, command, at(1, jihoon)), command.type).toEqual([])
})

describe('an edit', () => {
  test('says what it was before', () => {
    const [event] = decide(having(open), { type: 'edit', title: 'Smoke', category: 'hardware' }, at(1, jihoon))
    expect(event).toEqual({
      type: 'incident.edited',
      title: 'Smoke',
      category: 'hardware',
      before: { title: 'The printer is on fire', category: null },
    })
  })

  test('takes a category away', () => {
    const with_ = having(open, { type: 'edit', category: 'hardware' })
    expect(next(with_, { type: 'edit', category: null }, 5).category).toBeUndefined()
  })
})

describe('another team', () => {
  test('has not said yet who takes it', () => {
    const mine = having(open, { type: 'assign', assignee: { id: jihoon.id, name: jihoon.name } })
    expect(mine.assignee?.id).toBe(jihoon.id)
    const moved = next(mine, { type: 'assign', team: 'network' }, 5)
    expect(moved).toMatchObject({ team: 'network' })
    expect(moved.assignee).toBeUndefined()
  })
})
