import { describe, expect, test } from 'vitest'
import type { IncidentEvent } from '../../../lib/incident/event.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { compose } from '../../../lib/notify/compose.ts'
import { ApprovalPurpose, isForCallers, isNote, Purpose, purposeOf } from '../../../lib/notify/purpose.ts'
import { checkTemplate, placeholders } from '../../../lib/notify/template.ts'
import { valuesOf } from '../../../lib/notify/values.ts'
import { isAgent, type Person } from '../../../lib/people/person.ts'
import { usualPreferences } from '../../../lib/people/preferences.ts'
import { byARule } from '../../../lib/ticket/actor.ts'
import { actor, circle, everybody, outcome, refOf } from '../../support/circle.ts'

const secret = 'the-safe-opens-with-4711'

/** Every entry that carries something only the desk may read, in every field that can carry it. */
const secrets: readonly IncidentEvent[] = [
  { type: 'incident.commented', message: { text: secret, quoted: secret }, visibility: 'internal' },
  { type: 'incident.undelivered', address: `${secret}@x.example`, reason: secret, isPermanent: true },
  { type: 'incident.declared_major', isMajor: true, reason: secret },
  { type: 'incident.edited', category: secret, service: secret, before: {} },
  {
    type: 'incident.assigned',
    team: 'service-desk',
    before: { team: 'service-desk' },
    considered: [{ id: secret, name: secret, eligible: true, reason: secret as never, load: 0 }],
  },
  {
    type: 'incident.prioritized',
    impact: 'high',
    urgency: 'high',
    priority: 'P1',
    reason: secret,
    before: { impact: 'low', urgency: 'low', priority: 'P4' },
    clocks: [],
  },
]

/** Everybody who can be on a ticket, in every part they can have on it, in a thread of its own or of a merged one. */
const everyone = everybody.map(({ id }) => id)
const tickets: readonly Partial<Incident>[] = everyone.flatMap((requester) =>
  [undefined, ...everyone].flatMap((assignee) =>
    [undefined, requester === 'p-yuna' ? 'p-minji' : 'p-yuna'].map((merged) => ({
      requester: refOf(requester),
      ...(assignee && { assignee: refOf(assignee) }),
      watchers: everyone.filter((id) => id !== requester).map(refOf),
      ...(merged && {
        absorbed: [
          { number: 'INC-7', requester: refOf(merged), replyKey: 'b'.repeat(26), watchers: everyone.map(refOf) },
        ],
      }),
    })),
  ),
)

/** Everybody wants to be mailed about everything: no wish may open what access closes. */
const curious: readonly Person[] = everybody.map((person) => ({
  ...person,
  preferences: {
    events: Object.fromEntries(Object.keys(usualPreferences.agent).map((event) => [event, 'mail'])),
    teams: {},
  },
}))

const deskAddresses = new Set(everybody.filter(isAgent).flatMap(({ addresses }) => addresses))
const sender = { mailFrom: 'help@haneul.example', instance: 'here', publicUrl: 'https://desk.example' }

/** A template that says everything it can. */
const talkative = (purpose: Purpose) => {
  const all = placeholders[purpose].map((name) => `{{${name}}}`).join(' ')
  return { subject: all, intro: all, closing: all }
}

describe('what only the desk may read', () => {
  test('reaches nobody else, whoever has which part on the ticket and whatever the templates say', () => {
    let written = 0
    for (const event of secrets)
      for (const ticket of tickets)
        for (const by of [...everybody.map(({ id }) => actor(id)), byARule]) {
          const given = circle(event, by, { ticket, people: curious })
          const { mails, collected } = outcome(given)
          for (const { person, purpose } of collected) expect(isForCallers(purpose) || isAgent(person)).toBe(true)
          for (const { purpose: name, to, cc, reader, language, thread } of mails) {
            const purpose = purposeOf(name)
            const values = valuesOf(given, { purpose, reader, language, thread, publicUrl: sender.publicUrl })
            const mail = compose({ purpose, language, thread, to, cc, template: talkative(purpose), values }, sender)
            if (!JSON.stringify(mail).includes(secret)) continue
            written++
            expect([to, ...cc].filter((address) => !deskAddresses.has(address))).toEqual([])
            expect(mail.replyTo).toMatch(/-note@/)
          }
        }
    // The desk itself does read it.
    expect(written).toBeGreaterThan(1000)
  })

  test('has no placeholder in a mail to anybody else', () => {
    for (const purpose of Purpose.options.filter(isForCallers))
      for (const name of ['assignee', 'priority', 'state', 'due', 'address', 'clock'])
        expect(() => checkTemplate(purpose, { intro: `{{${name}}}` })).toThrow(`{{${name}}}`)
  })

  test('is what an answer to any mail of the desk becomes, but to one with words of the ticket’s people', () => {
    expect(Purpose.options.filter((purpose) => !isForCallers(purpose) && !isNote(purpose))).toEqual([
      'reply',
      ...ApprovalPurpose.options,
      'digest',
      'outage-over',
      'directory-stopped',
      'webhook-disabled',
      'delegation',
      'approval-code',
    ])
  })
})
