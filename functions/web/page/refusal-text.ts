import { languageOf } from '../../../lib/mail/language.ts'
import type { Language } from '../../../lib/ticket/message.ts'
import type { Refusal, RefusalCode } from '../../../lib/ticket/refusal.ts'

/** A refusal as a page tells it. */
export interface Told {
  readonly sentence: string
  /** What the API says of it, in English; absent where the sentence says it all. */
  readonly detail?: string
}

/** Fields that people fill in, as sentences call them. */
const fields: Readonly<Record<string, string>> = {
  title: '제목',
  description: '내용',
  text: '내용',
  visibility: '공개 범위',
  team: '팀',
  assignee: '담당자',
  requester: '요청자',
  watchers: '참조자',
  people: '사람',
  person: '사람',
  category: '분류',
  service: '서비스',
  impact: '영향도',
  urgency: '긴급도',
  priority: '우선순위',
  reason: '사유',
  until: '기한',
  code: '해결 방법',
  notes: '해결 내용',
  parent: '상위 티켓',
  into: '병합할 티켓',
  sequence: '기록',
  follows: '이전 티켓',
  headline: '알림 문장',
  since: '시작 시각',
  expectedEnd: '예상 종료 시각',
  attachments: '첨부 파일',
  happened: '무슨 일이 있었나요?',
  learned: '무엇을 배웠나요?',
  followUps: '앞으로 무엇을 할까요?',
  everyMinutes: '경과를 알리는 간격',
  children: '하위 티켓',
  score: '점수',
  comment: '의견',
  name: '이름',
  addresses: '주소',
  members: '팀원',
  lead: '팀장',
  zone: '시간대',
  timeZone: '시간대',
  calendar: '근무 달력',
  id: 'ID',
  url: '주소',
  events: '이벤트',
  teams: '팀',
  services: '서비스',
  number: '티켓',
  format: '형식',
  mapping: '매핑',
  identity: '식별 기준',
  levels: '심각도 단어',
  suppressWhen: '억제 조건',
  topics: 'SNS 주제',
  signing: '서명',
  secret: '비밀 값',
  body: '예시',
  headers: '헤더',
  source: '연동',
  host: '호스트',
  beginsAt: '시작',
  endsAt: '종료',
  criticality: '중요도',
  identifiers: '식별자',
}

/** The label of a field such as `people.0` or `headline.en`, by its first part. */
const labelOf = (field: string | undefined): string | undefined => field && fields[field.split('.')[0]!]

/** By the code of a refusal; `field` is the label of the field at fault, where one is. */
const korean: Record<RefusalCode, (field: string | undefined) => string> = {
  invalid: (field) => (field ? `‘${field}’ 항목을 확인해 주세요.` : '빠졌거나 잘못 입력된 것이 있습니다.'),
  not_found: () => '찾는 것이 없거나 볼 수 있는 권한이 없습니다.',
  forbidden: (field) => (field ? `‘${field}’ 항목을 정할 권한이 없습니다.` : '이 작업을 할 권한이 없습니다.'),
  conflict: () => '지금 상태에서는 할 수 없는 작업입니다.',
  stale: () => '작업하는 동안 다른 사람이 변경했습니다.',
  unauthenticated: () => '다시 로그인해 주세요.',
  too_many: () => '요청이 너무 많습니다. 잠시 후 다시 시도해 주세요.',
  too_large: () => '너무 큽니다. 나누어 보내거나 더 작은 파일을 보내 주세요.',
}

/** In English the API's own words: they name the field and the remedy. */
const english = ({ code, message, field }: Refusal): Told => {
  if (code === 'stale') return { sentence: 'Somebody changed it while you were at it.' }
  // The form says at the field which one it is; code names of fields are for scripts.
  const words = field !== undefined && message.startsWith(`${field}: `) ? message.slice(field.length + 2) : message
  return { sentence: words.charAt(0).toUpperCase() + words.slice(1) }
}

/** A refusal in the reader's language, with the API's English words beneath where the sentence says less than they do. */
export const tellRefusal = (refusal: Refusal, language: Language): Told => {
  const told = english(refusal)
  if (language === 'en') return told
  // An area of the pages may say it in its own words.
  if (languageOf(refusal.message) === language) return { sentence: refusal.message }
  const sentence = korean[refusal.code](labelOf(refusal.field))
  return refusal.code === 'stale' || refusal.code === 'unauthenticated'
    ? { sentence }
    : { sentence, detail: told.sentence }
}
