import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decisionIn } from '../../../lib/approval/reply.ts'

describe('the first line of a reply', () => {
  test.each([
    ['APPROVE', 'approved'],
    ['approve\n\nThanks, A.', 'approved'],
    ['\r\n  Reject  \r\nNot this week.', 'rejected'],
    ['승인', 'approved'],
    ['반려\n다음 주에 다시 올려 주세요.', 'rejected'],
    ['승인'.normalize('NFD'), 'approved'],
  ])('%j decides', (text, decision) => {
    expect(decisionIn(text)).toBe(decision)
  })

  test.each([
    'Not approved',
    'approve?',
    'approve, but not on Friday',
    'I approve',
    'approved',
    'disapprove',
    'APPROVE REJECT',
    '승인합니다',
    '승인 안 함',
    'ok',
    'yes',
    '',
    '> APPROVE',
    'Hi,\nAPPROVE',
  ])('%j decides nothing', (text) => {
    expect(decisionIn(text)).toBeUndefined()
  })

  test('decides only when it is one of the four words and nothing else', () => {
    const words = ['approve', 'reject', '승인', '반려']
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const first = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '')
        expect(decisionIn(text) !== undefined).toBe(words.includes((first ?? '').trim().normalize('NFC').toLowerCase()))
      }),
    )
  })
})
