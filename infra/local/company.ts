import type * as z from 'zod'
import { Person } from '../../lib/people/person.ts'
import { TeamFields } from '../../lib/people/team.ts'
import { firstTeam } from '../../lib/policy/routing.ts'

const person = (
  id: string,
  fields: Omit<z.input<typeof Person>, 'id' | 'addresses' | 'timeZone'> & { timeZone?: string },
) => Person.parse({ timeZone: 'Asia/Seoul', ...fields, id, addresses: [`${id.replace('p-', '')}@haneul.example`] })

const seoul = { department: '정보기술팀', location: '서울 본사' }
const london = { department: 'IT', location: 'London', timeZone: 'Europe/London' }

/** The people of a small company, so that a newcomer has somebody to be; managers stand before their people. */
export const people: readonly Person[] = [
  person('p-grace.kim', {
    name: 'Grace Kim',
    language: 'en',
    role: 'employee',
    timeZone: 'America/Los_Angeles',
    department: 'Management',
    location: 'Los Angeles',
    isVip: true,
  }),
  person('p-sora.han', {
    name: '한소라',
    language: 'ko',
    role: 'administrator',
    manager: 'p-grace.kim',
    ...seoul,
    skills: ['network'],
  }),
  person('p-jihoon.park', {
    name: '박지훈',
    language: 'ko',
    role: 'agent',
    manager: 'p-sora.han',
    ...seoul,
    skills: ['printer'],
  }),
  person('p-emma.clark', {
    name: 'Emma Clark',
    language: 'en',
    role: 'agent',
    manager: 'p-sora.han',
    ...london,
    skills: ['network', 'mail'],
  }),
  person('p-yuna.choi', {
    name: '최유나',
    language: 'ko',
    role: 'employee',
    manager: 'p-grace.kim',
    department: '재무팀',
    location: '서울 본사',
  }),
  person('p-minji.kim', {
    name: '김민지',
    language: 'ko',
    role: 'employee',
    manager: 'p-yuna.choi',
    department: '재무팀',
    location: '서울 본사',
  }),
  person('p-dohyun.lee', {
    name: '이도현',
    language: 'ko',
    role: 'employee',
    manager: 'p-yuna.choi',
    department: '재무팀',
    location: '부산 공장',
  }),
  person('p-oliver.reed', {
    name: 'Oliver Reed',
    language: 'en',
    role: 'employee',
    manager: 'p-grace.kim',
    timeZone: 'America/New_York',
    department: 'Sales',
    location: 'New York',
  }),
]

const weekdaysFrom = (...day: { from: string; to: string }[]) => ({ mon: day, tue: day, wed: day, thu: day, fri: day })
const seoulHours = weekdaysFrom({ from: '09:00', to: '12:00' }, { from: '13:00', to: '18:00' })
const londonHours = weekdaysFrom({ from: '09:00', to: '17:30' })

/** Its two teams. The first leaves its tickets to whoever takes them, so that a newcomer sees them waiting at any hour. */
export const teams: readonly (TeamFields & { readonly id: string })[] = [
  {
    id: firstTeam,
    ...TeamFields.parse({
      name: '서비스 데스크',
      members: [
        { id: 'p-jihoon.park', shift: seoulHours },
        { id: 'p-emma.clark', shift: londonHours },
      ],
      lead: 'p-sora.han',
      zone: 'Asia/Seoul',
      location: '서울 본사',
      assignment: { method: 'manual', capacity: 20, isSticky: true },
    }),
  },
  {
    id: 'network',
    ...TeamFields.parse({
      name: 'Network',
      members: [
        { id: 'p-emma.clark', shift: londonHours },
        { id: 'p-sora.han', shift: seoulHours },
      ],
      lead: 'p-emma.clark',
      zone: 'Europe/London',
      location: 'London',
      assignment: { method: 'round-robin', capacity: 10 },
    }),
  },
]
