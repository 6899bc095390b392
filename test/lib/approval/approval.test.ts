import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Approval,
  asked,
  type Ballot,
  currentStep,
  decided,
  dueAt,
  expired,
  invalidated,
  isApprovedFor,
  needed,
  type Stage,
  toAsk,
  uncovered,
  verdict,
  verdictOf,
  withdrawn,
} from '../../../lib/approval/approval.ts'
import type { Quorum } from '../../../lib/approval/policy.ts'

const at = '2026-11-24T00:00:00.000Z'
const ballot = (id: string): Ballot => ({ approver: { id, name: id }, state: 'requested' })
const stage = (id: string, quorum: Quorum, people: readonly string[], covers?: string[]): Stage => ({
  id,
  name: id,
  quorum,
  ...(covers && { covers }),
  dueHours: 72,
  remindHours: [24],
  ballots: people.map(ballot),
})
const all: Quorum = { is: 'all' }
const any: Quorum = { is: 'any' }
const of = (...steps: Stage[][]): Approval => ({ round: 1, row: 'normal', steps })
const material = { plan: 'Swap the disks', window: { from: '2026-12-01', to: '2026-12-02' } }
const ask = (approval: Approval, content: object = material): Approval =>
  asked(
    approval,
    toAsk(approval).map(({ id }) => id),
    content as typeof material,
    at,
  )
const vote = (approval: Approval, where: string, approver: string, decision: 'approved' | 'rejected' = 'approved') =>
  decided(approval, { stage: where, approver, decision, at, channel: 'page' })

describe('how many must approve', () => {
  test.each<[Quorum, number, number]>([
    [any, 5, 1],
    [all, 5, 5],
    [{ is: 'count', count: 2 }, 5, 2],
    [{ is: 'count', count: 7 }, 5, 5],
    [{ is: 'percent', percent: 50 }, 5, 3],
    [{ is: 'percent', percent: 100 }, 3, 3],
    [{ is: 'percent', percent: 1 }, 3, 1],
  ])('%j of %i is %i', (quorum, people, count) => {
    expect(needed(quorum, people)).toBe(count)
  })
})

describe('a stage', () => {
  const two = ask(of([stage('cab', all, ['a', 'b'])]))

  test('waits until its quorum is reached', () => {
    expect(verdict(vote(two, 'cab', 'a'))).toBe('waiting')
    expect(verdict(vote(vote(two, 'cab', 'a'), 'cab', 'b'))).toBe('approved')
  })

  test('is rejected by one person, whatever its quorum', () => {
    const one = ask(of([stage('cab', any, ['a', 'b', 'c'])], [stage('owner', any, ['d'])]))
    expect(verdict(vote(one, 'cab', 'c', 'rejected'))).toBe('rejected')
  })

  test('keeps what somebody said first', () => {
    expect(vote(vote(two, 'cab', 'a', 'rejected'), 'cab', 'a')).toEqual(vote(two, 'cab', 'a', 'rejected'))
  })

  test('without anybody in it is never approved', () => {
    expect(verdict(ask(of([stage('cab', any, [])])))).toBe('expired')
    expect(verdict(of([stage('cab', any, [])]))).toBe('waiting')
  })

  test('expires as not approved when too few are left to decide', () => {
    const over = expired(vote(two, 'cab', 'a'), ['cab'])
    expect(verdict(over)).toBe('expired')
    expect(over.steps[0]![0]!.ballots.map(({ state }) => state)).toEqual(['approved', 'expired'])
  })

  test('must decide within its hours', () => {
    expect(dueAt(two.steps[0]![0]!)).toBe('2026-11-27T00:00:00.000Z')
    expect(dueAt(stage('cab', all, ['a']))).toBeUndefined()
  })
})

describe('steps', () => {
  const both = of([stage('tech', any, ['a']), stage('security', any, ['b'])], [stage('cab', any, ['c'])])

  test('ask the stages of one step side by side, and the next step when all of them approved', () => {
    expect(toAsk(both).map(({ id }) => id)).toEqual(['tech', 'security'])
    const first = ask(both)
    expect(toAsk(first)).toEqual([])
    const half = vote(first, 'tech', 'a')
    expect(toAsk(half)).toEqual([])
    const whole = vote(half, 'security', 'b')
    expect(toAsk(whole).map(({ id }) => id)).toEqual(['cab'])
    expect(currentStep(vote(ask(whole), 'cab', 'c'))).toBeUndefined()
  })

  test('ask nobody after a rejection', () => {
    expect(toAsk(vote(ask(both), 'tech', 'a', 'rejected'))).toEqual([])
  })

  test('none are an approval at once', () => {
    expect(isApprovedFor(of(), material)).toBe(true)
  })
})

describe('an approval', () => {
  const covering = of([stage('tech', any, ['a'], ['plan']), stage('cab', any, ['b'])])
  const given = vote(vote(ask(covering), 'tech', 'a'), 'cab', 'b')

  test('holds for just the content that was shown', () => {
    expect(isApprovedFor(given, material)).toBe(true)
    expect(isApprovedFor(given, { ...material, plan: 'Swap the servers' })).toBe(false)
  })

  test('does not cover an edit of a field that its people answer for, and covers the others', () => {
    const moved = { ...material, window: { from: '2026-12-03', to: '2026-12-04' } }
    expect(uncovered(given, moved).map(({ id }) => id)).toEqual(['cab'])
    expect(uncovered(given, { ...material, plan: 'Swap the servers' }).map(({ id }) => id)).toEqual(['tech', 'cab'])
  })

  test('that an edit invalidated is asked for again, and only that', () => {
    const moved = { ...material, window: { from: '2026-12-03', to: '2026-12-04' } }
    const again = invalidated(given, ['cab'])
    expect(verdict(again)).toBe('waiting')
    expect(toAsk(again).map(({ id }) => id)).toEqual(['cab'])
    expect(again.steps[0]![1]!.ballots.map(({ state }) => state)).toEqual(['invalidated', 'requested'])
    expect(isApprovedFor(vote(ask(again, moved), 'cab', 'b'), moved)).toBe(true)
  })

  test('that was withdrawn leaves decisions as they were and nobody to decide', () => {
    const [tech, cab] = withdrawn(vote(ask(covering), 'tech', 'a')).steps[0]!
    expect(tech!.ballots[0]!.state).toBe('approved')
    expect(cab!.ballots[0]!.state).toBe('withdrawn')
    expect(verdictOf(cab!)).toBe('expired')
  })
})

describe('whatever happens in whatever order', () => {
  const people = ['a', 'b', 'c']
  const quorum = fc.constantFrom<Quorum>(any, all, { is: 'count', count: 2 }, { is: 'percent', percent: 60 })
  const happening = fc.oneof(
    fc.record({ is: fc.constant('ask' as const) }),
    fc.record({
      is: fc.constant('vote' as const),
      where: fc.constantFrom('one', 'two', 'three'),
      who: fc.constantFrom(...people),
      decision: fc.constantFrom('approved' as const, 'rejected' as const),
    }),
    fc.record({ is: fc.constant('expire' as const), where: fc.constantFrom('one', 'two', 'three') }),
    fc.record({ is: fc.constant('edit' as const), plan: fc.constantFrom('x', 'y') }),
    fc.record({ is: fc.constant('withdraw' as const) }),
  )

  test('what counts as approved was approved by enough people for this very content, and rejected by none', () => {
    fc.assert(
      fc.property(quorum, quorum, quorum, fc.array(happening, { maxLength: 40 }), (q1, q2, q3, happenings) => {
        let approval = of([stage('one', q1, people), stage('two', q2, people, ['plan'])], [stage('three', q3, people)])
        let content = { plan: 'x' }
        for (const h of happenings) {
          if (h.is === 'ask') approval = ask(approval, content)
          else if (h.is === 'vote') approval = vote(approval, h.where, h.who, h.decision)
          else if (h.is === 'expire') approval = expired(approval, [h.where])
          else if (h.is === 'withdraw') approval = withdrawn(approval)
          else {
            content = { plan: h.plan }
            approval = invalidated(
              approval,
              uncovered(approval, content).map(({ id }) => id),
            )
          }
        }
        if (!isApprovedFor(approval, content)) return
        for (const { quorum: q, ballots } of approval.steps.flat()) {
          const standing = ballots.filter(({ state }) => state !== 'invalidated' && state !== 'withdrawn')
          expect(standing.filter(({ state }) => state === 'approved').length).toBeGreaterThanOrEqual(
            needed(q, standing.length),
          )
          expect(standing.some(({ state }) => state === 'rejected')).toBe(false)
        }
      }),
    )
  })
})
