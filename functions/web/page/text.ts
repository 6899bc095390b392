import type { IncidentState } from '../../../lib/incident/incident.ts'
import type { Language } from '../../../lib/ticket/message.ts'
import type { Impact } from '../../../lib/ticket/priority.ts'

/** What all pages say, whoever reads them. A text missing in a language does not compile. */
export interface PageTexts {
  readonly product: string
  readonly skip: string
  readonly menu: string
  readonly signOut: string
  readonly mySettings: string
  readonly state: Record<IncidentState, string>
  readonly level: Record<Impact, string>
  readonly nobody: string
  readonly major: string
  readonly more: string
  readonly older: string
  readonly cancel: string
  readonly close: string
  readonly optional: string
  readonly required: string
  readonly choose: string
  readonly yes: string
  readonly no: string
  readonly attachments: string
  readonly quoted: string
  readonly refused: { readonly heading: string; readonly summary: string }
  /** By HTTP status: what happened, and what to do. */
  readonly problem: Record<400 | 403 | 404 | 409 | 412 | 413 | 503, { readonly heading: string; readonly hint: string }>
  readonly back: string
  readonly bytes: (size: number) => string
  readonly browser: { readonly unknown: string; readonly on: (browser: string, device: string) => string }
  readonly files: {
    readonly label: string
    readonly hint: string
    readonly sending: string
    readonly sent: string
    readonly failed: string
    readonly again: string
    readonly remove: string
    readonly tooLarge: string
    readonly preparing: string
    /** `%` stands for a number. */
    readonly percent: string
    readonly pause: string
    readonly resume: string
    readonly paused: string
    readonly offline: string
    readonly chooseAgain: string
    readonly refused: string
    readonly checking: string
    readonly checked: string
    readonly unchecked: string
    readonly infected: string
    readonly stillChecking: string
    readonly infectedFile: string
    readonly uncheckedFile: string
    readonly uncheckedWarning: string
    readonly openAnyway: string
  }
}

const size = (bytes: number) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** The texts, by language. */
export const pageTexts: Record<Language, PageTexts> = {
  en: {
    product: 'Haneul',
    skip: 'Skip to content',
    menu: 'Menu',
    signOut: 'Sign out',
    mySettings: 'My settings',
    state: {
      new: 'New',
      in_progress: 'In progress',
      on_hold: 'On hold',
      resolved: 'Resolved',
      closed: 'Closed',
      canceled: 'Canceled',
    },
    level: { high: 'High', medium: 'Medium', low: 'Low' },
    nobody: 'Unassigned',
    major: 'Major incident',
    more: 'Show more',
    older: 'Older',
    cancel: 'Cancel',
    close: 'Close',
    optional: 'optional',
    required: 'required',
    choose: 'Choose …',
    yes: 'Yes',
    no: 'No',
    attachments: 'Attachments',
    quoted: 'Quoted text',
    refused: { heading: 'Not saved yet', summary: 'Nothing was changed.' },
    problem: {
      400: { heading: 'Something is missing or mistyped', hint: 'Go back, fix it and send it again.' },
      403: { heading: 'You can’t do this', hint: 'If you think you should be able to, ask the service desk.' },
      404: {
        heading: 'There is nothing here',
        hint: 'The address may be mistyped, or you may not have access to this page.',
      },
      409: { heading: 'It changed in the meantime', hint: 'Go back and look again.' },
      412: { heading: 'Somebody changed it while you were writing', hint: 'Go back and look again.' },
      413: { heading: 'That is too large', hint: 'Send less at once, or smaller files.' },
      503: { heading: 'Too many requests at once', hint: 'Nothing was lost or changed. Try again in a moment.' },
    },
    back: 'Go to home',
    bytes: size,
    browser: {
      unknown: 'An unknown browser',
      on: (browser, device) => `${browser} on ${device}`,
    },
    files: {
      label: 'Attach files',
      hint: 'Screenshots help. Up to 10 files of 250 MB each; what was interrupted goes on where it was.',
      sending: 'uploading',
      sent: 'attached',
      failed: 'upload failed',
      again: 'Try again',
      remove: 'Remove',
      tooLarge: 'larger than 250 MB. Share a link instead.',
      preparing: 'preparing',
      percent: '%\u00a0% uploaded',
      pause: 'Pause',
      resume: 'Resume',
      paused: 'paused',
      offline: 'waiting for the connection',
      chooseAgain: 'not complete yet. Choose the file again to continue where it stopped.',
      refused: 'not accepted: programs, and files that are not what they claim to be, cannot be attached.',
      checking: 'attached, being checked for malware',
      checked: 'attached and checked',
      unchecked: 'attached; it could not be checked for malware, so only the IT team will be able to open it',
      infected: 'contains malware and was not attached. Please have your device checked.',
      stillChecking: 'Being checked for malware. It opens in a moment.',
      infectedFile: 'Contains malware. Nobody can open this file.',
      uncheckedFile: 'Could not be checked for malware.',
      uncheckedWarning:
        'This file could not be checked, for example because it has a password. It may contain malware. Open it only if you expect it, and not with rights you do not need.',
      openAnyway: 'Open anyway',
    },
  },
  ko: {
    product: '하늘',
    skip: '본문으로 건너뛰기',
    menu: '메뉴',
    signOut: '로그아웃',
    mySettings: '내 설정',
    state: {
      new: '신규',
      in_progress: '처리 중',
      on_hold: '보류',
      resolved: '해결됨',
      closed: '종료',
      canceled: '취소됨',
    },
    level: { high: '높음', medium: '보통', low: '낮음' },
    nobody: '담당자 없음',
    major: '중대 장애',
    more: '더 보기',
    older: '이전',
    cancel: '취소',
    close: '닫기',
    optional: '선택',
    required: '필수',
    choose: '선택하세요',
    yes: '예',
    no: '아니요',
    attachments: '첨부 파일',
    quoted: '인용된 내용',
    refused: { heading: '아직 저장되지 않았습니다', summary: '변경된 것은 없습니다.' },
    problem: {
      400: { heading: '빠졌거나 잘못 입력된 것이 있습니다', hint: '돌아가서 고친 뒤 다시 보내 주세요.' },
      403: { heading: '권한이 없는 작업입니다', hint: '필요한 권한이라면 서비스 데스크에 문의해 주세요.' },
      404: {
        heading: '여기에는 아무것도 없습니다',
        hint: '주소가 잘못되었거나 볼 수 있는 권한이 없는 페이지입니다.',
      },
      409: { heading: '그사이 상태가 바뀌었습니다', hint: '돌아가서 다시 확인해 주세요.' },
      412: { heading: '작성하는 동안 다른 사람이 변경했습니다', hint: '돌아가서 다시 확인해 주세요.' },
      413: { heading: '너무 큽니다', hint: '나누어 보내거나 더 작은 파일을 보내 주세요.' },
      503: {
        heading: '동시에 너무 많은 요청이 있었습니다',
        hint: '잃거나 바뀐 것은 없습니다. 잠시 후 다시 시도해 주세요.',
      },
    },
    back: '처음으로',
    bytes: size,
    browser: {
      unknown: '알 수 없는 브라우저',
      on: (browser, device) => `${device}의 ${browser}`,
    },
    files: {
      label: '파일 첨부',
      hint: '화면을 찍은 사진이 있으면 좋습니다. 10개까지, 하나에 250MB까지 가능하며 중간에 끊기면 이어서 보냅니다.',
      sending: '보내는 중',
      sent: '첨부됨',
      failed: '보내지 못했습니다',
      again: '다시 시도',
      remove: '빼기',
      tooLarge: '250MB보다 큽니다. 링크로 공유해 주세요.',
      preparing: '준비하는 중',
      percent: '%% 보냄',
      pause: '일시 정지',
      resume: '이어서 보내기',
      paused: '일시 정지됨',
      offline: '연결을 기다리는 중',
      chooseAgain: '아직 다 보내지 못했습니다. 같은 파일을 다시 고르면 이어서 보냅니다.',
      refused: '첨부할 수 없습니다. 실행 파일이나 내용이 이름과 다른 파일은 받지 않습니다.',
      checking: '첨부됨, 악성 코드 검사 중',
      checked: '첨부됨, 검사 완료',
      unchecked: '첨부됨. 악성 코드 검사를 할 수 없어 IT 담당자만 열 수 있습니다.',
      infected: '악성 코드가 발견되어 첨부하지 않았습니다. 사용 중인 기기를 점검해 주세요.',
      stillChecking: '악성 코드 검사 중입니다. 잠시 후 열 수 있습니다.',
      infectedFile: '악성 코드가 발견되었습니다. 이 파일은 아무도 열 수 없습니다.',
      uncheckedFile: '악성 코드 검사를 하지 못했습니다.',
      uncheckedWarning:
        '암호가 걸려 있는 등의 이유로 검사하지 못한 파일입니다. 악성 코드가 있을 수 있습니다. 받기로 한 파일일 때만, 불필요한 권한 없이 여십시오.',
      openAnyway: '그래도 열기',
    },
  },
}
