import type { Language } from '../ticket/message.ts'

/** Scripts in which the family name stands first and nothing stands between the two: Hangul, Han, Kana. */
const familyFirst = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\s]+$/u

/** One or two letters that stand for a name, as on a badge: what friends call 김민지 (`민지`), and `GK` of Grace Kim. */
export const initials = (name: string): string => {
  const written = name.trim()
  if (familyFirst.test(written)) return [...written.replace(/\s/g, '')].slice(-2).join('')
  const words = written.split(/\s+/)
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return letters.map((word) => [...word][0]?.toUpperCase() ?? '').join('')
}

const collators = new Map<Language, Intl.Collator>()

/** Compares names as a dictionary of the language does: for Korean readers Hangul stands first. */
export const compareNames = (language: Language): ((one: string, other: string) => number) => {
  const collator = collators.get(language) ?? new Intl.Collator(language, { numeric: true })
  collators.set(language, collator)
  return collator.compare
}

/** People, teams or anything else with a name, as a reader of this language looks for them; the same name by id. */
export const byName = <One extends { readonly id: string; readonly name: string }>(
  all: readonly One[],
  language: Language,
): readonly One[] => {
  const compare = compareNames(language)
  return all.toSorted((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}
