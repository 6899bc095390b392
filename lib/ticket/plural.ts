import type { Language } from './message.ts'

/** The forms that a language has for counted things (CLDR plural categories of cardinals); a missing one does not compile. */
export interface PluralForms {
  readonly en: { readonly one: string; readonly other: string }
  readonly ko: { readonly other: string }
}

/**
 * So many of something: the form that the language has for this number, with the number for every `#`:
 * `plural('en', 2, { one: '# ticket', other: '# tickets' })` → `2 tickets`.
 */
export const plural = <L extends Language>(language: L, count: number, forms: PluralForms[L]): string => {
  const all: Readonly<Record<string, string>> = { ...forms }
  const form = all[new Intl.PluralRules(language).select(count)] ?? forms.other
  return form.replaceAll('#', new Intl.NumberFormat(language).format(count))
}
