import type { Json } from './json.ts'

/** Before this nobody sent webhooks: zero values (0001-01-01, 1970-01-01) mean that there is no time. */
const earliest = Date.UTC(1990, 0, 1)
const latest = Date.UTC(2200, 0, 1)

const ofMilliseconds = (ms: number): string | undefined =>
  ms >= earliest && ms < latest ? new Date(Math.floor(ms)).toISOString() : undefined

/** Seconds, milliseconds, micro- or nanoseconds since 1970: told apart by their size. */
const ofEpoch = (value: number): string | undefined => {
  if (value < 1e11) return ofMilliseconds(value * 1000)
  if (value < 1e14) return ofMilliseconds(value)
  return ofMilliseconds(value < 1e17 ? value / 1e3 : value / 1e6)
}

/** `2024-05-14T09:27:31.4437213+0000`, `2025-02-15 14:59:03 +0000 UTC`, `…Z`, `2024/05/14 09:27`. */
const written =
  /^(\d{4})[-/.](\d\d)[-/.](\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?(?:\s+(?:[A-Z]{2,5}|\(.{1,40}\)))?$/i

const minutesOf = (zone: string): number => {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/**
 * The instant that a sender wrote, in ISO 8601 UTC, of any of the shapes seen in alerts: RFC 3339 with any number of
 * fraction digits, offsets without colon, blanks instead of `T`, mail dates, and numbers since 1970 (as number or text)
 * in seconds to nanoseconds. Undefined for zero values and whatever cannot be told. A time without a zone is known only
 * when the format's times are in UTC (`isUtc`).
 */
export const instant = (value: Json | undefined, { isUtc = false } = {}): string | undefined => {
  if (typeof value === 'number') return ofEpoch(value)
  if (typeof value !== 'string' || value.length > 100) return undefined
  // Go prints its monotonic clock behind a time (`m=+12.3`).
  const said = value.trim().replace(/ m=[+-][\d.]+$/, '')
  if (/^\d{9,20}(?:\.\d{1,12})?$/.test(said)) return ofEpoch(Number(said))
  if (/^[A-Z][a-z]{2},? .*(?:GMT|UTC|Z|[+-]\d{4})$/.test(said)) return ofMilliseconds(Date.parse(said))
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone] = written.exec(said) ?? []
  if (year === undefined || (zone === undefined && !isUtc)) return undefined
  if (Number(month) > 12 || Number(day) > 31 || Number(hour) > 24) return undefined
  const whole = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return ofMilliseconds(whole + Math.floor(Number(`0.${fraction}`) * 1000) - minutesOf(zone ?? 'Z') * 60_000)
}
