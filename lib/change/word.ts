import type { Language } from '../ticket/message.ts'
import type { ChangeType, Risk } from './change.ts'
import type { MaterialField } from './material.ts'

/** What pages and mails call types, risks and fields of a change. */
export interface ChangeWords {
  readonly type: Readonly<Record<ChangeType, string>>
  readonly risk: Readonly<Record<Risk, string>>
  readonly field: Readonly<Record<MaterialField, string>>
}

/** The words, by language. */
export const changeWords: Record<Language, ChangeWords> = {
  en: {
    type: { standard: 'standard', normal: 'normal', emergency: 'emergency' },
    risk: { low: 'low', moderate: 'moderate', high: 'high', 'very-high': 'very high' },
    field: {
      type: 'type',
      title: 'title',
      service: 'service',
      items: 'items',
      impact: 'impact',
      risk: 'risk',
      window: 'time',
      plan: 'plan',
      test: 'test',
      backout: 'way back',
      assignee: 'who carries it out',
    },
  },
  ko: {
    type: { standard: '표준', normal: '일반', emergency: '긴급' },
    risk: { low: '낮음', moderate: '보통', high: '높음', 'very-high': '매우 높음' },
    field: {
      type: '유형',
      title: '제목',
      service: '서비스',
      items: '대상',
      impact: '영향도',
      risk: '위험도',
      window: '작업 시간',
      plan: '작업 계획',
      test: '시험',
      backout: '원복 계획',
      assignee: '작업자',
    },
  },
}
