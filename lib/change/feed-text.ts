import type { Language } from '../ticket/message.ts'
import type { ChangeState, ChangeType, Risk } from './change.ts'

/** The words of a calendar feed. */
interface FeedText {
  readonly state: string
  readonly risk: string
  readonly team: string
  readonly assignee: string
  readonly owner: string
  readonly types: Readonly<Record<ChangeType, string>>
  readonly states: Readonly<Record<ChangeState, string>>
  readonly risks: Readonly<Record<Risk, string>>
  readonly freezes: Readonly<Record<'hard' | 'soft', string>>
}

/** By language. */
export const feedText: Readonly<Record<Language, FeedText>> = {
  en: {
    state: 'State',
    risk: 'Risk',
    team: 'Team',
    assignee: 'Carried out by',
    owner: 'Owner',
    types: { standard: 'Standard change', normal: 'Change', emergency: 'Emergency change' },
    states: {
      new: 'new',
      assess: 'being assessed',
      authorize: 'waiting for approval',
      scheduled: 'scheduled',
      implement: 'being carried out',
      review: 'being reviewed',
      closed: 'closed',
      canceled: 'canceled',
    },
    risks: { low: 'low', moderate: 'moderate', high: 'high', 'very-high': 'very high' },
    freezes: { hard: 'Change freeze', soft: 'Please change nothing' },
  },
  ko: {
    state: '상태',
    risk: '위험도',
    team: '팀',
    assignee: '작업자',
    owner: '책임자',
    types: { standard: '표준 변경', normal: '변경', emergency: '긴급 변경' },
    states: {
      new: '신규',
      assess: '평가 중',
      authorize: '승인 대기',
      scheduled: '예정됨',
      implement: '작업 중',
      review: '검토 중',
      closed: '종료',
      canceled: '취소',
    },
    risks: { low: '낮음', moderate: '보통', high: '높음', 'very-high': '매우 높음' },
    freezes: { hard: '변경 동결', soft: '변경 자제' },
  },
}
