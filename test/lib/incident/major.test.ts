import { describe, expect, test } from 'vitest'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { decide } from '../../../lib/incident/decide.ts'
import { legalMoves } from '../../../lib/incident/life-cycle.ts'
import { majorAfter } from '../../../lib/incident/major.ts'
import { plan } from '../../../lib/incident/plan.ts'
import { caller, having, inState, jihoon, leadsTo, next, open, resolve } from '../../support/life.ts'
import { policy } from '../../support/policy.ts'
import { at, commentCommand } from '../../support/ticket.ts'

const propose: IncidentCommand = { type: 'propose-major', reason: 'Everybody calls' }
const surge = { service: 'VPN', count: 5, minutes: 15, numbers: ['INC-1', 'INC-2', 'INC-3', 'INC-4', 'INC-5'] }
const byRule: IncidentCommand = { type: 'propose-major', surge }
const accept: IncidentCommand = { type: 'accept-major', reason: 'Nobody can connect' }
const reject: IncidentCommand = { type: 'reject-major', reason: 'It was one floor' }
const declare: IncidentCommand = { type: 'declare-major', isMajor: true, reason: 'Nobody can connect' }
const review: IncidentCommand = {
  type: 'review',
  happened: 'A disk was full.',
  learned: 'Watch disks.',
  followUps: 'An alarm.',
}
const tick: IncidentCommand = { type: 'tick' }
const hour = 60
const day = 24 * hour

const refusal = (...given: Parameters<typeof leadsTo>) => {
  try {
    return leadsTo(...given)
  } catch (error) {
    return error
  }
}

describe('an incident', () => {
  test('becomes a candidate by hand, with a reason, or by rule, with its numbers', () => {
    expect(having(open, propose).candidate).toEqual({ at: at(1).at })
    expect(having(open, byRule).candidate).toEqual({ at: at(1).at, service: 'VPN', count: 5, minutes: 15 })
    expect(refusal(having(open), { type: 'propose-major', reason: ' ' })).toMatchObject({ field: 'reason' })
  })

  test('is proposed once', () => {
    expect(leadsTo(having(open, byRule), byRule)).toEqual([])
    expect(leadsTo(having(open, propose), byRule)).toEqual([])
  })

  test.each([
    ['is major already', having(open, declare)],
    ['is resolved', inState('resolved')],
    ['is closed', inState('closed')],
  ])('is not proposed when it %s', (_, incident) => {
    expect(refusal(incident, propose)).toMatchObject({ code: 'conflict' })
  })

  test('that nobody proposed is neither accepted nor rejected', () => {
    for (const command of [accept, reject]) expect(refusal(having(open), command)).toMatchObject({ code: 'conflict' })
  })

  test('that is no major one has no plan of updates and no review', () => {
    expect(refusal(having(open), { type: 'update-plan', everyMinutes: 15 })).toMatchObject({ code: 'conflict' })
    expect(refusal(inState('resolved'), review)).toMatchObject({ code: 'conflict' })
  })
})

describe('a candidate', () => {
  const candidate = having(open, byRule)

  test('that is accepted is major, with the reason, and no candidate any more', () => {
    expect(decide(candidate, accept, at(2, jihoon))).toMatchObject([
      { type: 'incident.declared_major', isMajor: true, reason: 'Nobody can connect', wasCandidate: true },
    ])
    expect(next(candidate, accept, 2)).toMatchObject({ isMajor: true, candidate: undefined })
  })

  test('that is declared major without being accepted is decided, too', () => {
    expect(next(candidate, declare, 2)).toMatchObject({ isMajor: true, candidate: undefined })
  })

  test('is rejected with a reason, and can be proposed again', () => {
    expect(refusal(candidate, { type: 'reject-major', reason: '' })).toMatchObject({ field: 'reason' })
    const rejected = next(candidate, reject, 2)
    expect(rejected).toMatchObject({ candidate: undefined })
    expect(leadsTo(rejected, byRule)).toEqual(['incident.proposed_major'])
  })

  test('stands in the list of those who watch, until it is decided or over', () => {
    expect(majorAfter(having(open), candidate)).toMatchObject([{ is: 'major', value: { isOver: false } }])
    expect(majorAfter(candidate, next(candidate, reject, 2))).toMatchObject([{ value: { isOver: true } }])
    expect(majorAfter(candidate, next(candidate, resolve, 2))).toMatchObject([{ value: { isOver: true } }])
    // An accepted one stays where it is.
    expect(majorAfter(candidate, next(candidate, accept, 2))).toEqual([])
  })
})

describe('a major incident that goes on', () => {
  const major = having(open, declare)

  test('promises an update every half hour for P1, else every hour, unless somebody says otherwise', () => {
    expect(major.updates).toMatchObject({ everyMinutes: 60, nextUpdateAt: at(61).at })
    const urgent = having(open, { type: 'override-priority', priority: 'P1', reason: 'The board waits' }, declare)
    expect(urgent.updates).toMatchObject({ everyMinutes: 30, nextUpdateAt: at(32).at })
    const told = having(open, propose, { ...accept, everyMinutes: 10 } as IncidentCommand)
    expect(told.updates).toMatchObject({ everyMinutes: 10, nextUpdateAt: at(12).at })
  })

  test.each([0, 4, 1441, 7.5])('takes no interval of %d minutes', (everyMinutes) => {
    expect(refusal(major, { type: 'update-plan', everyMinutes })).toMatchObject({ field: 'everyMinutes' })
  })

  test('counts a new interval from when it is set', () => {
    const planned = next(major, { type: 'update-plan', everyMinutes: 15 }, 20)
    expect(planned.updates).toMatchObject({ everyMinutes: 15, nextUpdateAt: at(35).at })
    expect(leadsTo(planned, { type: 'update-plan', everyMinutes: 15 })).toEqual([])
  })

  test.each([
    ['a public comment', commentCommand('We restart it.')],
    ['an announcement', { type: 'announce', headline: { en: 'No VPN' } }],
    ['a question to the requester', { type: 'hold', reason: 'caller', message: { text: 'Since when?' } }],
  ] as [string, IncidentCommand][])('is told of by %s of the desk', (_, command) => {
    expect(next(major, command, 50).updates).toMatchObject({
      nextUpdateAt: at(50 + hour).at,
      remindAt: at(50 + hour).at,
    })
  })

  test('is not told of by a note, nor by what others write', () => {
    const note: IncidentCommand = { type: 'comment', message: { text: 'Hm.' }, visibility: 'internal' }
    expect(next(major, note, 50).updates).toEqual(major.updates)
    expect(next(major, commentCommand('Hello?'), 50, caller).updates).toEqual(major.updates)
  })

  test('is looked at when the update is due, and tells once an interval that it is late', () => {
    expect(plan(major, { policy }).due?.at).toBe(at(61).at)
    expect(leadsTo(major, tick, 60)).not.toContain('incident.update_overdue')
    expect(leadsTo(major, tick, 61)).toContain('incident.update_overdue')
    const reminded = next(major, tick, 61)
    expect(reminded.updates).toMatchObject({ nextUpdateAt: at(61).at, remindAt: at(121).at })
    expect(leadsTo(reminded, tick, 120)).not.toContain('incident.update_overdue')
    // A look that comes late tells once, and the next one is at the end of the interval it fell into.
    expect(next(reminded, tick, 200).updates).toMatchObject({ nextUpdateAt: at(61).at, remindAt: at(241).at })
  })

  test('waits for no update while it is resolved, and does again when it is reopened', () => {
    const resolved = next(major, resolve, 30)
    expect(resolved.updates).toEqual({ everyMinutes: 60 })
    expect(leadsTo(resolved, tick, 3 * hour)).not.toContain('incident.update_overdue')
    expect(next(resolved, commentCommand('For the record.'), 40).updates).toEqual({ everyMinutes: 60 })
    expect(next(resolved, { type: 'reopen' }, 100).updates).toMatchObject({ nextUpdateAt: at(100 + hour).at })
  })

  test('that is none after all has no updates any more', () => {
    const none = next(major, { type: 'declare-major', isMajor: false, reason: 'It was one floor' }, 30)
    expect(none).toMatchObject({ isMajor: false, updates: undefined })
    expect(majorAfter(major, none)).toMatchObject([{ value: { isOver: true } }])
  })

  test('cannot be reviewed before it is over', () => {
    expect(refusal(major, review)).toMatchObject({ code: 'conflict' })
  })
})

describe('a major incident that is resolved', () => {
  const resolved = having(open, declare, resolve)

  test('cannot be closed before its review; the refusal tells what is missing', () => {
    expect(refusal(resolved, { type: 'close' })).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Review it first'),
      facts: { needsReview: true, legalMoves: ['reopen'] },
    })
    expect(leadsTo(resolved, tick, 365 * day)).not.toContain('incident.closed')
    expect(legalMoves(resolved)).toEqual(['reopen'])
  })

  test.each(['happened', 'learned', 'followUps'])('is not reviewed without %s', (field) => {
    expect(refusal(resolved, { ...review, [field]: ' ' } as IncidentCommand)).toMatchObject({ code: 'invalid', field })
  })

  test('is closed after its review by the desk, never by its requester', () => {
    const reviewed = next(resolved, review, 30)
    expect(legalMoves(reviewed)).toEqual(['reopen', 'close'])
    expect(refusal(reviewed, { type: 'close' }, 40, caller)).toMatchObject({ code: 'forbidden' })
    expect(leadsTo(reviewed, { type: 'close' }, 40)).toEqual(['incident.closed'])
  })

  test('closes by itself the days of the desk after its review', () => {
    const reviewed = next(resolved, review, 30)
    const closes = 30 + policy.closeAfterDays * day
    expect(reviewed.resolution?.closesAt).toBe(at(closes).at)
    expect(plan(reviewed, { policy }).due?.at).toBe(at(closes).at)
    expect(leadsTo(reviewed, tick, closes)).toContain('incident.closed')
  })

  test('is reviewed anew when it was reopened', () => {
    const again = next(next(next(resolved, review, 30), { type: 'reopen' }, 31), resolve, 32)
    expect(again.review).toBeUndefined()
    expect(refusal(again, { type: 'close' })).toMatchObject({ code: 'conflict' })
  })

  test('stands in the list until it is closed', () => {
    const reviewed = next(resolved, review, 30)
    expect(majorAfter(resolved, reviewed)).toEqual([])
    expect(majorAfter(reviewed, next(reviewed, { type: 'close' }, 31))).toMatchObject([{ value: { isOver: true } }])
  })
})

describe('a major incident that is merged away', () => {
  test('waits for no update, and does again from when it is taken out', () => {
    const merged = next(having(open, declare), { type: 'merge', into: 'INC-9' }, 10)
    expect(plan(merged, { policy })).toEqual({})
    expect(next(merged, { type: 'unmerge' }, 200).updates).toMatchObject({ nextUpdateAt: at(200 + hour).at })
  })
})
