import { describe, expect, test } from 'vitest'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { decide } from '../../../lib/incident/decide.ts'
import { caller, having, inState, jihoon, leadsTo, next, open, resolve, waitForCaller } from '../../support/life.ts'
import { at, commentCommand } from '../../support/ticket.ts'

const refused = (state: Parameters<typeof inState>[0], command: IncidentCommand) => {
  try {
    decide(inState(state), command, at(10, jihoon))
  } catch (error) {
    return error
  }
  throw new Error('It was not refused')
}

describe('each step that lacks something is refused with the field', () => {
  test.each<[string, Parameters<typeof inState>[0], IncidentCommand, string]>([
    ['resolving without notes', 'new', { type: 'resolve', code: 'solved', notes: ' ' }, 'notes'],
    ['waiting for the caller without asking them', 'new', { type: 'hold', reason: 'caller' }, 'text'],
    ['waiting until an instant that is past', 'new', { type: 'hold', reason: 'vendor', until: at(1).at }, 'until'],
    ['canceling without a reason', 'new', { type: 'cancel', reason: '' }, 'reason'],
    ['another priority without a reason', 'new', { type: 'override-priority', priority: 'P1', reason: ' ' }, 'reason'],
    ['a team that does not exist', 'new', { type: 'assign', team: 'nobody' }, 'team'],
    ['an empty title', 'new', { type: 'edit', title: ' ' }, 'title'],
    ['being its own parent', 'new', { type: 'set-parent', parent: 'INC-1' }, 'parent'],
    ['merging into itself', 'new', { type: 'merge', into: 'INC-1' }, 'into'],
    ['declaring it major without a reason', 'new', { type: 'declare-major', isMajor: true, reason: '' }, 'reason'],
    ['a public word on a closed one', 'closed', commentCommand('Hello?'), 'visibility'],
  ])('%s', (_, state, command, field) => {
    expect(refused(state, command)).toMatchObject({ name: 'Refusal', field })
  })
})

describe('an incident that waits for its caller', () => {
  const waiting = inState('on_hold')

  test('goes on when the caller answers', () => {
    expect(leadsTo(waiting, commentCommand('The third.'), 30, caller)).toEqual([
      'incident.commented',
      'incident.resumed',
    ])
  })

  test.each<[string, IncidentCommand, typeof jihoon]>([
    ['a colleague writes', commentCommand('I called them.'), jihoon],
    ['the caller only says thanks', { ...commentCommand('Thanks'), isQuiet: true } as IncidentCommand, caller],
    ['a stranger writes', commentCommand('Buy now'), { id: 'guest-1', name: 'x', is: 'guest' }],
  ])('goes on waiting when %s', (_, command, by) => {
    expect(leadsTo(waiting, command, 30, by)).toEqual(['incident.commented'])
  })

  test('goes on waiting when nobody can vouch for who wrote', () => {
    const mail = { letter: 'l', messageId: 'a@b', from: 'minji.kim@haneul.example', verified: false }
    const command: IncidentCommand = { type: 'comment', message: { text: 'x', mail }, visibility: 'public' }
    expect(leadsTo(waiting, command, 30, caller)).toEqual(['incident.commented'])
  })

  test('goes on by itself at the instant it was to wait until, and not before', () => {
    const until = at(60).at
    const held = having(open, { ...waitForCaller, until } as IncidentCommand)
    expect(leadsTo(held, { type: 'tick' }, 59)).not.toContain('incident.resumed')
    expect(leadsTo(held, { type: 'tick' }, 60)).toContain('incident.resumed')
  })

  test('but for a vendor goes on waiting when the caller writes', () => {
    const vendor = having(open, { type: 'hold', reason: 'vendor' })
    expect(leadsTo(vendor, commentCommand('Any news?'), 30, caller)).toEqual(['incident.commented'])
  })
})

const days = (count: number) => count * 24 * 60

describe('a resolved incident', () => {
  const resolved = having(open, resolve)

  test('closes by itself seven days after it was resolved, and not before', () => {
    expect(leadsTo(resolved, { type: 'tick' }, days(7))).not.toContain('incident.closed')
    expect(leadsTo(resolved, { type: 'tick' }, days(7) + 1)).toEqual(['incident.closed'])
  })

  test('closes then whatever was noted in between', () => {
    const noted = next(
      resolved,
      { ...commentCommand('For the record'), visibility: 'internal' } as IncidentCommand,
      days(6),
    )
    expect(leadsTo(noted, { type: 'tick' }, days(7) + 1)).toEqual(['incident.closed'])
  })

  test('that is major never closes by itself unreviewed, and its caller cannot close it', () => {
    const major = having(open, { type: 'declare-major', isMajor: true, reason: 'Everybody is hurt' }, resolve)
    expect(leadsTo(major, { type: 'tick' }, days(365))).not.toContain('incident.closed')
    expect(() => decide(major, { type: 'close' }, at(30, caller))).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    )
    expect(() => decide(major, { type: 'close' }, at(30, jihoon))).toThrow(
      expect.objectContaining({ code: 'conflict', facts: expect.objectContaining({ needsReview: true }) }),
    )
  })

  test('is reopened by what its caller writes; how often and when is kept', () => {
    const again = next(resolved, commentCommand('It is broken again'), 30, caller)
    expect(again).toMatchObject({ state: 'in_progress', reopened: { count: 1, at: [at(30).at] } })
    expect(again.resolution).toBeUndefined()
  })

  test('is not reopened by thanks', () => {
    expect(next(resolved, { ...commentCommand('Thanks'), isQuiet: true } as IncidentCommand, 30, caller).state).toBe(
      'resolved',
    )
  })

  test('is reopened by replies at most three times an hour: then two machines are talking', () => {
    let incident = resolved
    for (let i = 0; i < 6; i++) {
      incident = next(incident, commentCommand('Again'), 10 + i * 2, caller)
      if (incident.state === 'in_progress') incident = next(incident, resolve, 11 + i * 2)
    }
    expect(incident.reopened?.count).toBe(3)
    expect(next(incident, commentCommand('Again'), 200, caller).state).toBe('in_progress')
  })
})
