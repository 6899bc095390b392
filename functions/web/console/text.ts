import type { IncidentState } from '../../../lib/incident/incident.ts'
import type { LetterRecord } from '../../../lib/intake/record.ts'
import type { Language } from '../../../lib/ticket/message.ts'

/** Everything the console says. A text missing in a language does not compile. */
export interface ConsoleTexts {
  readonly title: string
  readonly tickets: string
  readonly letters: string
  readonly skip: string
  readonly all: string
  readonly state: Record<IncidentState, string>
  readonly outcome: Record<LetterRecord['outcome'], string>
  readonly outcomeHint: Record<'failed' | 'quarantined' | 'filtered', string>
  readonly noTickets: string
  readonly noTicketsHint: string
  readonly noLetters: string
  readonly older: string
  readonly column: Record<'number' | 'title' | 'state' | 'priority' | 'requester' | 'opened', string>
  readonly opened: string
  readonly commented: string
  readonly internal: string
  readonly unverified: string
  readonly automatic: string
  readonly quoted: string
  readonly attachments: string
  readonly original: string
  readonly mailSent: (to: string) => string
  readonly mailWaiting: (to: string) => string
  readonly mailRejected: (to: string, reason: string) => string
  readonly more: string
  readonly replay: string
  readonly release: string
  readonly replayed: string
  readonly noSubject: string
  readonly timeline: string
  readonly notFound: string
  readonly notFoundHint: string
  readonly refused: string
  readonly back: string
  readonly bytes: (size: number) => string
}

const size = (bytes: number) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** The texts, by language. */
export const consoleTexts: Record<Language, ConsoleTexts> = {
  en: {
    title: 'Haneul service desk',
    tickets: 'Tickets',
    letters: 'Mail log',
    skip: 'Skip to content',
    all: 'All',
    state: {
      new: 'New',
      in_progress: 'In progress',
      on_hold: 'On hold',
      resolved: 'Resolved',
      closed: 'Closed',
      canceled: 'Canceled',
    },
    outcome: {
      opened: 'Opened a ticket',
      commented: 'Added to a ticket',
      duplicate: 'Delivered before',
      filtered: 'Filtered',
      quarantined: 'Quarantined',
      failed: 'Failed',
      replaying: 'Being tried again',
    },
    outcomeHint: {
      failed: 'Mail that we could not take in. The original is kept; try it again when the cause is mended.',
      quarantined: 'Mail that a scan rejected, or that names no sender. Nobody was answered.',
      filtered: 'Automatic mail that belongs to no ticket, and our own mail that came back.',
    },
    noTickets: 'No tickets here.',
    noTicketsHint: 'A mail to the help address opens one.',
    noLetters: 'Nothing waits here.',
    older: 'Older',
    column: {
      number: 'Number',
      title: 'Title',
      state: 'State',
      priority: 'Priority',
      requester: 'Requester',
      opened: 'Opened',
    },
    opened: 'opened this',
    commented: 'wrote',
    internal: 'Internal',
    unverified: 'Unverified sender',
    automatic: 'Automatic mail',
    quoted: 'Quoted text',
    attachments: 'Attachments',
    original: 'Original mail',
    mailSent: (to) => `Mail sent to ${to}`,
    mailWaiting: (to) => `Mail to ${to} is being sent`,
    mailRejected: (to, reason) => `Mail to ${to} was rejected: ${reason}`,
    more: 'Go on reading',
    replay: 'Try again',
    release: 'Let it in',
    replayed: 'It is being tried again. Reload in a moment.',
    noSubject: '(no subject)',
    timeline: 'Timeline',
    notFound: 'There is no such page.',
    notFoundHint: 'It may have moved, or the number has a typing error.',
    refused: 'This could not be done.',
    back: 'Back to the tickets',
    bytes: size,
  },
  ko: {
    title: '하늘 서비스 데스크',
    tickets: '티켓',
    letters: '메일 기록',
    skip: '본문으로 건너뛰기',
    all: '전체',
    state: {
      new: '신규',
      in_progress: '처리 중',
      on_hold: '보류',
      resolved: '해결됨',
      closed: '종료',
      canceled: '취소됨',
    },
    outcome: {
      opened: '티켓 생성',
      commented: '티켓에 추가',
      duplicate: '이미 받은 메일',
      filtered: '걸러짐',
      quarantined: '격리됨',
      failed: '실패',
      replaying: '다시 처리 중',
    },
    outcomeHint: {
      failed: '처리하지 못한 메일입니다. 원본은 보관되어 있으니 원인을 해결한 뒤 다시 처리하세요.',
      quarantined: '검사에서 거부되었거나 보낸 사람을 알 수 없는 메일입니다. 자동 회신은 보내지 않았습니다.',
      filtered: '어느 티켓에도 속하지 않는 자동 메일과 되돌아온 우리 메일입니다.',
    },
    noTickets: '티켓이 없습니다.',
    noTicketsHint: '도움 요청 주소로 메일을 보내면 티켓이 만들어집니다.',
    noLetters: '기다리는 메일이 없습니다.',
    older: '이전',
    column: { number: '번호', title: '제목', state: '상태', priority: '우선순위', requester: '요청자', opened: '접수' },
    opened: '님이 접수했습니다',
    commented: '님이 작성했습니다',
    internal: '내부',
    unverified: '확인되지 않은 발신자',
    automatic: '자동 메일',
    quoted: '인용된 내용',
    attachments: '첨부 파일',
    original: '원본 메일',
    mailSent: (to) => `${to} 주소로 메일을 보냈습니다`,
    mailWaiting: (to) => `${to} 주소로 메일을 보내는 중입니다`,
    mailRejected: (to, reason) => `${to} 주소로 보낸 메일이 거부되었습니다: ${reason}`,
    more: '이어서 보기',
    replay: '다시 처리',
    release: '받아들이기',
    replayed: '다시 처리하고 있습니다. 잠시 후 새로 고침하세요.',
    noSubject: '(제목 없음)',
    timeline: '진행 기록',
    notFound: '페이지를 찾을 수 없습니다.',
    notFoundHint: '주소가 바뀌었거나 번호가 잘못되었을 수 있습니다.',
    refused: '처리할 수 없습니다.',
    back: '티켓 목록으로',
    bytes: size,
  },
}
