import { describe, expect, test } from 'vitest'
import { cluesOf, isMadeUp } from '../../../lib/intake/clues.ts'
import type { Letter } from '../../../lib/mail/letter.ts'
import { envelope, letter } from '../../support/letter.ts'

const key = 'abcdefghijklmnopqrstuvwxyz'

describe('the clues in a mail', () => {
  test('our reply address counts wherever it stands', () => {
    const ours = `help+inc-12-${key}@haneul.example`
    const expected = [{ number: 'INC-12', replyKey: key }]
    expect(cluesOf(letter({ to: [{ name: '', address: ours }] }), envelope()).keyed).toEqual(expected)
    expect(cluesOf(letter({ cc: [{ name: '', address: ours.toUpperCase() }] }), envelope()).keyed).toEqual(expected)
    expect(cluesOf(letter({ deliveredTo: [ours] }), envelope()).keyed).toEqual(expected)
    expect(cluesOf(letter(), envelope({}, { recipients: [ours] })).keyed).toEqual(expected)
  })

  test.each([
    'help+inc-12@haneul.example',
    `help+inc-0-${key}@haneul.example`,
    `help+inc-12-${key}x@haneul.example`,
    'help@haneul.example',
  ])('%s is no reply address', (address) => {
    expect(cluesOf(letter({ to: [{ name: '', address }] }), envelope()).keyed).toEqual([])
  })

  test('our reply address for notes says that a note is answered', () => {
    const to = [{ name: '', address: `help+inc-12-${key}-note@haneul.example` }]
    expect(cluesOf(letter({ to }), envelope()).keyed).toEqual([{ number: 'INC-12', replyKey: key, isNote: true }])
  })

  test('a delivery report answers the mail that it returns', () => {
    const bounce = { hard: true, status: '5.1.1', recipients: [], originalMessageId: 'ours@ses', reasonText: '' }
    expect(cluesOf(letter({ bounce }), envelope()).answered).toEqual(['ours@ses'])
  })

  test('it answers In-Reply-To first, then References from the newest, ten at most', () => {
    const references = Array.from({ length: 30 }, (_, i) => `r${i}`)
    const { answered } = cluesOf(letter({ inReplyTo: ['parent'], references }), envelope())
    expect(answered).toEqual(['parent', 'r29', 'r28', 'r27', 'r26', 'r25', 'r24', 'r23', 'r22', 'r21'])
  })

  test.each([
    ['Re: [INC-12] Printer', 'INC-12'],
    ['[#12] Printer', 'INC-12'],
    ['printer inc-7 again', 'INC-7'],
    ['Invoice 12', undefined],
    ['[12 apples', undefined],
  ])('the subject %j names %s', (subject, number) => {
    expect(cluesOf(letter({ subject }), envelope()).numberInSubject).toBe(number)
  })

  test('a mail without Message-ID has one made of its content, whatever mail systems added on the way', () => {
    const id = (over: Partial<Letter> = {}) => cluesOf(letter({ messageId: null, ...over }), envelope()).messageId
    expect(id({ returnPath: 'x@y.example', headers: [{ name: 'received', value: 'later' }] })).toBe(id())
    expect(id({ date: '2026-11-25T00:00:00.000Z' })).not.toBe(id())
    expect(isMadeUp(id())).toBe(true)
  })

  test('two mails that share a Message-ID but not the text are two mails', () => {
    const identity = (text: string) => cluesOf(letter({ text }), envelope()).identity
    expect(identity('one')).not.toBe(identity('two'))
    expect(identity('one')).toBe(identity('one'))
  })
})
