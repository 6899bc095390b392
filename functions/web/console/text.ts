import type { IncidentState } from '../../../lib/incident/incident.ts'
import type { LetterRecord, Reason } from '../../../lib/intake/record.ts'
import type { Language } from '../../../lib/ticket/message.ts'

/** What is told of a ticket. */
export type Column =
  | 'state'
  | 'priority'
  | 'requester'
  | 'assignee'
  | 'team'
  | 'due'
  | 'opened'
  | 'category'
  | 'service'
  | 'waitsFor'

/** What a ticket is to others. */
export type Link = 'parent' | 'children' | 'merged' | 'absorbed' | 'follow-up' | 'split' | 'followedBy'

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
  readonly reason: Record<Reason, string>
  readonly noTickets: string
  readonly noTicketsHint: string
  readonly noLetters: string
  readonly older: string
  readonly column: Record<Column, string>
  readonly link: Record<Link, string>
  readonly nobody: string
  readonly major: string
  readonly until: string
  readonly closes: string
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
  /** By HTTP status: what to do about a refusal. */
  readonly refusedHint: Record<401 | 403 | 409 | 503, string>
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
    reason: {
      'no-sender': 'It names no sender that could be answered.',
      virus: 'The virus scan found something in it.',
      spam: 'The spam scan rejected it.',
      'own-mail': 'It is our own mail that came back to us.',
      'foreign-bounce': 'It reports on a mail that is not ours.',
      'foreign-complaint': 'It complains about a mail that is not ours.',
      'foreign-auto-reply': 'It is an automatic answer to nothing we know.',
      'machine-mail': 'It is automatic mail of a domain from which none is wanted.',
      'blocked-domain': 'Its domain is blocked by the rules about mail.',
      'kept-as-note': 'What it asks for could not be done; it is kept as a note that says why.',
      unfinished: 'Reading this large mail has not ended. Try again, or open the original by hand.',
    },
    noTickets: 'No tickets here.',
    noTicketsHint: 'A mail to the help address opens one.',
    noLetters: 'Nothing waits here.',
    older: 'Older',
    column: {
      state: 'State',
      priority: 'Priority',
      requester: 'Requester',
      assignee: 'Assignee',
      team: 'Team',
      due: 'Due',
      opened: 'Opened',
      category: 'Category',
      service: 'Service',
      waitsFor: 'Waits for',
    },
    link: {
      parent: 'Parent',
      children: 'Children',
      merged: 'Merged into',
      absorbed: 'Merged into this',
      'follow-up': 'Follows',
      split: 'Split from',
      followedBy: 'Followed by',
    },
    nobody: 'Nobody',
    major: 'Major incident',
    until: 'until',
    closes: 'closes by itself',
    internal: 'Internal',
    unverified: 'Unverified sender',
    automatic: 'Automatic mail',
    quoted: 'Quoted text',
    attachments: 'Attachments',
    original: 'Original mail',
    mailSent: (to) => `Mail sent to ${to}`,
    mailWaiting: (to) => `Mail to ${to} is being sent`,
    mailRejected: (to, reason) => `Mail to ${to} was not sent: ${reason}`,
    more: 'Go on reading',
    replay: 'Try again',
    release: 'Let it in',
    replayed: 'It is being tried again. Reload in a moment.',
    noSubject: '(no subject)',
    timeline: 'Timeline',
    notFound: 'There is no such page.',
    notFoundHint: 'It may have moved, or the number has a typing error.',
    refused: 'This could not be done.',
    refusedHint: {
      401: 'Enter with an agent’s token as the password.',
      403: 'You may not do this. These pages are for agents, and forms are sent from them only.',
      409: 'It has changed meanwhile. Go back and look again.',
      503: 'Too much happened at the same time. Try again in a moment.',
    },
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
    reason: {
      'no-sender': '회신할 수 있는 보낸 사람이 없습니다.',
      virus: '바이러스 검사에서 문제가 발견되었습니다.',
      spam: '스팸 검사에서 거부되었습니다.',
      'own-mail': '우리가 보낸 메일이 되돌아온 것입니다.',
      'foreign-bounce': '우리가 보내지 않은 메일의 배달 보고입니다.',
      'foreign-complaint': '우리가 보내지 않은 메일에 대한 신고입니다.',
      'foreign-auto-reply': '알 수 없는 메일에 대한 자동 회신입니다.',
      'machine-mail': '자동 메일을 받지 않기로 한 도메인에서 온 자동 메일입니다.',
      'blocked-domain': '메일 규칙에서 차단한 도메인입니다.',
      'kept-as-note': '요청한 작업을 할 수 없어, 이유와 함께 내부 메모로 남겼습니다.',
      unfinished: '큰 메일을 읽는 작업이 끝나지 않았습니다. 다시 처리하거나 원본을 직접 확인하세요.',
    },
    noTickets: '티켓이 없습니다.',
    noTicketsHint: '도움 요청 주소로 메일을 보내면 티켓이 만들어집니다.',
    noLetters: '기다리는 메일이 없습니다.',
    older: '이전',
    column: {
      state: '상태',
      priority: '우선순위',
      requester: '요청자',
      assignee: '담당자',
      team: '팀',
      due: '기한',
      opened: '접수',
      category: '분류',
      service: '서비스',
      waitsFor: '기다리는 대상',
    },
    link: {
      parent: '상위 티켓',
      children: '하위 티켓',
      merged: '병합된 곳',
      absorbed: '여기에 병합됨',
      'follow-up': '이전 티켓',
      split: '분리된 곳',
      followedBy: '후속 티켓',
    },
    nobody: '담당자 없음',
    major: '중대 장애',
    until: '까지',
    closes: '자동 종료',
    internal: '내부',
    unverified: '확인되지 않은 발신자',
    automatic: '자동 메일',
    quoted: '인용된 내용',
    attachments: '첨부 파일',
    original: '원본 메일',
    mailSent: (to) => `${to} 주소로 메일을 보냈습니다`,
    mailWaiting: (to) => `${to} 주소로 메일을 보내는 중입니다`,
    mailRejected: (to, reason) => `${to} 주소로 메일을 보내지 못했습니다: ${reason}`,
    more: '이어서 보기',
    replay: '다시 처리',
    release: '받아들이기',
    replayed: '다시 처리하고 있습니다. 잠시 후 새로 고침하세요.',
    noSubject: '(제목 없음)',
    timeline: '진행 기록',
    notFound: '페이지를 찾을 수 없습니다.',
    notFoundHint: '주소가 바뀌었거나 번호가 잘못되었을 수 있습니다.',
    refused: '처리할 수 없습니다.',
    refusedHint: {
      401: '담당자 토큰을 비밀번호로 입력하세요.',
      403: '권한이 없습니다. 담당자만 볼 수 있는 페이지이며, 이 페이지에서만 요청을 보낼 수 있습니다.',
      409: '그사이 상태가 바뀌었습니다. 돌아가서 다시 확인하세요.',
      503: '동시에 너무 많은 작업이 있었습니다. 잠시 후 다시 시도하세요.',
    },
    back: '티켓 목록으로',
    bytes: size,
  },
}
