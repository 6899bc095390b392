import { describe, expect, test } from 'vitest'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { type Desk, interpret } from '../../../lib/intake/interpret.ts'
import type { Known } from '../../../lib/intake/known.ts'
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
