/** Days since 1970 of a date in UTC, which is how dates are reckoned here. */
const dayOf = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 86_400_000
const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
/** 0 is Sunday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => (day + 4) % 7
const [sunday, saturday] = [0, 6]

/** The Korean lunisolar calendar, reckoned by the longitude of Seoul; written `4/8`, in a leap month `4bis/8`. */
const lunar = new Intl.DateTimeFormat('en-u-ca-dangi', { timeZone: 'UTC', month: 'numeric', day: 'numeric' })

/** The day on which a lunar date falls, sought for six weeks from the earliest date on which it can. */
const lunarDay = (wanted: string, year: number, month: number, day: number): number => {
  const earliest = dayOf(year, month, day)
  for (let at = earliest; at < earliest + 42; at += 1) if (lunar.format(at * 86_400_000) === wanted) return at
  throw new RangeError(`${year} has no ${wanted} of the lunar calendar`)
}

/** A public holiday as the law lists it, and on which days of the week it is made good. */
interface Statutory {
  readonly day: number
  readonly name: string
  /** Name under which it is made good; nothing for one that is lost when it falls on a free day. */
  readonly substitute?: string
  readonly madeGoodOn: readonly number[]
}

const statutory = (year: number): Statutory[] => {
  const lost = (month: number, day: number, name: string) => ({ day: dayOf(year, month, day), name, madeGoodOn: [] })
  const madeGood = (day: number, name: string) => ({ day, name, substitute: name, madeGoodOn: [saturday, sunday] })
  const threeDays = (name: string, middle: number): Statutory[] =>
    [`${name} 전날`, name, `${name} 다음 날`].map((each, i) => ({
      day: middle - 1 + i,
      name: each,
      substitute: name,
      madeGoodOn: [sunday],
    }))
  return [
    lost(1, 1, '1월 1일'),
    ...threeDays('설날', lunarDay('1/1', year, 1, 20)),
    madeGood(dayOf(year, 3, 1), '3ㆍ1절'),
    madeGood(dayOf(year, 5, 1), '노동절'),
    madeGood(dayOf(year, 5, 5), '어린이날'),
    madeGood(lunarDay('4/8', year, 4, 26), '부처님 오신 날'),
    lost(6, 6, '현충일'),
    madeGood(dayOf(year, 7, 17), '제헌절'),
    madeGood(dayOf(year, 8, 15), '광복절'),
    ...threeDays('추석', lunarDay('8/15', year, 9, 5)),
    madeGood(dayOf(year, 10, 3), '개천절'),
    madeGood(dayOf(year, 10, 9), '한글날'),
    madeGood(dayOf(year, 12, 25), '기독탄신일'),
  ].sort((a, b) => a.day - b.day)
}

/** The holidays of a date that are made good: each that fell on a free weekday, else one for every two that met. */
const owed = (onDay: readonly Statutory[]): Statutory[] => {
  const onWeekend = onDay.filter(({ day, madeGoodOn }) => madeGoodOn.includes(weekdayOf(day)))
  const met = onDay.filter(({ substitute }) => substitute !== undefined).slice(-(onDay.length - 1))
  return onWeekend.length > 0 || onDay.length === 1 ? onWeekend : met
}

/**
 * Korean names of the public holidays of a year by date, by the law in force since 2026: the Public Holidays Act
 * (which then took back Constitution Day and took in Labour Day) and the decree on holidays of public offices, article
 * 3. The new year's and harvest holidays are made good when one falls on a Sunday or on another holiday, the others,
 * but for New Year's Day and Memorial Day, on a Saturday too: on the next date that is no Saturday, Sunday or holiday.
 * Elections and days that the government gives at short notice are not in it.
 */
export const holidaysByLaw = (year: number): ReadonlyMap<string, readonly string[]> => {
  const byDay = Map.groupBy(statutory(year), ({ day }) => day)
  const names = new Map([...byDay].map(([day, holidays]) => [day, holidays.map(({ name }) => name)]))
  const isFree = (day: number) => names.has(day) || weekdayOf(day) === saturday || weekdayOf(day) === sunday
  for (const holiday of [...byDay.values()].flatMap(owed)) {
    let day = holiday.day + 1
    while (isFree(day)) day += 1
    names.set(day, [`대체공휴일(${holiday.substitute})`])
  }
  return new Map([...names].sort(([a], [b]) => a - b).map(([day, all]) => [dateOf(day), all]))
}
