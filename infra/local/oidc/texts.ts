import type { Role } from '../../../lib/people/person.ts'
import type { Language } from '../../../lib/ticket/message.ts'

/** What the page says on which people choose who they are. */
export interface Texts {
  readonly title: string
  readonly intro: string
  readonly role: Readonly<Record<Role, string>>
  readonly expired: string
  readonly again: string
}

/** All texts, complete by type. */
export const texts: Readonly<Record<Language, Texts>> = {
  ko: {
    title: '누구로 로그인할까요?',
    intro: '이 컴퓨터에서만 쓰는 로그인입니다. 한 번 눌러 그 사람이 되어 보세요.',
    role: { administrator: '관리자', agent: '상담원', employee: '직원', guest: '손님', integration: '연동' },
    expired: '로그인이 너무 오래 걸렸습니다.',
    again: '다시 로그인',
  },
  en: {
    title: 'Who would you like to be?',
    intro: 'This sign-in exists on this machine only. One click, and you are that person.',
    role: {
      administrator: 'Administrator',
      agent: 'Agent',
      employee: 'Employee',
      guest: 'Guest',
      integration: 'Integration',
    },
    expired: 'This sign-in took too long.',
    again: 'Sign in again',
  },
}
