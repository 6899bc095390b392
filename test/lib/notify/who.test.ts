import { describe, expect, test } from 'vitest'
import { decide } from '../../../lib/incident/decide.ts'
import type { IncidentEvent } from '../../../lib/incident/event.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { byARule } from '../../../lib/ticket/actor.ts'
import { MailOrigin } from '../../../lib/ticket/message.ts'
import { actor, circle, everybody, outcome, refOf, told } from '../../support/circle.ts'
import { at, openCommand } from '../../support/ticket.ts'

const jihoons: Partial<Incident> = { assignee: refOf('p-jihoon') }
const followed: Partial<Incident> = {
  assignee: refOf('p-jihoon'),
  watchers: ['p-yuna', 'p-visitor', 'p-emma', 'p-left'].map(refOf),
}
const mail = MailOrigin.parse({ letter: 'l', messageId: 'm@x', from: 'x@y.example', verified: true })

const said = (
  visibility: 'public' | 'internal',
  over: Partial<Extract<IncidentEvent, { type: 'incident.commented' }>['message']> = {},
): IncidentEvent => ({ type: 'incident.commented', message: { text: 'Words', ...over }, visibility })

const opened = (over: Parameters<typeof openCommand>[1] = {}): IncidentEvent =>
  decide(undefined, openCommand('Printer', over), at(0))[0]!

describe('a ticket is opened', () => {
  test('by a person’s mail: they are answered', () => {
    expect(told(opened({ message: { text: 'x', mail } }), actor('p-minji'), { ticket: jihoons })).toEqual([
      'INC-1 acknowledgement: minji.kim',
    ])
  })

  test.each([
    ['a machine’s mail', { automatic: 'Precedence: bulk' }],
    ['a forged mail', { forged: true }],
  ])('by %s: nobody outside hears of it', (_, over) => {
    const event = opened({ message: { text: 'x', mail: { ...mail, ...over } } })
    expect(told(event, actor('p-minji'), { ticket: jihoons })).toEqual([])
    expect(told(event, actor('p-jihoon'), { ticket: jihoons })).toEqual([])
  })

  test('by the desk for somebody: they are told that it is theirs', () => {
    expect(told(opened(), actor('p-jihoon'), { ticket: jihoons })).toEqual(['INC-1 opened: minji.kim'])
  })

  test('by themselves over the API: they have seen the answer', () => {
    expect(told(opened(), actor('p-minji'), { ticket: jihoons })).toEqual([])
  })

  test('and is nobody’s: the team reads of it in its digest, unless it wishes otherwise', () => {
    const { mails, collected } = outcome(circle(opened(), actor('p-minji')))
    expect(mails).toEqual([])
    expect(collected.map(({ person, purpose }) => [person.id, purpose])).toEqual([
      ['p-jihoon', 'unassigned'],
      ['p-emma', 'unassigned'],
    ])
  })
})

describe('somebody writes', () => {
  test('the desk, in public: one mail to the requester with the others in Cc, and colleagues on their own', () => {
    expect(told(said('public'), actor('p-jihoon'), { ticket: followed })).toEqual([
      'INC-1 comment: minji.kim, yuna, visitor',
      'INC-1 reply: emma',
    ])
  })

  test('the requester: whoever works on it', () => {
    expect(told(said('public'), actor('p-minji'), { ticket: followed })).toEqual([
      'INC-1 reply: jihoon',
      'INC-1 reply: emma',
    ])
  })

  test('a follower, or a stranger: whoever works on it', () => {
    for (const id of ['p-yuna', 'p-visitor'])
      expect(told(said('public'), actor(id), { ticket: followed })).toEqual([
        'INC-1 reply: jihoon',
        'INC-1 reply: emma',
      ])
  })

  test('the requester of a ticket that is nobody’s: those of the team who wish to hear of such', () => {
    const people = everybody.map((person) =>
      person.id === 'p-emma'
        ? { ...person, preferences: { events: { 'team-new': 'mail' as const }, teams: {} } }
        : person,
    )
    expect(told(said('public'), actor('p-minji'), { people })).toEqual(['INC-1 reply: emma'])
  })

  test('an internal note: whoever works on it, and nobody else', () => {
    expect(told(said('internal'), actor('p-sora'), { ticket: followed })).toEqual([
      'INC-1 note: jihoon',
      'INC-1 note: emma',
    ])
  })

  test('an absent requester’s machine: whoever works on it; an absent colleague’s: nobody', () => {
    const away = said('internal', { mail: { ...mail, automatic: 'Auto-Submitted: auto-replied' } })
    expect(told(away, actor('p-minji'), { ticket: jihoons })).toEqual(['INC-1 note: jihoon'])
    expect(told(away, actor('p-emma'), { ticket: followed })).toEqual([])
  })

  test('an agent on a ticket of their own is a requester like any other', () => {
    const ticket = { ...jihoons, requester: refOf('p-emma') }
    expect(told(said('public'), actor('p-emma'), { ticket })).toEqual(['INC-1 reply: jihoon'])
    expect(told(said('public'), actor('p-jihoon'), { ticket })).toEqual(['INC-1 comment: emma'])
  })
})

describe('an incident that others were merged into', () => {
  const absorbed = [
    {
      number: 'INC-7',
      requester: refOf('p-yuna'),
      replyKey: 'b'.repeat(26),
      watchers: [refOf('p-visitor'), refOf('p-minji')],
    },
  ]

  test('each caller reads the desk’s answer in their own thread, nobody twice', () => {
    expect(told(said('public'), actor('p-jihoon'), { ticket: { ...jihoons, absorbed } })).toEqual([
      'INC-1 comment: minji.kim',
      'INC-7 comment: yuna, visitor',
    ])
  })

  test('a caller’s words on the merged one reach whoever works on this one', () => {
    expect(told(said('public'), actor('p-yuna'), { ticket: { ...jihoons, absorbed } })).toEqual(['INC-1 reply: jihoon'])
  })

  test('words on the merged one itself are told by the one it was merged into, words from before by itself', () => {
    const merged = (minute: number) => ({
      ...jihoons,
      merged: { into: 'INC-9', at: `2026-11-24T00:0${minute}:00.000Z`, state: 'new' as const },
    })
    expect(told(said('public'), actor('p-jihoon'), { ticket: merged(4) })).toEqual([])
    expect(told(said('public'), actor('p-jihoon'), { ticket: merged(6) })).toEqual(['INC-1 comment: minji.kim'])
  })
})

describe('a ticket moves', () => {
  const given: IncidentEvent = {
    type: 'incident.assigned',
    team: 'service-desk',
    assignee: refOf('p-emma'),
    before: { team: 'service-desk' },
  }

  test('it is given to somebody: they are told, unless they took it', () => {
    const ticket = { assignee: refOf('p-emma') }
    expect(told(given, actor('p-jihoon'), { ticket })).toEqual(['INC-1 assigned: emma'])
    expect(told(given, byARule, { ticket })).toEqual(['INC-1 assigned: emma'])
    expect(told(given, actor('p-emma'), { ticket })).toEqual([])
  })

  test('it is resolved or canceled by the desk: its people are told', () => {
    const resolved: IncidentEvent = { type: 'incident.resolved', code: 'solved', notes: 'A new cartridge.' }
    expect(told(resolved, actor('p-jihoon'), { ticket: followed })).toEqual([
      'INC-1 resolved: minji.kim, yuna, visitor',
    ])
    const canceled: IncidentEvent = { type: 'incident.canceled', reason: 'A duplicate' }
    expect(told(canceled, actor('p-jihoon'), { ticket: followed })).toEqual([
      'INC-1 canceled: minji.kim, yuna, visitor',
    ])
    expect(told(canceled, actor('p-minji'), { ticket: followed })).toEqual([])
  })

  test('it is resolved with its parent: each caller once for that cause, the parent’s own callers among them', () => {
    const once = (event: IncidentEvent) =>
      outcome(circle(event, actor('p-jihoon'))).mails.map(({ onceFor, cc }) => [onceFor, cc])
    const cause = { number: 'INC-5', sequence: 9 }
    const resolved = { type: 'incident.resolved', code: 'solved', notes: 'A new cable.' } as const
    expect(once({ ...resolved, cause })).toEqual([[cause, []]])
    expect(once({ ...resolved, children: 3 })).toEqual([[{ number: 'INC-1', sequence: 2 }, []]])
  })

  test('it is opened again: its assignee is told, once', () => {
    const asked: IncidentEvent = { type: 'incident.reopened', because: 'asked' }
    expect(told(asked, actor('p-minji'), { ticket: jihoons })).toEqual(['INC-1 reopened: jihoon'])
    // By a reply they have just read the words themselves.
    expect(told({ ...asked, because: 'replied' }, actor('p-minji'), { ticket: jihoons })).toEqual([])
  })

  test('it may be a major incident, or news of one is overdue: assignee and lead are told', () => {
    const proposed: IncidentEvent = { type: 'incident.proposed_major', service: 'VPN', count: 5, minutes: 15 }
    const overdue: IncidentEvent = {
      type: 'incident.update_overdue',
      nextUpdateAt: '2026-11-24T00:00:00.000Z',
      everyMinutes: 30,
    }
    expect(told(proposed, byARule, { ticket: jihoons })).toEqual([
      'INC-1 major-proposed: jihoon',
      'INC-1 major-proposed: sora',
    ])
    expect(told(proposed, byARule)).toEqual(['INC-1 major-proposed: sora'])
    expect(told(overdue, byARule, { ticket: jihoons })).toEqual([
      'INC-1 update-overdue: jihoon',
      'INC-1 update-overdue: sora',
    ])
  })

  test('a promise is in danger or broken: assignee and lead are told; half the time is no news', () => {
    const signal = (percent: 50 | 75 | 100): IncidentEvent => ({
      type: 'incident.sla_signalled',
      clock: 'c',
      metric: 'response',
      percent,
    })
    expect(told(signal(50), byARule, { ticket: jihoons })).toEqual([])
    expect(told(signal(75), byARule, { ticket: jihoons })).toEqual([
      'INC-1 sla-warning: jihoon',
      'INC-1 sla-warning: sora',
    ])
    expect(told(signal(100), byARule, { ticket: jihoons })).toEqual([
      'INC-1 sla-breached: jihoon',
      'INC-1 sla-breached: sora',
    ])
    expect(told(signal(100), byARule)).toEqual(['INC-1 sla-breached: sora'])
    expect(told(signal(100), byARule, { team: undefined })).toEqual([])
  })

  test('what an agent asked for by mail was refused: they are answered, though they wrote it', () => {
    const refused = said('internal', { mail: { ...mail, refused: true }, notes: ['Line 1: there is no such person.'] })
    expect(told(refused, actor('p-jihoon'), { ticket: followed })).toEqual([
      'INC-1 refused: jihoon',
      'INC-1 note: emma',
    ])
  })

  test('a mail came back: whoever works on it is told', () => {
    const undelivered: IncidentEvent = {
      type: 'incident.undelivered',
      address: 'minji.kim@haneul.example',
      reason: '550',
      isPermanent: true,
    }
    expect(told(undelivered, byARule, { ticket: jihoons })).toEqual([
      'INC-1 undelivered: jihoon',
      'INC-1 undelivered: sora',
    ])
    // Not by the very way that does not work.
    const own = { ...undelivered, address: 'jihoon@haneul.example' }
    expect(told(own, byARule, { ticket: jihoons })).toEqual(['INC-1 undelivered: sora'])
  })
})

describe('nothing goes', () => {
  test.each([
    ['to our own addresses', { ...refOf('p-minji'), id: 'p-other', address: 'help+inc-3@haneul.example' }],
    ['to somebody who has left', refOf('p-left')],
  ])('%s', (_, requester) => {
    expect(told(said('public'), actor('p-jihoon'), { ticket: { ...jihoons, requester } })).toEqual([])
  })

  test('of what nobody wrote to a machine’s address; a person’s words do', () => {
    const ticket = { ...jihoons, requester: { id: 'p-machine', name: 'Monitor', address: 'noreply@shop.example' } }
    expect(told({ type: 'incident.resolved', code: 'solved', notes: 'x' }, actor('p-jihoon'), { ticket })).toEqual([])
    expect(told(said('public'), actor('p-jihoon'), { ticket })).toEqual(['INC-1 comment: noreply'])
  })

  test('to an address that its owner gave up: it may be another’s by now', () => {
    const ticket = { ...jihoons, requester: { ...refOf('p-minji'), address: 'old@haneul.example' } }
    expect(told(said('public'), actor('p-jihoon'), { ticket })).toEqual(['INC-1 comment: minji.kim'])
  })
})
