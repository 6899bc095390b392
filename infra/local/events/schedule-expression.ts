import { Cron } from 'croner'

/** When something is due next: epoch milliseconds after `after`, or nothing when it never is again. */
export type NextFire = (after: number) => number | undefined

const UNIT_MS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

/**
 * Reads `rate(5 minutes)`, `cron(0 9 ? * MON-FRI *)` and `at(2026-12-24T18:00:00)`. Rates count from `startedAt`, as
 * EventBridge counts them from the rule's creation. Throws a sentence for anything else.
 */
export function nextFireOf(expression: string, startedAt: number, timezone = 'UTC'): NextFire {
  const [, kind, value = ''] = /^(rate|cron|at)\((.+)\)$/.exec(expression) ?? []
  switch (kind) {
    case 'rate':
      return rate(value, expression, startedAt)
    case 'at': {
      const once = new Cron(value, { timezone })
      return (after) => once.nextRun(new Date(after))?.getTime()
    }
    case 'cron': {
      const cron = new Cron(cronerPattern(value), { timezone, paused: true })
      return (after) => cron.nextRun(new Date(after))?.getTime()
    }
    default:
      throw new Error(`"${expression}" is no schedule expression.`)
  }
}

function rate(value: string, expression: string, startedAt: number): NextFire {
  const [, count = '0', unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(value) ?? []
  const period = Number(count) * (UNIT_MS[unit] ?? 0)
  if (period === 0) throw new Error(`"${expression}" is no schedule expression.`)
  return (after) => startedAt + (Math.floor((after - startedAt) / period) + 1) * period
}

/** Largest value of minutes, hours, days, months and (croner's) weekdays: where an open `a/b` step ends. */
const FIELD_MAX = [59, 23, 31, 12, 6]
const WEEKDAY = 4

/**
 * AWS's six cron fields (minute hour day month weekday year) as croner reads them: seconds in front, weekdays counted
 * from 0, `a/b` with an end, `?` as any.
 */
export function cronerPattern(awsCron: string): string {
  const fields = awsCron.trim().split(/\s+/)
  if (fields.length !== 6) throw new Error(`"cron(${awsCron})" needs six fields.`)
  const translated = fields.map((field, index) => {
    if (field === '?' || index > WEEKDAY) return field === '?' ? '*' : field
    return field
      .split(',')
      .map((part) => translate(part, index))
      .join(',')
  })
  return ['0', ...translated].join(' ')
}

function translate(part: string, index: number): string {
  const [base = '', step] = part.split('/')
  const shifted = index === WEEKDAY ? base.replace(/(?<![#\d])\d/g, (digit) => String(Number(digit) - 1)) : base
  if (step === undefined) return shifted
  if (shifted === '*' || shifted.includes('-')) return `${shifted}/${step}`
  return `${shifted}-${FIELD_MAX[index]}/${step}`
}
