import { AlertLevel } from '../../../lib/alert/level.ts'
import type { AlertSourceFields } from '../../../lib/alert/source.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { formBody } from '../page/form-body.ts'
import { operations } from './operation.ts'

const linesOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Severity words as people write them: a line each, such as `p1 = critical`. */
export const levelsText = (levels: AlertSourceFields['levels']): string =>
  Object.entries(levels)
    .map(([word, level]) => `${word} = ${level}`)
    .join('\n')

/** What `levelsText` says; a line that says nothing else is refused. */
const levelsIn = (text: string | null): AlertSourceFields['levels'] =>
  Object.fromEntries(
    linesOf(text).map((line) => {
      const [, word = '', given = ''] = /^(.+?)\s*[=:]\s*(\S+)$/.exec(line) ?? []
      const level = AlertLevel.safeParse(given.toLowerCase())
      if (!level.success)
        throw new Refusal(
          'invalid',
          `levels: “${line.slice(0, 100)}” says no level. Write a line such as p1 = critical; levels are ${AlertLevel.options.join(', ')}.`,
          'levels',
        )
      return [word.toLowerCase(), level.data]
    }),
  )

/** What a form says of how a source is read; what is empty is left out. */
export const readingIn = (form: URLSearchParams) => {
  const { format, mapping, suppressWhen, defaultLevel } = formBody(operations.replaceAlertSource.body, form)
  return {
    format,
    mapping,
    suppressWhen,
    defaultLevel,
    // A line each: there are commas in JSONata.
    identity: linesOf(form.get('identity')),
    levels: levelsIn(form.get('levels')),
  }
}

/** What the form of a source says of it. */
export const sourceIn = (form: URLSearchParams): Record<string, unknown> => ({
  ...formBody(operations.replaceAlertSource.body, form),
  ...readingIn(form),
})

/** The field of a form that a field of the body stands in. */
export const formField = (field: string): string => field.replace(/^settings\./, '').split('.')[0]!
