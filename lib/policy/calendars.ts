import { Calendar } from '../ticket/calendar.ts'
import { koreanHolidays } from './korean-holidays.ts'

const office = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const day = [{ from: '00:00', to: '24:00' }]

const [firstYear, lastYear] = [2024, 2036]

const holidays = Array.from({ length: lastYear - firstYear + 1 }, (_, i) => koreanHolidays(firstYear + i))
  .flat()
  .map(({ date, korean, english }) => [date, `${korean} (${english})`])

/** The calendars a desk starts with: Korean office hours, and round the clock. */
export const defaultCalendars: readonly Calendar[] = [
  Calendar.parse({
    id: 'korea',
    name: '한국 업무 시간 (Korean office hours)',
    version: 1,
    zone: 'Asia/Seoul',
    week: { mon: office, tue: office, wed: office, thu: office, fri: office },
    holidays: Object.fromEntries(holidays),
  }),
  Calendar.parse({
    id: 'always',
    name: '24시간 (round the clock)',
    version: 1,
    zone: 'Asia/Seoul',
    week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
  }),
]
