import type { NotAdmitted } from '../../../lib/people/identity.ts'
import type { Language } from '../../../lib/ticket/message.ts'

/** Why there is a page where people wanted to be signed in. */
export type Trouble = NotAdmitted | 'failed' | 'canceled' | 'down' | 'foreign'

/** Everything the pages of sign-in and sign-out say. */
export interface AuthTexts {
  readonly trouble: Readonly<Record<Trouble, { readonly heading: string; readonly text: string }>>
  readonly again: string
  readonly signedOut: { readonly heading: string; readonly text: string }
  readonly signOut: {
    readonly heading: string
    readonly text: string
    readonly here: string
    readonly everywhere: string
  }
}

/** All texts, complete by type. */
export const authTexts: Readonly<Record<Language, AuthTexts>> = {
  ko: {
    trouble: {
      failed: {
        heading: '로그인하지 못했습니다',
        text: '로그인 시간이 지났거나, 이미 사용했거나, 다른 브라우저에서 시작한 로그인입니다. 다시 로그인해 주세요.',
      },
      canceled: {
        heading: '로그인을 취소했습니다',
        text: '로그인하지 않았습니다. 언제든지 다시 로그인할 수 있습니다.',
      },
      unknown: {
        heading: '등록되지 않은 계정입니다',
        text: '로그인은 되었지만 이 서비스 데스크에 등록된 분을 찾지 못했습니다. 서비스 데스크에 등록을 요청하거나 다른 계정으로 로그인해 주세요.',
      },
      inactive: {
        heading: '사용이 중지된 계정입니다',
        text: '이 계정은 더 이상 서비스 데스크를 이용할 수 없습니다. 착오라면 팀장이나 서비스 데스크에 문의해 주세요.',
      },
      down: {
        heading: '로그인 서비스에 연결할 수 없습니다',
        text: '잠시 후 다시 시도해 주세요. 이미 로그인한 분들은 계속 이용할 수 있습니다.',
      },
      foreign: { heading: '요청을 받지 않았습니다', text: '이 요청은 서비스 데스크의 페이지에서 보낸 것이 아닙니다.' },
    },
    again: '다시 로그인',
    signedOut: { heading: '로그아웃했습니다', text: '이 브라우저에서 로그아웃했습니다.' },
    signOut: {
      heading: '로그아웃할까요?',
      text: '이 브라우저에서만, 또는 로그인한 모든 기기에서 로그아웃할 수 있습니다.',
      here: '이 브라우저에서 로그아웃',
      everywhere: '모든 기기에서 로그아웃',
    },
  },
  en: {
    trouble: {
      failed: {
        heading: 'You are not signed in',
        text: 'This sign-in took too long, was used already, or began in another browser. Please sign in again.',
      },
      canceled: { heading: 'You did not sign in', text: 'The sign-in was canceled. You can sign in at any time.' },
      unknown: {
        heading: 'We do not know this account',
        text: 'You signed in, but nobody here is registered with this account. Ask your service desk to register you, or sign in with another account.',
      },
      inactive: {
        heading: 'This account is no longer active',
        text: 'It cannot use the service desk any more. If that is a mistake, ask your manager or the service desk.',
      },
      down: {
        heading: 'The sign-in cannot be reached',
        text: 'Please try again in a moment. Whoever is signed in already can go on.',
      },
      foreign: { heading: 'This was not done', text: 'The request did not come from a page of the service desk.' },
    },
    again: 'Sign in again',
    signedOut: { heading: 'You are signed out', text: 'You are signed out in this browser.' },
    signOut: {
      heading: 'Sign out?',
      text: 'You can sign out in this browser, or on every device on which you are signed in.',
      here: 'Sign out in this browser',
      everywhere: 'Sign out everywhere',
    },
  },
}
