import type { Language } from '../../ticket/message.ts'

/**
 * The language in which we write to somebody whose directory names one (`ko-KR`, `en_US`, `ko;q=0.9`): Korean, or English for
 * everybody else. Nothing where it names none.
 */
export const languageOf = (tag: string | undefined): Language | undefined => {
  const primary = /^\s*([a-z]{2,8})(?:[-_;,\s]|$)/i.exec(tag ?? '')?.[1]?.toLowerCase()
  if (primary === undefined) return undefined
  return primary === 'ko' || primary === 'kor' ? 'ko' : 'en'
}

const hangul = /\p{Script=Hangul}/u

/** The language in which we write to somebody of whom only the name is known. */
export const languageByName = (name: string): Language => (hangul.test(name) ? 'ko' : 'en')
