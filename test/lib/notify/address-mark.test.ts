import { describe, expect, test } from 'vitest'
import { type AddressMark, type Mishap, marked, mayAnswer, verdictOf } from '../../../lib/notify/address-mark.ts'

const day = (n: number) => new Date(Date.parse('2026-11-01T00:00:00Z') + n * 86_400_000).toISOString()
const hard = (of: string, on = 0): Mishap => ({ of, at: day(on), isPermanent: true, reason: '550 no such user' })
const soft = (of: string, on = 0): Mishap => ({ of, at: day(on), isPermanent: false, reason: '452 mailbox full' })

const having = (...mishaps: Mishap[]): AddressMark | undefined =>
  mishaps.reduce<AddressMark | undefined>((mark, mishap) => marked(mark, 'a@x.example', mishap) ?? mark, undefined)
const isStopped = (mark: AddressMark | undefined, on = 0) => verdictOf(mark, day(on)).isUndeliverable

describe('an address from which mail comes back', () => {
  test('is written to until two mails failed for good, or four for now', () => {
    expect(isStopped(having(hard('1')))).toBe(false)
    expect(isStopped(having(hard('1'), hard('2')))).toBe(true)
    expect(isStopped(having(soft('1'), soft('2'), soft('3')))).toBe(false)
    expect(isStopped(having(soft('1'), soft('2'), soft('3'), soft('4')))).toBe(true)
    expect(isStopped(having(hard('1'), soft('2'), soft('3')))).toBe(true)
  })

  test('counts a mail once however often it is reported, and by the gravest report', () => {
    expect(marked(having(hard('1')), 'a@x.example', hard('1'))).toBeUndefined()
    expect(marked(having(hard('1')), 'a@x.example', soft('1'))).toBeUndefined()
    const late = having(soft('1'), hard('1'))
    expect([late?.points.length, verdictOf(late, day(0)).score]).toEqual([1, 2])
  })

  test('is tried again after thirty days', () => {
    const mark = having(hard('1'), hard('2', 5))
    expect([isStopped(mark, 29), isStopped(mark, 30)]).toEqual([true, false])
  })

  test('gets no automatic answer for sixty days after one failure for good', () => {
    const mark = having(hard('1'))
    expect([mayAnswer(mark, day(59)), mayAnswer(mark, day(60))]).toEqual([false, true])
    expect(mayAnswer(having(soft('1')), day(0))).toBe(true)
  })

  test('is never written to again once its owner called our mail spam', () => {
    const mark = having({ ...hard('1'), isComplaint: true, reason: 'reported as spam' })
    expect([isStopped(mark), isStopped(mark, 999)]).toEqual([true, true])
    expect(mark?.expiresAt).toBeUndefined()
  })

  test('nobody has heard anything of is fine', () => {
    expect(verdictOf(undefined, day(0))).toEqual({ isUndeliverable: false, score: 0 })
  })
})
