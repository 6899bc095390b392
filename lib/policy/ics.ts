import { Refusal } from '../ticket/refusal.ts'
import { type DayNumber, dateOf, isDateValue, readDate } from './ics-date.ts'
import { atLine, type ContentLine, readLines, readText } from './ics-line.ts'
import { recurrences } from './ics-rule.ts'

/** Inclusive. */
export interface Years {
  readonly from: number
  readonly to: number
}

/** An event of a feed that makes no holiday, and where it begins. */
export interface LeftOut {
  readonly line: number
  readonly name: string
  readonly why: 'has a time of day' | 'is canceled'
}

/** What a feed says about whole days. */
export interface FeedHolidays {
  /** Names by date, within the years asked for. */
  readonly holidays: Record<string, string>
  readonly leftOut: LeftOut[]
}

const mostEvents = 2000
/** An event longer than this is a season, not a holiday. */
const mostDays = 31
const mostYears = 50
/** As long as a calendar lets the name of a holiday be. */
const longestName = 200

interface Event {
  readonly line: number
  /** The first of each property that may occur once. */
  readonly one: ReadonlyMap<string, ContentLine>
  readonly all: readonly ContentLine[]
}

const oneOf = (line: number, all: readonly ContentLine[]): Event => ({
  line,
  one: new Map(all.toReversed().map((each) => [each.name, each])),
  all,
})

/** The events of the calendar, without the alarms in them. */
const eventsOf = (lines: readonly ContentLine[]): Event[] => {
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.trim().toUpperCase() !== 'VCALENDAR')
    throw atLine(lines[0]?.line ?? 1, 'is not BEGIN:VCALENDAR. Check that this is an .ics file')
  const events: Event[] = []
  const open: { readonly what: string; readonly line: number }[] = []
  let properties: ContentLine[] = []
  for (const line of lines) {
    const what = line.value.trim().toUpperCase()
    if (line.name === 'BEGIN') {
      open.push({ what, line: line.line })
      if (what === 'VEVENT') properties = []
    } else if (line.name === 'END') {
      const begun = open.pop()
      if (begun?.what !== what) throw atLine(line.line, `ends ${what}, which is not what was begun last`)
      if (what === 'VEVENT') events.push(oneOf(begun.line, properties))
      if (events.length > mostEvents)
        throw new Refusal(
          'too_large',
          `The feed has more than ${mostEvents} events. Leave out years that are over.`,
          'feed',
        )
    } else if (open.at(-1)?.what === 'VEVENT') properties.push(line)
  }
  const unended = open.at(-1)
  if (unended) throw atLine(unended.line, `begins ${unended.what}, which never ends. The file may be cut off`)
  return events
}

/** Days it lasts: DTEND is the day after the last, and without one it is a day. */
const lengthOf = ({ one, line }: Event, start: DayNumber): number => {
  const [end, duration] = [one.get('DTEND'), one.get('DURATION')]
  const [, weeks, days] = /^\+?P(?:(\d{1,2})W|(\d{1,3})D)$/.exec(duration?.value.trim() ?? 'P1D') ?? []
  const length = end ? readDate(end.value, end.line) - start : Number(weeks ?? 0) * 7 + Number(days ?? 0)
  if (duration && !end && length === 0) throw atLine(duration.line, 'is no number of days. Write P1D, or use DTEND')
  if (length < 0) throw atLine(end?.line ?? line, 'ends before it begins. DTEND is the day after the last')
  if (length > mostDays) throw atLine(line, `lasts ${length} days. A holiday lasts at most ${mostDays}; split it`)
  // Some programs write the first day as the end of a single one.
  return Math.max(1, length)
}

const datesIn = (lines: readonly ContentLine[]): DayNumber[] =>
  lines.flatMap(({ value, line }) => value.split(',').map((date) => readDate(date.slice(0, 8), line)))

const named = ({ all }: Event, name: string) => all.filter((line) => line.name === name)
const nameOf = ({ one }: Event) => readText(one.get('SUMMARY')?.value ?? '').slice(0, longestName) || 'Holiday'
const uidOf = ({ one }: Event) => one.get('UID')?.value

/** First days of occurrences by UID that another event of the feed replaces. */
const replacedIn = (events: readonly Event[]): Map<string | undefined, DayNumber[]> => {
  const byUid = Map.groupBy(
    events.filter(({ one }) => one.has('RECURRENCE-ID')),
    uidOf,
  )
  return new Map([...byUid].map(([uid, all]) => [uid, datesIn(all.flatMap((event) => named(event, 'RECURRENCE-ID')))]))
}

/** The days of an all-day event in all its occurrences near the years. */
const daysOf = (event: Event, begin: ContentLine, replaced: readonly DayNumber[], { from, to }: Years): DayNumber[] => {
  const start = readDate(begin.value, begin.line)
  const length = lengthOf(event, start)
  const rule = event.one.get('RRULE')
  // One that begins on the last days of a year reaches into the next.
  const starts = rule ? recurrences(start, rule.value, rule.line, { from: from - 1, to }) : [start]
  const dropped = new Set([...datesIn(named(event, 'EXDATE')), ...replaced])
  return [...starts, ...datesIn(named(event, 'RDATE'))]
    .filter((day) => !dropped.has(day))
    .flatMap((day) => Array.from({ length }, (_, i) => day + i))
}

/**
 * The holidays that an iCalendar feed (RFC 5545) gives for some years: its all-day events, recurring ones too if
 * yearly. Nothing is left out in silence: what is no whole day is listed, and a `Refusal` names the first line that
 * cannot be read and what to do about it.
 */
export const holidaysOf = (feed: Uint8Array, years: Years): FeedHolidays => {
  if (years.to - years.from >= mostYears)
    throw new Refusal('invalid', `years: Ask for at most ${mostYears} years at a time.`, 'years')
  const [first, last] = [`${years.from}-01-01`, `${years.to}-12-31`]
  const names = new Map<string, Set<string>>()
  const leftOut: LeftOut[] = []
  const events = eventsOf(readLines(feed))
  const replaced = replacedIn(events)
  for (const event of events) {
    const begin = event.one.get('DTSTART')
    if (!begin) throw atLine(event.line, 'begins an event without DTSTART. Give it a date')
    const name = nameOf(event)
    if (event.one.get('STATUS')?.value.trim().toUpperCase() === 'CANCELLED')
      leftOut.push({ line: event.line, name, why: 'is canceled' })
    else if (!isDateValue(begin)) leftOut.push({ line: event.line, name, why: 'has a time of day' })
    else {
      const moved = event.one.has('RECURRENCE-ID') ? [] : (replaced.get(uidOf(event)) ?? [])
      for (const date of daysOf(event, begin, moved, years).map(dateOf))
        if (date >= first && date <= last) names.set(date, (names.get(date) ?? new Set()).add(name))
    }
  }
  const holidays = [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, all]) => [date, [...all].join(' · ').slice(0, longestName)])
  return { holidays: Object.fromEntries(holidays), leftOut }
}
