import * as z from 'zod'
import { readCalendar, replaceCalendar } from '../../../lib/desk/change-calendar.ts'
import { previewHolidays } from '../../../lib/desk/preview-holidays.ts'
import { replaceYears } from '../../../lib/policy/holiday-preview.ts'
import { holidaysOf, type LeftOut } from '../../../lib/policy/ics.ts'
import { knownYears, koreanHolidays } from '../../../lib/policy/korean-holidays.ts'
import { Calendar } from '../../../lib/ticket/calendar.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { PageQuery } from '../history.ts'
import { once } from '../idempotency.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators } from './access.ts'
import { answer, calendarOf, calendarOrder } from './calendars.ts'

const [first, last] = knownYears
const yearError = `Use a year from ${first} to ${last}`
const Year = z.int(yearError).min(first, yearError).max(last, yearError)
const Years = z
  .strictObject({ from: Year, to: Year })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'Use the last year, which is not before from' })

const Source = z
  .strictObject({
    korean: Years.optional().describe('The public holidays of Korea, of these years, both included.'),
    ics: z
      .string('Give the feed as text')
      .min(1, 'Give the feed as text')
      .optional()
      .describe('An iCalendar feed (RFC 5545); its all-day events are holidays.'),
    years: Years.optional().describe('The years to take from the feed; this one and the two after it when absent.'),
  })
  .refine(({ korean, ics }) => (korean === undefined) !== (ics === undefined), {
    path: ['korean'],
    error: 'Give either korean or ics',
  })
  .refine(({ ics, years }) => ics !== undefined || years === undefined, {
    path: ['years'],
    error: 'Give the years of a feed only; korean has its own',
  })
type Source = z.output<typeof Source>

interface Holidays {
  readonly holidays: Readonly<Record<string, string>>
  readonly leftOut: readonly LeftOut[]
}

/** The feed's faults are told of the field it came in. */
const ofFeed = (ics: string, years: { from: number; to: number }) => {
  try {
    return holidaysOf(Buffer.from(ics), years)
  } catch (error) {
    if (error instanceof Refusal && error.field === 'feed')
      throw new Refusal(error.code, `ics: ${error.message}`, 'ics')
    throw error
  }
}

/** The calendar's holidays with those of the source in place of its own, of the source's years. */
const holidaysWith = ({ korean, ics, years }: Source, calendar: Calendar, at: string): Holidays => {
  if (korean) {
    const all = Array.from({ length: korean.to - korean.from + 1 }, (_, i) => koreanHolidays(korean.from + i)).flat()
    const named = all.map(({ date, korean, english }) => [date, `${korean} (${english})`])
    return { holidays: replaceYears(calendar.holidays, Object.fromEntries(named), korean), leftOut: [] }
  }
  const thisYear = Number(at.slice(0, 4))
  const wanted = years ?? { from: thisYear, to: thisYear + 2 }
  const feed = ofFeed(ics!, wanted)
  return { holidays: replaceYears(calendar.holidays, feed.holidays, wanted), leftOut: feed.leftOut }
}

const Day = z.object({ date: z.iso.date(), name: z.string() })

const Preview = z.object({
  added: z.array(Day),
  removed: z.array(Day),
  moves: z
    .array(
      z.object({
        number: z.string(),
        clock: z.string().describe('Id of the promise.'),
        from: z.iso.datetime().optional(),
        to: z.iso.datetime().optional(),
      }),
    )
    .describe('Clocks whose due time would move if the new version were applied to them.'),
  leftOut: z
    .array(z.object({ line: z.int(), name: z.string(), why: z.string() }))
    .describe('Of the feed, no whole days.'),
  looked: z.int().describe('How many open incidents were looked at.'),
  cursor: z.string().nullable().describe('Where to look on; null when all open incidents were looked at.'),
})

const path = '/api/v1/calendars/{id}/holidays'

const previewing = operation({
  method: 'POST',
  path: `${path}/preview`,
  id: 'previewHolidays',
  access: { kind: 'rule', action: 'administer' },
  summary: 'See which days other holidays would bring and take, and which running clocks they would move',
  description: 'Nothing is written. One page of open incidents is looked at; go on with the cursor.',
  query: PageQuery,
  body: Source,
  status: 200,
  answer: Preview,
  run: async (call: Call<Source, z.output<typeof PageQuery>>, { store, now }: ApiDesk) => {
    administrators(call)
    const at = now()
    const calendar = await calendarOf(call, store)
    const { holidays, leftOut } = holidaysWith(call.body, calendar, at)
    const preview = await previewHolidays(store, { calendar, holidays, ...call.query, at })
    return { status: 200, body: Preview.parse({ ...preview, leftOut }) }
  },
})

const applying = operation({
  method: 'POST',
  path: `${path}/apply`,
  id: 'applyHolidays',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Take holidays into a calendar: a new version, unless nothing changes; clocks that run keep theirs',
  body: Source,
  status: 200,
  answer: Calendar,
  idempotent: true,
  matching: true,
  run: async (call: Call<Source>, { store, now }: ApiDesk) => {
    administrators(call)
    const at = now()
    const { id, version, ...fields } = await calendarOf(call, store)
    const { holidays } = holidaysWith(call.body, { id, version, ...fields }, at)
    const { made, repeated } = await once(call, store, at, {
      id,
      make: (id, also) => replaceCalendar(store, { ...calendarOrder(call, id, { ...fields, holidays }, at), also }),
      find: (id) => readCalendar(store, id),
    })
    return answer(made, 200, repeated ? { 'idempotent-replayed': 'true' } : {})
  },
})

/** The holidays of a calendar. */
export const holidays = [previewing, applying]
