import type { Role } from '../../../lib/people/person.ts'
import type { Language } from '../../../lib/ticket/message.ts'

/** What the page says on which people choose who they are. */
export interface Texts {
  readonly product: string
  readonly title: string
  readonly intro: string
  readonly role: Readonly<Record<Role, string>>
  readonly expired: string
  readonly again: string
}

/** All texts, complete by type. */
export const texts: Readonly<Record<Language, Texts>> = {
  ko: {
    product: '하늘',
    title: '누구로 로그인할까요?',
    intro: '이 컴퓨터에서만 쓰는 로그인입니다. 이름을 누르면 바로 그 사람으로 로그인됩니다.',
    role: { administrator: '관리자', agent: '상담원', employee: '직원', guest: '외부인', integration: '프로그램' },
    expired: '로그인이 너무 오래 걸렸습니다.',
    again: '다시 로그인',
  },
  en: {
    product: 'Haneul',
    title: 'Who would you like to be?',
    intro: 'This sign-in exists on this machine only. Click a name to sign in as that person.',
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
