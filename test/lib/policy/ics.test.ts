import { describe, expect, test } from 'vitest'
import { holidaysOf } from '../../../lib/policy/ics.ts'

const feed = (...lines: string[]) =>
  new TextEncoder().encode(['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n'))

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']
const day = (start: string, name: string, ...more: string[]) =>
  event(`DTSTART;VALUE=DATE:${start}`, `SUMMARY:${name}`, ...more)

const read = (...lines: string[]) => holidaysOf(feed(...lines), { from: 2025, to: 2028 })
const dates = (...lines: string[]) => Object.keys(read(...lines).holidays)

const refused = (message: string | RegExp) =>
  expect.objectContaining({ code: 'invalid', field: 'feed', message: expect.stringMatching(message) })

describe('a feed of holidays', () => {
  test('an all-day event is a holiday; its end is the day after the last', () => {
    expect(read(...day('20260924', '추석 연휴', 'DTEND;VALUE=DATE:20260927')).holidays).toEqual({
      '2026-09-24': '추석 연휴',
      '2026-09-25': '추석 연휴',
      '2026-09-26': '추석 연휴',
    })
  })

  test('without an end, with a duration of days, or ending on its own day, it lasts what it says, at least a day', () => {
    expect(dates(...day('20260924', 'a'))).toEqual(['2026-09-24'])
    expect(dates(...day('20260924', 'a', 'DTEND;VALUE=DATE:20260924'))).toEqual(['2026-09-24'])
    expect(dates(...day('20260924', 'a', 'DURATION:P2D'))).toEqual(['2026-09-24', '2026-09-25'])
    expect(dates(...day('20260924', 'a', 'DURATION:P1W'))).toHaveLength(7)
  })

  test('a name folded in the middle of a letter is put together again', () => {
    const text = new TextDecoder('latin1').decode(feed(...day('20260925', '추석')))
    const cut = text.indexOf('SUMMARY:') + 'SUMMARY:'.length + 1
    const folded = Buffer.concat([
      Buffer.from(feed(...day('20260925', '추석'))).subarray(0, cut),
      Buffer.from('\r\n '),
      Buffer.from(feed(...day('20260925', '추석'))).subarray(cut),
    ])
    expect(holidaysOf(folded, { from: 2025, to: 2028 }).holidays).toEqual({ '2026-09-25': '추석' })
  })

  test('escaped marks in a name are read, and a name too long is shortened', () => {
    expect(read(...day('20260101', 'New Year\\, observed\\nagain')).holidays).toEqual({
      '2026-01-01': 'New Year, observed again',
    })
    expect(read(...day('20260101', 'x'.repeat(500))).holidays['2026-01-01']).toHaveLength(200)
  })

  test('two holidays on one date are one free day with both names', () => {
    expect(read(...day('20250505', '어린이날'), ...day('20250505', '부처님 오신 날')).holidays).toEqual({
      '2025-05-05': '어린이날 · 부처님 오신 날',
    })
  })

  test('years that nobody asked for are left out', () => {
    expect(dates(...day('20241225', 'a'), ...day('20241231', 'b', 'DTEND;VALUE=DATE:20250102'))).toEqual(['2025-01-01'])
  })

  test('what is no whole day, or is canceled, is told and not a holiday', () => {
    const meeting = event('DTSTART;TZID=Asia/Seoul:20260924T100000', 'SUMMARY:Meeting')
    expect(read(...meeting, ...day('20260101', 'Off', 'STATUS:CANCELLED'))).toEqual({
      holidays: {},
      leftOut: [
        { line: 3, name: 'Meeting', why: 'has a time of day' },
        { line: 7, name: 'Off', why: 'is canceled' },
      ],
    })
  })

  test('an alarm in an event changes nothing about it', () => {
    const alarm = ['BEGIN:VALARM', 'DTSTART;VALUE=DATE:20260909', 'SUMMARY:Alarm', 'END:VALARM']
    expect(dates(...day('20260924', 'a', ...alarm))).toEqual(['2026-09-24'])
  })

  test('lines may end as on any system, and a byte order mark is no part of the first', () => {
    const text = new TextDecoder().decode(feed(...day('20260924', 'a'))).replaceAll('\r\n', '\n')
    expect(holidaysOf(new TextEncoder().encode(`\uFEFF${text}`), { from: 2026, to: 2026 }).holidays).toEqual({
      '2026-09-24': 'a',
    })
  })
})

describe('a holiday that recurs', () => {
  test('every year on its date, from its first', () => {
    expect(dates(...day('20261225', 'a', 'RRULE:FREQ=YEARLY'))).toEqual(['2026-12-25', '2027-12-25', '2028-12-25'])
    expect(dates(...day('17760704', 'a', 'RRULE:FREQ=YEARLY'))).toHaveLength(4)
  })

  test('on the fourth Thursday of November, or the last Monday of May', () => {
    expect(dates(...day('20251127', 'a', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'))).toEqual([
      '2025-11-27',
      '2026-11-26',
      '2027-11-25',
      '2028-11-23',
    ])
    expect(dates(...day('20250526', 'a', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2'))).toEqual([
      '2025-05-26',
      '2026-05-25',
    ])
  })

  test('on the Tuesday after the first Monday, every second year, until a date', () => {
    const rule = 'RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;UNTIL=20271231T000000Z'
    expect(dates(...day('20241105', 'a', rule))).toEqual(['2026-11-03'])
  })

  test('29 February comes in leap years only', () => {
    expect(dates(...day('20240229', 'a', 'RRULE:FREQ=YEARLY'))).toEqual(['2028-02-29'])
  })

  test('without dates that are taken out, with those that are added, and with one that is moved', () => {
    const master = day(
      '20250704',
      'a',
      'UID:u',
      'RRULE:FREQ=YEARLY',
      'EXDATE;VALUE=DATE:20280704',
      'RDATE;VALUE=DATE:20250101',
    )
    const moved = day('20260703', 'a', 'UID:u', 'RECURRENCE-ID;VALUE=DATE:20260704')
    expect(dates(...master, ...moved)).toEqual(['2025-01-01', '2025-07-04', '2026-07-03', '2027-07-04'])
  })

  test('over the end of a year it reaches into the next', () => {
    const more = ['DTEND;VALUE=DATE:20200103', 'RRULE:FREQ=YEARLY']
    expect(dates(...day('20191231', 'a', ...more)).slice(0, 3)).toEqual(['2025-01-01', '2025-01-02', '2025-12-31'])
  })
})

describe('a feed that cannot be read', () => {
  test.each([
    ['a web page', ['<html>'], /Line 3 .*NAME:value/],
    ['a date that is none', day('20260230', 'a'), /Line 4 .*"20260230" is no date.*YYYYMMDD/],
    ['an event without a date', event('SUMMARY:a'), /Line 3 .*without DTSTART/],
    ['an end before the begin', day('20260202', 'a', 'DTEND;VALUE=DATE:20260201'), /Line 6 .*ends before/],
    ['a season', day('20260101', 'a', 'DTEND;VALUE=DATE:20260401'), /Line 3 .*lasts 90 days/],
    ['a duration of hours', day('20260101', 'a', 'DURATION:PT5H'), /Line 6 .*P1D/],
    ['a rule for each week', day('20260101', 'a', 'RRULE:FREQ=WEEKLY'), /Line 6 .*FREQ=WEEKLY.*FREQ=YEARLY/],
    ['a rule by position', day('20260101', 'a', 'RRULE:FREQ=YEARLY;BYSETPOS=1'), /BYSETPOS/],
    ['a rule by a weekday of the year', day('20260101', 'a', 'RRULE:FREQ=YEARLY;BYDAY=20MO'), /BYDAY=20MO/],
    ['a rule by weekdays without a month', day('20260101', 'a', 'RRULE:FREQ=YEARLY;BYDAY=MO'), /Add BYMONTH/],
    ['a rule by a month that is none', day('20260101', 'a', 'RRULE:FREQ=YEARLY;BYMONTH=13'), /BYMONTH=13/],
    ['a rule for workdays', day('20260101', 'a', 'RRULE:FREQ=YEARLY;BYMONTHDAY=1,2,3'), /36 days of a year/],
    ['an event that ends another thing', ['BEGIN:VEVENT', 'END:VALARM'], /Line 4 .*VALARM/],
    ['a file that is cut off', ['BEGIN:VEVENT'], /ends VCALENDAR/],
  ])('%s is refused with the line and the remedy', (_, lines, message) => {
    expect(() => read(...lines)).toThrow(refused(message))
  })

  test('a file cut off at its end says what never ends', () => {
    const whole = feed(...day('20260101', 'a'))
    expect(() => holidaysOf(whole.subarray(0, -17), { from: 2026, to: 2026 })).toThrow(refused(/never ends.*cut off/))
  })

  test('an empty file is no feed', () => {
    expect(() => holidaysOf(new Uint8Array(), { from: 2026, to: 2026 })).toThrow(refused(/Line 1 .*VCALENDAR/))
  })

  test('another encoding than UTF-8 is told with its line', () => {
    const bytes = Buffer.from(new TextDecoder().decode(feed(...day('20260101', 'é'))), 'latin1')
    expect(() => holidaysOf(bytes, { from: 2026, to: 2026 })).toThrow(refused(/Line 5 .*UTF-8/))
  })

  test('too large a file, too many events and too many years are refused', () => {
    expect(() => holidaysOf(new Uint8Array(1024 * 1024 + 1), { from: 2026, to: 2026 })).toThrow(
      expect.objectContaining({ code: 'too_large', field: 'feed' }),
    )
    const many = Array.from({ length: 2001 }, () => day('20260101', 'a')).flat()
    expect(() => read(...many)).toThrow(expect.objectContaining({ code: 'too_large', field: 'feed' }))
    expect(() => holidaysOf(feed(), { from: 2000, to: 2050 })).toThrow(expect.objectContaining({ field: 'years' }))
  })
})
