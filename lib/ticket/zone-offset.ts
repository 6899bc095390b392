/** A stretch of time in which a zone keeps one distance from UTC. Seconds since 1970; `to` is not part of it. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** Seconds that the clock on the wall is ahead of UTC. */
  readonly offset: number
}

/** Seconds between two looks at a zone. The shortest spell of any zone since 1970, Ramadan in Morocco, is four weeks. */
const pace = 7 * 86_400

interface Zone {
  readonly format: Intl.DateTimeFormat
  readonly offsets: Map<number, number>
  readonly stretches: Map<number, readonly Stretch[]>
}

const zones = new Map<string, Zone>()

const zoneOf = (name: string): Zone => {
  let zone = zones.get(name)
  if (!zone) {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' })
    zone = { format, offsets: new Map(), stretches: new Map() }
    zones.set(name, zone)
  }
  return zone
}

/** The text is a date and `GMT`, `GMT-03:30`, or before zones were regulated `GMT+08:27:52`. */
const askOffset = ({ format }: Zone, second: number): number => {
  const text = format.format(second * 1000)
  const gmt = text.lastIndexOf('GMT') + 3
  if (gmt === text.length) return 0
  const seconds = Number(text.slice(gmt + 7) || 0)
  const ahead = Number(text.slice(gmt + 1, gmt + 3)) * 3600 + Number(text.slice(gmt + 4, gmt + 6)) * 60 + seconds
  return text[gmt] === '-' ? -ahead : ahead
}

const offsetAt = (zone: Zone, week: number): number => {
  let offset = zone.offsets.get(week)
  if (offset === undefined) {
    offset = askOffset(zone, week * pace)
    zone.offsets.set(week, offset)
  }
  return offset
}

/** The second at which the offset is no longer that of `from`, which it is not at `to`. */
const changeBetween = (zone: Zone, from: number, to: number): number => {
  const before = askOffset(zone, from)
  let [same, other] = [from, to]
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (askOffset(zone, middle) === before) same = middle
    else other = middle
  }
  return other
}

/**
 * The stretches of the week (counted from 1970-01-01) that holds one or two offsets. Asked of `Intl` once and kept,
 * which is why counting months of time costs no look at the zone.
 */
export const stretchesOf = (name: string, second: number): readonly Stretch[] => {
  const zone = zoneOf(name)
  const week = Math.floor(second / pace)
  const known = zone.stretches.get(week)
  if (known) return known
  const [from, to] = [week * pace, (week + 1) * pace]
  const [first, last] = [offsetAt(zone, week), offsetAt(zone, week + 1)]
  const change = first === last ? to : changeBetween(zone, from, to)
  const stretches = [{ from, to: change, offset: first }]
  if (change < to) stretches.push({ from: change, to, offset: last })
  zone.stretches.set(week, stretches)
  return stretches
}
