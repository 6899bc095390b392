import type { SlaCondition, SlaDefinition, SlaTarget } from '../../../lib/ticket/sla.ts'
import type { AdminTexts } from './text.ts'

/** The promises as the API lists them. */
export interface Promises {
  readonly items: readonly SlaDefinition[]
  readonly version: number
}

/** Units in which a target is given; all but the last are minutes of working time. */
export const units = ['minutes', 'hours', 'businessDays'] as const
export type Unit = (typeof units)[number]

/** A target as a form shows it: whole hours as hours. */
export const amountOf = (target: SlaTarget): readonly [amount: number, unit: Unit] => {
  if ('businessDays' in target) return [target.businessDays, 'businessDays']
  return target.minutes % 60 === 0 ? [target.minutes / 60, 'hours'] : [target.minutes, 'minutes']
}

/** A target in words, such as "4 hours". */
export const targetText = (target: SlaTarget, texts: AdminTexts): string => {
  const [amount, unit] = amountOf(target)
  return texts.slas.amount[unit](amount)
}

/** What a form's amount and unit mean; text that is no number goes on to the schema, which says so. */
const targetIn = (form: URLSearchParams): unknown => {
  const text = form.get('amount')?.trim() ?? ''
  const amount = /^\d{1,6}(?:\.\d{1,2})?$/.test(text) ? Number(text) : text
  const unit = form.get('unit')
  if (unit === 'businessDays') return { businessDays: amount }
  return { minutes: unit === 'hours' && typeof amount === 'number' ? amount * 60 : amount }
}

const someOf = (form: URLSearchParams, name: string) => form.getAll(name).filter((value) => value !== '')

/** A choice of several is no order: what was chosen before stays where it stood. */
const asBefore = (given: readonly string[], before: readonly string[] = []): readonly string[] => [
  ...before.filter((one) => given.includes(one)),
  ...given.filter((one) => !before.includes(one)),
]

/** Conditions of a form: a list without a choice is no condition. */
const appliesIn = (form: URLSearchParams, before: SlaCondition = {}): Record<string, unknown> => {
  const lists = (['priorities', 'teams'] as const).map(
    (name) => [name, asBefore(someOf(form, `applies.${name}`), before[name])] as const,
  )
  const requesters = someOf(form, 'applies.requesters').flatMap((text) => text.split(/[\n,]/))
  const named = requesters.map((one) => one.trim()).filter((one) => one !== '')
  const vip = form.get('applies.vip')
  return {
    ...Object.fromEntries(lists.filter(([, values]) => values.length > 0)),
    ...(named.length > 0 && { requesters: named }),
    ...(vip === 'true' || vip === 'false' ? { vip: vip === 'true' } : {}),
  }
}

const flags = ['retroactive'] as const
const texts = ['id', 'name', 'kind', 'metric', 'calendar', 'zoneFrom', 'onReopen'] as const

/** What a form says of a promise, as the API reads it; `before` is the one it was made from. */
export const promiseIn = (form: URLSearchParams, before?: SlaDefinition): Record<string, unknown> => {
  const until = form.get('until')
  return {
    ...Object.fromEntries(texts.map((name) => [name, form.get(name)?.trim() ?? ''])),
    ...Object.fromEntries(flags.map((name) => [name, form.getAll(name).includes('true')])),
    ...(form.get('metric') === 'custom' && until ? { until } : {}),
    pausesOn: asBefore(someOf(form, 'pausesOn'), before?.pausesOn),
    applies: appliesIn(form, before?.applies),
    target: targetIn(form),
  }
}

/** `items.3.target.minutes` → the field of the form. */
export const promiseField = (field: string): string => {
  const inside = field.replace(/^items\.\d+\./, '')
  return inside.startsWith('target') ? 'amount' : inside.replace(/^(applies\.\w+|pausesOn)\.\d+$/, '$1')
}
