import { describe, expect, test } from 'vitest'
import { toldOf } from '../../../../lib/desk/webhook/told.ts'
import { decide } from '../../../../lib/incident/decide.ts'
import type { IncidentEvent } from '../../../../lib/incident/event.ts'
import { mostText } from '../../../../lib/webhook/payload.ts'
import type { Told } from '../../../../lib/webhook/wanted.ts'
import { Webhook } from '../../../../lib/webhook/webhook.ts'
import { at, minji, openCommand } from '../../../support/ticket.ts'

const webhook = (isInternal: boolean): Webhook =>
  Webhook.parse({
    id: 'hook',
    version: 1,
    name: 'Assets',
    url: 'https://a.example',
    since: at(0).at,
    secrets: [],
    isInternal,
  })

const [opened] = decide(undefined, openCommand(), at(0))
const { message: _, type: __, clocks, ...rest } = opened as Extract<IncidentEvent, { type: 'incident.opened' }>
const head = {
  ...rest,
  kind: 'incident',
  number: 'INC-12',
  version: 3,
  state: 'new',
  clocks,
  openedAt: at(0).at,
  updatedAt: at(0).at,
}

const entry = ({ type, ...data }: IncidentEvent): Told => ({
  kind: 'event',
  number: 'INC-12',
  sequence: 3,
  type,
  at: at(5).at,
  by: { id: minji.id, name: minji.name, is: 'employee', via: 'session' },
  channel: 'api',
  data,
})
const told = (event: IncidentEvent, isInternal = false) =>
  toldOf(webhook(isInternal), head, entry(event), 'https://desk.example')

/** What the desk tells itself. */
const ofTheDesk: readonly IncidentEvent[] = [
  { type: 'incident.sla_signalled', clock: 'c', metric: 'response', percent: 50 },
  { type: 'incident.declared_major', isMajor: true, reason: 'Everybody calls' },
  { type: 'incident.rated', score: 1, comment: 'Slow', resolvedAt: at(1).at },
  { type: 'incident.commented', message: { text: 'The safe opens with 4711' }, visibility: 'internal' },
]

describe('what a webhook is sent', () => {
  test.each(ofTheDesk)('has $type only where it is told internal things', (event) => {
    expect(told(event)).toBeUndefined()
    expect(told(event, true)).toMatchObject({ type: event.type, data: { visibility: 'internal' } })
  })

  test.each([false, true])(
    'never has what proves that we wrote to somebody, nor clocks, nor by what somebody came',
    (isInternal) => {
      const text = JSON.stringify(told(opened as IncidentEvent, isInternal))
      expect(text).toContain('The printer is on fire')
      expect(text).not.toMatch(/replyKey|abcdefghijklmnopqrstuvwxyz|clocks|session/)
    },
  )

  test('has why a priority was changed only where it is told internal things', () => {
    const before = { impact: 'low', urgency: 'low', priority: 'P4' } as const
    const event = {
      type: 'incident.prioritized',
      impact: 'high',
      urgency: 'high',
      priority: 'P1',
      reason: 'The board waits',
      before,
      clocks,
    } as const
    expect(told(event)?.data.change).toEqual({ impact: 'high', urgency: 'high', priority: 'P1' })
    expect(told(event, true)?.data.change).toMatchObject({ reason: 'The board waits' })
  })

  test('has the beginning of a long text, says that there is more, and where its files are', () => {
    const attachments = [
      { name: 'log.txt', mediaType: 'text/plain', size: 9, key: 'attachments/secret', inline: false },
    ]
    const message = { text: 'x'.repeat(mostText + 1), attachments }
    const data = told({ type: 'incident.commented', message, visibility: 'public' })!.data
    expect([data.text!.length, data.isCut]).toEqual([mostText, true])
    expect(data.attachments).toEqual([
      { name: 'log.txt', mediaType: 'text/plain', size: 9, href: '/api/v1/incidents/INC-12/attachments/3-1' },
    ])
  })
})
