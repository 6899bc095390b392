/** One entry of a calendar (RFC 5545, 3.6.1). */
export interface CalendarEntry {
  /** The same for ever for the same thing; `@` and the name of the desk follow. */
  readonly uid: string
  /** Counts its changes. */
  readonly sequence: number
  /** When it was changed last. */
  readonly stamp: string
  readonly from: string
  readonly to: string
  readonly summary: string
  readonly description: string
  readonly status: 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED'
  readonly categories: readonly string[]
  /** Whether it takes up time of whoever reads it. */
  readonly isBusy: boolean
}

/** Text as a value may have it (RFC 5545, 3.3.11); control characters may not stand in one at all. */
const text = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll('\n', '\\n')

/** Octets of a line, without its end (RFC 5545, 3.1). */
const mostOctets = 75

/** A line in parts of at most 75 octets, never cut within a letter; each part but the first begins with a space. */
const folded = (line: string): string => {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > mostOctets) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += letter
    octets += size
  }
  return [...parts, part].join('\r\n')
}

/** `2026-11-25T06:00:00.000Z` → `20261125T060000Z`. */
const instant = (iso: string) => `${iso.slice(0, 19).replace(/[-:]/g, '')}Z`

const linesOf = (entry: CalendarEntry, desk: string): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${text(entry.uid)}@${desk}`,
  `DTSTAMP:${instant(entry.stamp)}`,
  `LAST-MODIFIED:${instant(entry.stamp)}`,
  `SEQUENCE:${entry.sequence}`,
  `DTSTART:${instant(entry.from)}`,
  `DTEND:${instant(entry.to)}`,
  `SUMMARY:${text(entry.summary)}`,
  `DESCRIPTION:${text(entry.description)}`,
  `CATEGORIES:${entry.categories.map(text).join(',')}`,
  `STATUS:${entry.status}`,
  `TRANSP:${entry.isBusy ? 'OPAQUE' : 'TRANSPARENT'}`,
  'END:VEVENT',
]

/** A calendar as calendar programs subscribe to it (RFC 5545; how often to look again: RFC 7986). `desk` is a host name. */
export const iCalendar = (name: string, desk: string, entries: readonly CalendarEntry[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Haneul//Changes//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${text(name)}`,
    `X-WR-CALNAME:${text(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT15M',
    'X-PUBLISHED-TTL:PT15M',
    ...entries.flatMap((entry) => linesOf(entry, desk)),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
