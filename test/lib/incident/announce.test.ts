import { describe, expect, test } from 'vitest'
import { outageAfter } from '../../../lib/incident/announcement.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { having, leadsTo, next, open, resolve } from '../../support/life.ts'

const major: IncidentCommand = { type: 'declare-major', isMajor: true, reason: 'Nobody can log in' }
const minor: IncidentCommand = { type: 'declare-major', isMajor: false, reason: 'It was one floor' }
const announce: IncidentCommand = { type: 'announce', headline: { ko: '로그인 장애', en: ' Nobody can log in ' } }
const withdraw: IncidentCommand = { type: 'withdraw-announcement' }

describe('an incident', () => {
  test('is announced once it is declared major', () => {
    expect(() => leadsTo(having(open), announce)).toThrow('Declare it one first')
    expect(leadsTo(having(open, major), announce)).toEqual(['incident.announced'])
  })

  test('is announced as having begun when it was opened, unless somebody knows better', () => {
    const begun = having(open, major, announce)
    expect(begun.announcement).toEqual({
      headline: { ko: '로그인 장애', en: 'Nobody can log in' },
      since: begun.openedAt,
    })
    const since = '2026-11-23T20:00:00.000Z'
    expect(having(open, major, { ...announce, since } as IncidentCommand).announcement?.since).toBe(since)
  })

  test.each([
    ['no words', { headline: { ko: ' ' } }, 'headline'],
    ['a headline that fits in no banner', { headline: { en: 'x'.repeat(201) } }, 'headline.en'],
    ['a beginning that is still to come', { headline: { en: 'x' }, since: '2026-11-25T00:00:00.000Z' }, 'since'],
    ['an end that is past', { headline: { en: 'x' }, expectedEnd: '2026-11-23T00:00:00.000Z' }, 'expectedEnd'],
  ])('is not announced with %s', (_, given, field) => {
    expect(() => leadsTo(having(open, major), { type: 'announce', ...given })).toThrow(
      expect.objectContaining({ code: 'invalid', field }),
    )
  })

  test('is not announced once it is resolved', () => {
    expect(() => leadsTo(having(open, major, resolve), announce)).toThrow('what is over is not announced')
  })
})

describe('an announced incident', () => {
  const announced = having(open, major, announce)

  test('is announced anew with other words, and the same words change nothing', () => {
    expect(leadsTo(announced, announce)).toEqual([])
    expect(leadsTo(announced, { type: 'announce', headline: { en: 'Log-in is slow' } })).toEqual(['incident.announced'])
  })

  test('is withdrawn once', () => {
    expect(leadsTo(announced, withdraw)).toEqual(['incident.announcement_withdrawn'])
    expect(leadsTo(having(open, major, announce, withdraw), withdraw)).toEqual([])
  })

  test.each([
    ['resolved', resolve],
    ['withdrawn', withdraw],
    ['no major incident after all', minor],
    ['canceled', { type: 'cancel', reason: 'A drill' }],
    ['merged', { type: 'merge', into: 'INC-9' }],
  ] as [string, IncidentCommand][])('is over for everybody when it is %s', (_, command) => {
    const now = next(announced, command, 30)
    expect(outageAfter(announced, now)).toMatchObject([
      { is: 'outage', value: { isOver: true, headline: { ko: '로그인 장애' } } },
    ])
  })

  test('is known to everybody again when it is reopened', () => {
    const resolved = next(announced, resolve, 30)
    expect(outageAfter(resolved, next(resolved, { type: 'reopen' }, 31))).toMatchObject([{ value: { isOver: false } }])
  })

  test('writes nothing for everybody when something else changes', () => {
    expect(outageAfter(announced, next(announced, { type: 'start' }, 30))).toEqual([])
  })
})
