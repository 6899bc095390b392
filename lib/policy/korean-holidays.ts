import * as gazette from '@hyunbinseo/holidays-kr/all'
import { holidaysByLaw } from './korean-holiday-law.ts'

/** A day on which Korea's public offices are closed. */
export interface KoreanHoliday {
  /** Local date, YYYY-MM-DD. */
  readonly date: string
  readonly korean: string
  readonly english: string
}

const english: Readonly<Record<string, string>> = {
  '1월 1일': "New Year's Day",
  '설날 전날': 'Eve of Lunar New Year',
  설날: 'Lunar New Year',
  '설날 다음 날': 'Day after Lunar New Year',
  '3ㆍ1절': 'Independence Movement Day',
  노동절: 'Labour Day',
  어린이날: "Children's Day",
  '부처님 오신 날': "Buddha's Birthday",
  현충일: 'Memorial Day',
  제헌절: 'Constitution Day',
  광복절: 'Liberation Day',
  '추석 전날': 'Eve of Chuseok',
  추석: 'Chuseok',
  '추석 다음 날': 'Day after Chuseok',
  개천절: 'National Foundation Day',
  한글날: 'Hangul Day',
  기독탄신일: 'Christmas Day',
}

const inEnglish = (name: string): string => {
  if (name.includes('선거')) return 'Election Day'
  const substituted = /^대체공휴일\((.+)\)$/.exec(name)?.[1]
  if (substituted !== undefined) return `Substitute for ${inEnglish(substituted)}`
  return english[name] ?? 'Temporary Holiday'
}

const published = new Map<string, Readonly<Record<string, readonly string[]>>>(Object.entries(gazette))

/** Years this knows: before 2018 other law was in force, and beyond 2050 nobody plans. */
export const knownYears = [2018, 2050] as const
const [firstYear, lastYear] = knownYears

/** Whether the government has published the holidays of this year; until then they are what the law lets expect. */
export const isPublished = (year: number): boolean => published.has(`y${year}`)

/**
 * Korea's public holidays of a year in order of date. For a published year they are those of the official gazette,
 * with elections and days given at short notice; for a later one those that follow from the law. `decreed` adds what
 * was announced after the package was made, as Korean names by date. A `RangeError` for years before 2018 or after 2050.
 */
export const koreanHolidays = (year: number, decreed: Readonly<Record<string, string>> = {}): KoreanHoliday[] => {
  if (!Number.isInteger(year) || year < firstYear || year > lastYear)
    throw new RangeError(`Korean holidays are known from ${firstYear} to ${lastYear}, not of ${year}`)
  const ofGazette = published.get(`y${year}`)
  const names = new Map(ofGazette ? Object.entries(ofGazette) : holidaysByLaw(year))
  for (const [date, name] of Object.entries(decreed))
    if (date.startsWith(`${year}-`)) names.set(date, [...(names.get(date) ?? []), name])
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, all]) => ({ date, korean: all.join(' · '), english: all.map(inEnglish).join(' · ') }))
}
