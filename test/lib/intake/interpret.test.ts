import { describe, expect, test } from 'vitest'
import type { Incident } from '../../../lib/incident/incident.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import type { Envelope } from '../../../lib/intake/envelope.ts'
import { type Desk, interpret } from '../../../lib/intake/interpret.ts'
import type { Known } from '../../../lib/intake/known.ts'
import type { Letter } from '../../../lib/mail/letter.ts'
import type { MailRules } from '../../../lib/policy/mail-rules.ts'
import { envelope, known, letter, person } from '../../support/letter.ts'
import { at, minji, openCommand } from '../../support/ticket.ts'

const desk: Desk = { helpAddresses: ['help@haneul.example', 'it@haneul.example'], instance: 'here' }
const [opened] = incidentProcess.decide(undefined, openCommand(), at(0))
const ticket = incidentProcess.evolve(undefined, opened!, { number: 'INC-1', sequence: 1, at: at(0).at })
const thread = (by: NonNullable<Known['thread']>['by']): Known['thread'] => ({ ticket, by })
const requester = person(minji.id, 'employee')
const bounce = {
  hard: true,
  status: '5.1.1',
  recipients: ['x@y.example'],
  originalMessageId: null,
  reasonText: 'no such user',
}

describe('a mail that belongs to nothing we know', () => {
  test('opens a ticket, whoever sent it', () => {
    expect(interpret(letter(), envelope(), known(), desk)).toEqual({ to: 'open' })
  })

  test('opens a ticket even when its sender cannot be authenticated', () => {
    expect(interpret(letter(), envelope({ spf: 'FAIL', dkim: 'FAIL', dmarc: 'FAIL' }), known(), desk)).toEqual({
      to: 'open',
    })
  })

  test('opens a ticket when a monitor sent it', () => {
    expect(interpret(letter({ automatic: 'Auto-Submitted: auto-generated' }), envelope(), known(), desk)).toEqual({
      to: 'open',
    })
  })

  test.each([
    ['a delivery report', { bounce, automatic: 'report' }],
    ['an out-of-office', { autoReply: true, automatic: 'Auto-Submitted: auto-replied' }],
    ['a complaint', { complaint: true, automatic: 'report' }],
  ])('is only logged when it is %s', (_, over) => {
    expect(interpret(letter(over), envelope(), known(), desk)).toMatchObject({ to: 'nothing', outcome: 'filtered' })
  })

  test.each([
    ['names no sender', letter({ from: null }), envelope()],
    ['carries a virus', letter(), envelope({ virus: 'FAIL' })],
    ['is spam', letter(), envelope({ spam: 'FAIL' })],
  ])('is quarantined when it %s', (_, mail, wrapped) => {
    expect(interpret(mail, wrapped, known(), desk)).toMatchObject({ to: 'nothing', outcome: 'quarantined' })
  })

  test('is let in when a person released it from the spam scan, but never with a virus', () => {
    expect(interpret(letter(), envelope({ spam: 'FAIL' }, { released: true }), known(), desk)).toEqual({ to: 'open' })
    expect(interpret(letter(), envelope({ virus: 'FAIL' }, { released: true }), known(), desk)).toMatchObject({
      outcome: 'quarantined',
    })
  })
})

describe('a mail that we know already', () => {
  test('takes effect once, however often it is delivered', () => {
    expect(interpret(letter(), envelope(), known({ receipt: 'INC-1' }), desk)).toEqual({
      to: 'nothing',
      outcome: 'duplicate',
      number: 'INC-1',
    })
  })

  test.each([
    ['our loop header', letter({ loop: 'here' }), known()],
    ['a Message-ID of ours', letter(), known({ isOurs: true })],
    ['one of our own addresses in From', letter({ from: { name: '', address: 'IT+x@haneul.example' } }), known()],
  ])('is only logged when it carries %s', (_, mail, what) => {
    expect(interpret(mail, envelope(), what, desk)).toMatchObject({ to: 'nothing', outcome: 'filtered' })
  })

  test('another desk’s loop header is that desk’s business', () => {
    expect(interpret(letter({ loop: 'elsewhere' }), envelope(), known(), desk)).toEqual({ to: 'open' })
  })
})

describe('a mail that belongs to a ticket', () => {
  test.each(['key', 'message', 'own-message', 'subject'] as const)(
    'is a comment of the requester (found by %s)',
    (by) => {
      expect(interpret(letter(), envelope(), known({ sender: requester, thread: thread(by) }), desk)).toEqual({
        to: 'comment',
        number: 'INC-1',
        visibility: 'public',
        verified: true,
      })
    },
  )

  test('is unverified from a stranger who has the address or the thread', () => {
    expect(interpret(letter(), envelope(), known({ thread: thread('key') }), desk)).toMatchObject({
      to: 'comment',
      verified: false,
    })
  })

  test('is unverified from the requester’s address without authentication', () => {
    const forged = envelope({ spf: 'FAIL', dkim: 'FAIL', dmarc: 'FAIL' })
    expect(interpret(letter(), forged, known({ sender: requester, thread: thread('message') }), desk)).toMatchObject({
      to: 'comment',
      verified: false,
    })
  })

  test('opens a ticket of its own where a stranger only guessed the number in the subject', () => {
    expect(interpret(letter(), envelope(), known({ thread: thread('subject') }), desk)).toEqual({ to: 'open' })
    const other = person('p-other', 'employee')
    expect(interpret(letter(), envelope(), known({ sender: other, thread: thread('subject') }), desk)).toEqual({
      to: 'open',
    })
  })

  test('counts from an agent by the number alone', () => {
    const agent = person('p-agent', 'agent')
    expect(interpret(letter(), envelope(), known({ sender: agent, thread: thread('subject') }), desk)).toMatchObject({
      to: 'comment',
      verified: true,
    })
  })

  test('is an internal note when a machine sent it', () => {
    const outOfOffice = letter({ autoReply: true, automatic: 'Auto-Submitted: auto-replied' })
    expect(
      interpret(outOfOffice, envelope(), known({ sender: requester, thread: thread('message') }), desk),
    ).toMatchObject({ to: 'comment', visibility: 'internal' })
  })
})

const agent = person('p-agent', 'agent')
const watcher = person('p-watcher', 'employee')
const withState = (over: Partial<Incident>): Incident => ({ ...ticket, ...over })
const on = (over: Partial<Incident>, more: Partial<NonNullable<Known['thread']>> = {}): Known['thread'] => ({
  ticket: withState(over),
  by: 'message',
  ...more,
})
const resolved = { state: 'resolved' } as const
const asked = { state: 'on_hold', hold: { reason: 'caller' } } as const
const closed = { state: 'closed' } as const
const meaningOf = (over: Partial<Letter>, known_: Partial<Known>, verdicts: Partial<Envelope['verdicts']> = {}) =>
  interpret(letter(over), envelope(verdicts), known(known_), desk)

describe('an agent’s mail on a ticket', () => {
  test('is a public answer, and a note where it answers one', () => {
    expect(meaningOf({}, { sender: agent, thread: on({}) })).toMatchObject({ visibility: 'public', byAgent: true })
    expect(meaningOf({}, { sender: agent, thread: on({}, { isNote: true }) })).toMatchObject({ visibility: 'internal' })
  })

  test('that nobody can vouch for is no agent’s', () => {
    const meaning = meaningOf({}, { sender: agent, thread: on({}) }, { dmarc: 'FAIL' })
    expect(meaning).toEqual({ to: 'comment', number: 'INC-1', visibility: 'internal', verified: false })
  })

  test('is a requester’s where the ticket is for them', () => {
    const own = on({ requester: { id: agent.id, name: agent.name } })
    expect(meaningOf({}, { sender: agent, thread: own })).not.toHaveProperty('byAgent')
  })
})

describe('a watcher’s mail', () => {
  test('counts as theirs, also of an incident that was merged into this one', () => {
    const ref = { id: watcher.id, name: watcher.name }
    const absorbed = [{ number: 'INC-2', requester: ref, replyKey: 'x', watchers: [] }]
    for (const over of [{ watchers: [ref] }, { absorbed }])
      expect(meaningOf({}, { sender: watcher, thread: on(over) })).toMatchObject({
        visibility: 'public',
        verified: true,
      })
    expect(meaningOf({}, { sender: watcher, thread: on({}) })).toMatchObject({
      visibility: 'internal',
      verified: false,
    })
  })

  test('of somebody who has left is unverified', () => {
    const gone = { ...watcher, isActive: false }
    const thread = on({ watchers: [{ id: watcher.id, name: watcher.name }] })
    expect(meaningOf({}, { sender: gone, thread })).toMatchObject({ visibility: 'internal', verified: false })
  })
})

describe('a mail that only thanks', () => {
  const thanks = { newText: 'Thanks, works now!' }
  test('moves nothing on a resolved ticket, and opens nothing after a closed one', () => {
    expect(meaningOf(thanks, { sender: requester, thread: on(resolved) })).toMatchObject({
      visibility: 'public',
      isQuiet: true,
    })
    expect(meaningOf(thanks, { sender: requester, thread: on(closed) })).toMatchObject({
      to: 'comment',
      visibility: 'internal',
      isQuiet: true,
    })
  })

  test('answers the question of a ticket that waits for its caller when it says more than thanks', () => {
    expect(meaningOf(thanks, { sender: requester, thread: on(asked) })).not.toHaveProperty('isQuiet')
    expect(meaningOf({ newText: '네 감사합니다' }, { sender: requester, thread: on(asked) })).not.toHaveProperty(
      'isQuiet',
    )
    expect(meaningOf({ newText: '감사합니다' }, { sender: requester, thread: on(asked) })).toMatchObject({
      isQuiet: true,
    })
  })
})

describe('a mail to a closed ticket', () => {
  test('of its people leads to one that follows', () => {
    expect(meaningOf({}, { sender: requester, thread: on(closed) })).toEqual({ to: 'follow-up', number: 'INC-1' })
    expect(meaningOf({}, { sender: requester, thread: on({ state: 'canceled' }) })).toMatchObject({ to: 'follow-up' })
  })

  test('that was merged is a comment there, which the other one shows', () => {
    const merged = { state: 'canceled', merged: { into: 'INC-2', at: at(0).at, state: 'new' } } as const
    expect(meaningOf({}, { sender: requester, thread: on(merged) })).toMatchObject({
      to: 'comment',
      visibility: 'public',
    })
  })

  test.each([
    ['a stranger', { thread: on(closed) }, {}],
    ['nobody we can vouch for', { sender: requester, thread: on(closed) }, { dmarc: 'FAIL' }],
  ])('of %s opens one of its own', (_, known_, verdicts) => {
    expect(meaningOf({}, known_, verdicts)).toEqual({ to: 'open' })
  })

  test('of a machine is a note', () => {
    const automatic = { autoReply: true, automatic: 'Auto-Submitted: auto-replied' }
    expect(meaningOf(automatic, { sender: requester, thread: on(closed) })).toMatchObject({ visibility: 'internal' })
  })
})

describe('the rules about mail', () => {
  const rules: MailRules = {
    allowedDomains: ['monitor.example'],
    blockedDomains: ['evil.example'],
    doesMachineMailOpen: false,
  }
  const from = (address: string) => ({ from: { name: '', address } })
  const machine = { automatic: 'Auto-Submitted: auto-generated' }
  const reply = { automatic: 'Auto-Submitted: auto-replied', autoReply: true }
  const meaning = (over: Partial<Letter>, wrapped = envelope()) =>
    interpret(letter(over), wrapped, known(), desk, rules)

  test('let automatic mail of an allowed domain open tickets, where its sender is proven', () => {
    expect(meaning({ ...machine, ...from('a@db.monitor.example') })).toEqual({ to: 'open' })
    expect(meaning({ ...reply, ...from('a@monitor.example') })).toEqual({ to: 'open' })
    expect(meaning({ ...reply, ...from('a@monitor.example') }, envelope({ dmarc: 'FAIL' }))).toMatchObject({
      reason: 'foreign-auto-reply',
    })
    expect(meaning({ ...machine, ...from('a@notmonitor.example') })).toMatchObject({ reason: 'machine-mail' })
    expect(meaning(from('a@other.example'))).toEqual({ to: 'open' })
  })

  test('quarantine all mail of a blocked domain until a person lets it in', () => {
    for (const address of ['a@evil.example', 'a@x.EVIL.example'])
      expect(meaning(from(address))).toMatchObject({ outcome: 'quarantined', reason: 'blocked-domain' })
    expect(meaning(from('a@evil.example'), envelope({}, { released: true }))).toEqual({ to: 'open' })
    expect(meaning({ ...reply, ...from('a@x.example') }, envelope({}, { released: true }))).toEqual({ to: 'open' })
  })
})
