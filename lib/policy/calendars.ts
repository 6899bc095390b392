import type { Calendar } from '../ticket/calendar.ts'
import { korea2024To2036 } from './korea-2024-2036.ts'

const office = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const day = [{ from: '00:00', to: '24:00' }]

/** The calendars a desk starts with: Korean office hours with its public holidays until 2036, and round the clock. */
export const defaultCalendars: readonly Calendar[] = [
  {
    id: 'korea',
    name: '한국 업무 시간 (Korean office hours)',
    version: 1,
    zone: 'Asia/Seoul',
    week: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
    holidays: korea2024To2036,
    exceptions: {},
  },
  {
    id: 'always',
    name: '24시간 (round the clock)',
    version: 1,
    zone: 'Asia/Seoul',
    week: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day },
    holidays: {},
    exceptions: {},
  },
]
