import { describe, expect, test } from 'vitest'
import { defaultCalendars } from '../../../lib/policy/calendars.ts'
import { holidaysByLaw } from '../../../lib/policy/korean-holiday-law.ts'
import { isPublished, koreanHolidays } from '../../../lib/policy/korean-holidays.ts'

const namesOf = (year: number) => Object.fromEntries(koreanHolidays(year).map(({ date, korean }) => [date, korean]))
const substitutes = (year: number) =>
  [...holidaysByLaw(year)].filter(([, [name]]) => name!.startsWith('대체공휴일')).map(([date]) => date.slice(5))

describe('a year that the government has published', () => {
  test.each([
    ['2024-02-10', '설날'],
    ['2024-02-12', '대체공휴일(설날)'],
    ['2024-04-10', '제22대국회의원선거'],
    ['2024-05-06', '대체공휴일(어린이날)'],
    ['2024-10-01', '임시공휴일'],
    ['2025-01-27', '임시공휴일'],
    ['2025-01-29', '설날'],
    ['2025-03-03', '대체공휴일(3ㆍ1절)'],
    ['2025-05-05', '어린이날 · 부처님 오신 날'],
    ['2025-05-06', '대체공휴일(부처님 오신 날)'],
    ['2025-06-03', '임시공휴일(대통령선거)'],
    ['2025-10-06', '추석'],
    ['2025-10-08', '대체공휴일(추석)'],
    ['2026-03-02', '대체공휴일(3ㆍ1절)'],
    ['2026-05-01', '노동절'],
    ['2026-05-25', '대체공휴일(부처님 오신 날)'],
    ['2026-07-17', '제헌절'],
    ['2026-08-17', '대체공휴일(광복절)'],
    ['2026-10-05', '대체공휴일(개천절)'],
    ['2027-02-09', '대체공휴일(설날)'],
    ['2027-07-19', '대체공휴일(제헌절)'],
  ])('%s is %s', (date, name) => {
    expect(namesOf(Number(date.slice(0, 4)))[date]).toBe(name)
  })

  test('Constitution Day and Labour Day are worked until 2025', () => {
    expect(namesOf(2025)).not.toHaveProperty(['2025-07-17'])
    expect(namesOf(2025)).not.toHaveProperty(['2025-05-01'])
  })

  test('Memorial Day on a Sunday is not made good', () => {
    expect(namesOf(2027)).not.toHaveProperty(['2027-06-07'])
  })

  test('every name has an English one', () => {
    const english = Object.fromEntries(koreanHolidays(2025).map((each) => [each.date, each.english]))
    expect(english).toMatchObject({
      '2025-01-27': 'Temporary Holiday',
      '2025-01-29': 'Lunar New Year',
      '2025-05-06': "Substitute for Buddha's Birthday",
      '2025-06-03': 'Election Day',
    })
  })
})

describe('a year that is not published yet', () => {
  test('it is reckoned by the law, which gives for 2026 and 2027 what was published but for the election', () => {
    for (const year of [2026, 2027]) {
      const reckoned = Object.fromEntries([...holidaysByLaw(year)].map(([date, names]) => [date, names.join(' · ')]))
      const { '2026-06-03': _election, ...published } = namesOf(year)
      expect(reckoned).toEqual(published)
    }
  })

  test.each([
    [2028, ['10-05'], 'Chuseok meets National Foundation Day'],
    [2029, ['05-07', '05-21', '09-24'], 'Saturdays and Sundays'],
    [2030, ['02-05', '05-06'], 'a Sunday before Lunar New Year'],
    [2034, ['02-21'], 'the first day of a leap year’s spring'],
    [2036, ['01-30', '03-03', '05-06', '10-06', '10-07'], 'a Sunday, and a meeting on a Friday, of the same Chuseok'],
  ])('%i has the substitutes %j: %s', (year, dates) => {
    expect(isPublished(year)).toBe(false)
    expect(substitutes(year)).toEqual(dates)
  })

  test('a substitute is never a weekend or another holiday', () => {
    for (let year = 2028; year <= 2050; year++) {
      const days = [...holidaysByLaw(year)]
      expect(new Set(days.map(([date]) => date)).size).toBe(days.length)
      const weekends = days.filter(([date, [name]]) => name!.startsWith('대체') && new Date(date).getUTCDay() % 6 === 0)
      expect(weekends).toEqual([])
    }
  })
})

describe('what the pack does not know', () => {
  test('a day that is decreed later is added by its date', () => {
    const decreed = koreanHolidays(2030, { '2030-10-04': '임시공휴일', '2031-01-02': '임시공휴일' })
    expect(decreed.filter(({ korean }) => korean === '임시공휴일')).toEqual([
      { date: '2030-10-04', korean: '임시공휴일', english: 'Temporary Holiday' },
    ])
  })

  test('a year too early or too late is refused', () => {
    for (const year of [2017, 2051, 2026.5]) expect(() => koreanHolidays(year)).toThrow(RangeError)
  })
})

describe('the calendar a desk starts with', () => {
  test('it has what the pack says for 2024 to 2036; when the pack learns a day, that is a new version', () => {
    const years = Array.from({ length: 13 }, (_, i) => koreanHolidays(2024 + i)).flat()
    const expected = Object.fromEntries(years.map(({ date, korean, english }) => [date, `${korean} (${english})`]))
    expect(defaultCalendars.find(({ id }) => id === 'korea')?.holidays).toEqual(expected)
  })
})
