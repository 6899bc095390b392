import { describe, expect, test } from 'vitest'
import type { Thread } from '../../../lib/intake/known.ts'
import { returnedIn } from '../../../lib/intake/returned.ts'
import type { Letter } from '../../../lib/mail/letter.ts'
import { letter } from '../../support/letter.ts'
import { having } from '../../support/life.ts'
import { minji, openCommand } from '../../support/ticket.ts'

const at = '2026-11-24T00:00:00.000Z'
const ticket = having(openCommand())
const ours: Thread = { ticket, by: 'message', answers: 'ours@ses' }
const bounce = (over: Partial<NonNullable<Letter['bounce']>> = {}): Partial<Letter> => ({
  automatic: 'Delivery report',
  bounce: {
    hard: true,
    status: '5.1.1',
    recipients: [minji.address.toUpperCase()],
    originalMessageId: 'ours@ses',
    reasonText: 'no such user',
    ...over,
  },
})
const returned = (over: Partial<Letter>, thread: Thread | undefined = ours) => returnedIn(letter(over), thread, at)

describe('a report on a mail of ours', () => {
  test('counts against the address that it names', () => {
    expect(returned(bounce())).toEqual([
      { address: minji.address, isPermanent: true, reason: 'no such user', at, messageId: 'ours@ses' },
    ])
  })

  test.each([
    ['a full mailbox', { hard: false, status: '4.2.2' }, { isPermanent: false }],
    [
      'a delay',
      { hard: false, status: '4.4.1', reasonText: 'Delivery is delayed' },
      { isPermanent: false, isDelay: true },
    ],
    ['a refused content', { hard: false, status: '5.7.1' }, { isPermanent: false, isAboutContent: true }],
    ['nothing certain', { hard: null, status: null }, { isPermanent: false }],
  ])('says that it is %s', (_, over, expected) => {
    expect(returned(bounce(over))).toMatchObject([expected])
  })

  test('about a mailbox elsewhere is told with the mail that was forwarded there', () => {
    expect(returned(bounce({ recipients: ['kim@elsewhere.example', 'x@y.example'] }))).toMatchObject([
      { address: 'kim@elsewhere.example', messageId: 'ours@ses' },
    ])
  })

  test('that is a complaint counts where only one person can have complained', () => {
    const complaint = { complaint: true, automatic: 'Report', subject: 'FW: spam' }
    expect(returned(complaint)).toMatchObject([{ address: minji.address, isComplaint: true }])
    const watched = having(openCommand('x', { watchers: [{ id: 'p-2', name: 'Two', address: 'two@haneul.example' }] }))
    expect(returned(complaint, { ...ours, ticket: watched })).toEqual([])
  })
})

describe('a report that anybody may have made up', () => {
  test.each([
    ['knows a number only', bounce(), { ticket, by: 'subject' }],
    ['returns a mail that we did not send', bounce(), { ticket, by: 'message' }],
    [
      'knows our reply address and names somebody else',
      bounce({ recipients: ['ceo@haneul.example'] }),
      { ticket, by: 'key' },
    ],
    ['belongs to nothing', bounce(), undefined],
  ] as const)('counts for nothing when it %s', (_, over, thread) => {
    expect(returnedIn(letter(over), thread, at)).toEqual([])
  })

  test('is no report when a person wrote it', () => {
    expect(returned({})).toEqual([])
  })
})
