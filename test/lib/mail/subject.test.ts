import { describe, expect, test } from 'vitest'
import { languageOf } from '../../../lib/mail/language.ts'
import { bareSubject } from '../../../lib/mail/subject.ts'

describe('a subject without what mail clients add', () => {
  test.each([
    ...[
      'Re: x',
      'RE: Fwd: re : x',
      'AW: WG: x',
      'SV: VS: x',
      'Re[2]: x',
      'RE(3): x',
      'Re^2: x',
      'TR : x',
      'RV: x',
      'Odp: x',
      'YNT: x',
      'Antw: x',
    ],
    ...[
      '회신: x',
      '[회신] x',
      '답장: 전달: x',
      '回复：x',
      '答复: 转发: x',
      'Trả lời: x',
      '返信: x',
      'Re: [INC-12] x',
      '[INC-12] Re: x',
      '[#77] x',
      'Fwd:x',
      '  Re:   x',
    ],
  ])('%j is x', (subject) => expect(bareSubject(subject)).toBe('x'))

  test.each([
    'Regarding: the printer',
    'Note: x',
    'https://x.example',
    '[urgent] printer',
    'R2D2: broken',
    '10:30 meeting',
    '[ABC-12] keeps other tags',
  ])('%j stays as it is', (subject) => expect(bareSubject(subject)).toBe(subject))

  test('of nothing but prefixes is empty', () => expect(bareSubject('Re: Fwd: ')).toBe(''))
})

describe('the language of a text', () => {
  test.each([
    ['프린터가 안 됩니다', 'ko'],
    ['Outlook 오류 0x800CCC0E 발생합니다', 'ko'],
    ['The printer is broken', 'en'],
    ['Please ask Kim (김) about it, he knows the printer', 'en'],
    ['12345 !!', 'en'],
    ['', 'en'],
  ])('%j is %s', (text, language) => expect(languageOf(text)).toBe(language))
})
