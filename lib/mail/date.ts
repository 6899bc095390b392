const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Zones by name (RFC 5322 section 4.3, and those that mailers of our people write), in minutes east of Greenwich. */
const zones: Readonly<Record<string, number>> = {
  ...{
    ut: 0,
    utc: 0,
    gmt: 0,
    z: 0,
    est: -300,
    edt: -240,
    cst: -360,
    cdt: -300,
    mst: -420,
    mdt: -360,
    pst: -480,
    pdt: -420,
  },
  ...{ kst: 540, jst: 540, cet: 60, cest: 120, bst: 60, msk: 180, ist: 330, hkt: 480, sgt: 480 },
}

const rfc5322 =
  /(\d{1,2})[\s-]{1,3}([a-z]{3})[a-z]{0,6}\.?[\s-]{1,3}(\d{2,4})[,\s]{1,3}(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2}))?\s{0,5}([ap]m)?\s{0,5}([+-]\d{4}|[a-z]{1,4})?/i
const ctime = /([a-z]{3})\s{1,2}(\d{1,2})\s(\d{1,2}):(\d{2}):(\d{2})\s(?:([a-z]{1,4})\s)?(\d{4})/i
const iso = /^\s*(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,9})?\s?(Z|[+-]\d{2}:?\d{2})?/

/** A Date header as ISO 8601 UTC; null when it names no instant. A missing or unknown zone counts as UTC. */
export const readDate = (raw: string): string | null => {
  const text = raw.slice(0, 200)
  const standard = rfc5322.exec(text)
  if (standard) {
    const [, day, month, year, hour, minute, second, half, zone] = standard
    const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour)
    return instant([fullYear(year!), monthOf(month!), Number(day), hours, Number(minute), Number(second ?? 0)], zone)
  }
  const unix = ctime.exec(text)
  if (unix) {
    const [, month, day, hour, minute, second, zone, year] = unix
    return instant([Number(year), monthOf(month!), Number(day), Number(hour), Number(minute), Number(second)], zone)
  }
  const [, year, month, day, hour, minute, second, zone] = iso.exec(text) ?? []
  if (year === undefined) return null
  return instant(
    [year, Number(month) - 1, day, hour, minute, second ?? 0].map(Number) as Instant,
    zone?.replace(':', ''),
  )
}

type Instant = [year: number, month: number, day: number, hour: number, minute: number, second: number]

const instant = ([year, month, day, hour, minute, second]: Instant, zone: string | undefined): string | null => {
  if (month < 0 || month > 11 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null
  const at = Date.UTC(year, month, day, hour, minute, second) - offsetOf(zone ?? '') * 60_000
  return new Date(at).toISOString()
}

const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase())

/** Two digits are of this or the last century, three count from 1900 (RFC 5322 section 4.3). */
const fullYear = (year: string): number => {
  const n = Number(year)
  if (year.length >= 4) return n
  return year.length === 3 || n >= 50 ? 1900 + n : 2000 + n
}

const offsetOf = (zone: string): number => {
  if (!/^[+-]\d{4}$/.test(zone)) return zones[zone.toLowerCase()] ?? 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))
  return zone.startsWith('-') ? -minutes : minutes
}
