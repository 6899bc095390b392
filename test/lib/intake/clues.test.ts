import { describe, expect, test } from 'vitest'
import { cluesOf } from '../../../lib/intake/clues.ts'
import { envelope, letter } from '../../support/letter.ts'

const raw = new TextEncoder().encode('From: x\n\nhello')
const key = 'abcdefghijklmnopqrstuvwxyz'

describe('the clues in a mail', () => {
  test('our reply address counts wherever it stands', () => {
    const ours = `help+inc-12-${key}@haneul.example`
    const expected = [{ number: 'INC-12', replyKey: key }]
    expect(cluesOf(letter({ to: [{ name: '', address: ours }] }), envelope(), raw).keyed).toEqual(expected)
    expect(cluesOf(letter({ cc: [{ name: '', address: ours.toUpperCase() }] }), envelope(), raw).keyed).toEqual(
      expected,
    )
    expect(cluesOf(letter({ deliveredTo: [ours] }), envelope(), raw).keyed).toEqual(expected)
    expect(cluesOf(letter(), envelope({}, { recipients: [ours] }), raw).keyed).toEqual(expected)
  })

  test.each([
    'help+inc-12@haneul.example',
    `help+inc-0-${key}@haneul.example`,
    `help+inc-12-${key}x@haneul.example`,
    'help@haneul.example',
  ])('%s is no reply address', (address) => {
    expect(cluesOf(letter({ to: [{ name: '', address }] }), envelope(), raw).keyed).toEqual([])
  })

  test('it answers In-Reply-To first, then References from the newest, ten at most', () => {
    const references = Array.from({ length: 30 }, (_, i) => `r${i}`)
    const { answered } = cluesOf(letter({ inReplyTo: ['parent'], references }), envelope(), raw)
    expect(answered).toEqual(['parent', 'r29', 'r28', 'r27', 'r26', 'r25', 'r24', 'r23', 'r22', 'r21'])
  })

  test.each([
    ['Re: [INC-12] Printer', 'INC-12'],
    ['[#12] Printer', 'INC-12'],
    ['printer inc-7 again', 'INC-7'],
    ['Invoice 12', undefined],
    ['[12 apples', undefined],
  ])('the subject %j names %s', (subject, number) => {
    expect(cluesOf(letter({ subject }), envelope(), raw).numberInSubject).toBe(number)
  })

  test('a mail without Message-ID has one made of its bytes, the same each time', () => {
    const first = cluesOf(letter({ messageId: null }), envelope(), raw)
    expect(cluesOf(letter({ messageId: null }), envelope({}, { id: 'raw2' }), raw)).toEqual(first)
    expect(cluesOf(letter({ messageId: null }), envelope(), raw.slice(1)).messageId).not.toBe(first.messageId)
  })

  test('two mails that share a Message-ID but not the text are two mails', () => {
    const identity = (text: string) => cluesOf(letter({ text }), envelope(), raw).identity
    expect(identity('one')).not.toBe(identity('two'))
    expect(identity('one')).toBe(identity('one'))
  })
})
