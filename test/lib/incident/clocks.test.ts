import { describe, expect, test } from 'vitest'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { plan } from '../../../lib/incident/plan.ts'
import { caller, having, inState, jihoon, leadsTo, next, open, resolve, waitForCaller } from '../../support/life.ts'
import { policy } from '../../support/policy.ts'
import { at, commentCommand, openCommand } from '../../support/ticket.ts'

const clock = (incident: ReturnType<typeof having>, metric: string) => incident.clocks.find((c) => c.metric === metric)!

describe('the response clock', () => {
  test('ends with the first public word of a person of the desk, also when it waits for the caller from then on', () => {
    expect(clock(having(open, commentCommand('I look at it')), 'response').completedAt).toBe(at(1).at)
    expect(clock(having(open, waitForCaller), 'response').completedAt).toBe(at(1).at)
  })

  test.each<[string, IncidentCommand, typeof jihoon]>([
    ['an internal note', { ...commentCommand('hm'), visibility: 'internal' } as IncidentCommand, jihoon],
    ['a word of the caller', commentCommand('Hello?'), caller],
    ['a machine of ours', commentCommand('We have your mail'), { id: 'rule', name: 'Haneul', is: 'system' }],
    ['an out-of-office of an agent', { ...commentCommand('Away'), isQuiet: true } as IncidentCommand, jihoon],
  ])('does not end with %s', (_, command, by) => {
    expect(clock(having(open, [by, command]), 'response').completedAt).toBeUndefined()
  })
})

describe('the resolution clock', () => {
  test('stands while it waits for the caller, and not while it waits for a vendor', () => {
    expect(clock(inState('on_hold'), 'resolution').pauses).toHaveLength(1)
    expect(clock(having(open, { type: 'hold', reason: 'vendor' }), 'resolution').pauses).toHaveLength(0)
  })

  test('ends with the resolution, and goes on after a reopening without the time in between', () => {
    const again = next(having(open, resolve), { type: 'reopen' }, 600)
    expect(clock(again, 'resolution')).toMatchObject({ pauses: [['completed', at(1).at, at(600).at]] })
    expect(clock(again, 'resolution').completedAt).toBeUndefined()
    expect(clock(again, 'response').completedAt).toBe(at(1).at)
  })
})

test('a machine’s mail starts no clock; they start when a person judges it, from then', () => {
  const mail = { letter: 'l', messageId: 'a@b', from: 'cron@host.example', verified: true, automatic: 'auto-generated' }
  const machine = having(openCommand('Backup failed', { message: { text: 'x', mail } }))
  expect(machine.clocks).toEqual([])
  const judged = next(machine, { type: 'prioritize', impact: 'high' }, 60)
  expect(judged.clocks.map(({ startedAt }) => startedAt)).toEqual([at(60).at, at(60).at])
})

describe('a signal', () => {
  const urgent = having(openCommand('Everything is down', { impact: 'high', urgency: 'high' }))

  test('is given once at half, three quarters and the whole of a promise', () => {
    // P1: an answer within 15 minutes, round the clock.
    let incident = urgent
    const given: number[] = []
    for (let minute = 0; minute <= 30; minute++) {
      for (const type of leadsTo(incident, { type: 'tick' }, minute))
        if (type === 'incident.sla_signalled') given.push(minute)
      incident = next(incident, { type: 'tick' }, minute)
    }
    expect(given).toEqual([8, 12, 15])
  })

  test('is due when the plan says so, never before, and looking then always gives it', () => {
    let incident = urgent
    for (let looks = 0; looks < 20; looks++) {
      const due = plan(incident, { policy }).due
      if (!due) break
      const minute = (Date.parse(due.at) - Date.parse(at(0).at)) / 60_000
      expect(leadsTo(incident, { type: 'tick' }, minute - 1 / 60)).toEqual([])
      expect(leadsTo(incident, { type: 'tick' }, minute)).not.toEqual([])
      incident = next(incident, { type: 'tick' }, minute)
    }
    expect(plan(incident, { policy }).due).toBeUndefined()
    expect(incident.clocks.map(({ signalled }) => signalled)).toEqual([100, 100])
  })
})

describe('a clock of one’s own', () => {
  const definition = (until: string) => ({
    ...policy.slas[0]!,
    id: `until-${until}`,
    metric: 'custom' as const,
    until,
    applies: {},
  })
  const custom = (until: string, ...commands: IncidentCommand[]) => {
    const rules = { ...policy, slas: [definition(until)] }
    let incident = next(undefined, open, 0, caller, rules)
    for (const [i, command] of commands.entries()) incident = next(incident, command, i + 1, jihoon, rules)
    return incident.clocks[0]!
  }
  const mine: IncidentCommand = { type: 'assign', assignee: { id: jihoon.id, name: jihoon.name } }

  test.each<[string, IncidentCommand[]]>([
    ['assigned', [mine]],
    ['in_progress', [{ type: 'start' }]],
    ['resolved', [resolve]],
    ['closed', [resolve, { type: 'close' }]],
  ])('runs until the incident is %s, and not a step less', (until, commands) => {
    expect(custom(until, ...commands).completedAt).toBe(at(commands.length).at)
    expect(custom(until, ...commands.slice(0, -1)).completedAt).toBeUndefined()
  })

  test('that promised an end goes on when that is taken back; another one does not', () => {
    expect(custom('resolved', resolve, { type: 'reopen' }).completedAt).toBeUndefined()
    expect(custom('assigned', mine, resolve, { type: 'reopen' }).completedAt).toBe(at(1).at)
  })
})
