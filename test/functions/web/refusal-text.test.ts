import { describe, expect, test } from 'vitest'
import { tellRefusal } from '../../../functions/web/page/refusal-text.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'

describe('a refusal', () => {
  const refusal = new Refusal('invalid', 'notes: Say what solved it.', 'notes')

  test('is told in English without the name that scripts use', () => {
    expect(tellRefusal(refusal, 'en')).toEqual({ sentence: 'Say what solved it.' })
  })

  test('is told in Korean by what it is and which field, with the English details', () => {
    expect(tellRefusal(refusal, 'ko')).toEqual({
      sentence: '‘해결 내용’ 항목을 확인해 주세요.',
      detail: 'Say what solved it.',
    })
  })

  test('of a field that nobody fills in names no field', () => {
    expect(tellRefusal(new Refusal('invalid', 'If-Match: give it.', 'If-Match'), 'ko').sentence).toBe(
      '빠졌거나 잘못 입력된 것이 있습니다.',
    )
  })
})
