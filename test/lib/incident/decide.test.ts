import { describe, expect, test } from 'vitest'
import { decide } from '../../../lib/incident/decide.ts'
import type { IncidentEvent } from '../../../lib/incident/event.ts'
import { evolve } from '../../../lib/incident/evolve.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { at, commentCommand, openCommand } from '../../support/ticket.ts'

const given = (...events: IncidentEvent[]) =>
  events.reduce<Incident | undefined>(
    (incident, event, i) => evolve(incident, event, { number: 'INC-1', sequence: i + 1, at: at(i).at }),
    undefined,
  )

const opened = () => decide(undefined, openCommand(), at(0))[0]!

describe('no incident yet', () => {
  test('opening one says what happened, with a priority from impact and urgency', () => {
    expect(decide(undefined, openCommand('Mail is down', { impact: 'high', urgency: 'high' }), at(0))).toMatchObject([
      { type: 'incident.opened', title: 'Mail is down', priority: 'P1', team: 'service-desk', channel: 'api' },
    ])
  })

  test('what nobody judged yet hurts one person who can go on somehow', () => {
    expect(opened()).toMatchObject({ impact: 'low', urgency: 'medium', priority: 'P4' })
  })

  test.each([
    ['', /empty/],
    ['   ', /empty/],
    ['x'.repeat(251), /250/],
  ])('the title %j is refused, and the refusal names the field', (title, message) => {
    expect(() => decide(undefined, openCommand(title), at(0))).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'title', message: expect.stringMatching(message) }),
    )
  })

  test.each([
    [true, { sharesWork: true }],
    [false, {}],
  ])('the rule of its team is told of it where the team shares work: %j', (sharesWork, told) => {
    const origin = at(0)
    const teams = origin.policy.teams.map((team) => ({ ...team, sharesWork }))
    const [event] = decide(undefined, openCommand(), { ...origin, policy: { ...origin.policy, teams } })
    const { sharesWork: isTold } = event as { sharesWork?: boolean }
    expect({ ...(isTold !== undefined && { sharesWork: isTold }) }).toEqual(told)
  })

  test('it cannot be commented on', () => {
    expect(() => decide(undefined, commentCommand('hello'), at(0))).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    )
  })
})

describe('an open incident', () => {
  test('a comment is added as it was said', () => {
    const [event] = decide(given(opened()), commentCommand('Any news?'), at(1))
    expect(event).toEqual({ type: 'incident.commented', message: { text: 'Any news?' }, visibility: 'public' })
  })

  test('an empty comment is refused, and the refusal names the field', () => {
    expect(() => decide(given(opened()), commentCommand(' \n'), at(1))).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'text' }),
    )
  })

  test('a comment that is only an attachment is a comment', () => {
    const attachment = { name: 'a.png', mediaType: 'image/png', size: 3, key: 'attachments/x/1', inline: false }
    const command = { ...commentCommand(''), message: { text: '', attachments: [attachment] } }
    expect(decide(given(opened()), command, at(1))).toHaveLength(1)
  })

  test('it is not opened again', () => {
    expect(() => decide(given(opened()), openCommand(), at(1))).toThrow(expect.objectContaining({ code: 'conflict' }))
  })

  test('its version counts its events, and the newest mail on it is remembered', () => {
    const mail = { letter: 'l1', messageId: 'a@b', from: 'x@y.example', verified: true }
    const incident = given(opened(), { type: 'incident.commented', message: { text: 'x', mail }, visibility: 'public' })
    expect(incident).toMatchObject({ version: 2, lastMessageId: 'a@b', updatedAt: at(1).at, openedAt: at(0).at })
  })
})
