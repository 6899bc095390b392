/** What the mailbox says, in one language. */
export interface Texts {
  readonly title: string
  readonly intro: string
  readonly empty: string
  readonly write: string
  readonly back: string
  readonly from: string
  readonly to: string
  readonly cc: string
  readonly subject: string
  readonly noSubject: string
  readonly message: string
  readonly attachments: string
  readonly send: string
  readonly answer: string
  readonly answerAs: string
  readonly forged: string
  readonly formatted: string
  readonly raw: string
  readonly delivered: string
  readonly refused: string
  readonly notFound: string
  quote(at: string, from: string): string
}

/** A language the mailbox speaks. */
export type Language = 'ko' | 'en'

/** All texts, complete by type. */
export const texts: Readonly<Record<Language, Texts>> = {
  ko: {
    title: '보낸 메일',
    intro: '이 컴퓨터의 서비스 데스크가 보낸 메일입니다. 직원이 되어 답장하거나 새로 쓸 수 있습니다.',
    empty: '아직 보낸 메일이 없습니다. 메일을 한 통 써 보세요.',
    write: '메일 쓰기',
    back: '목록으로',
    from: '보내는 사람',
    to: '받는 사람',
    cc: '참조',
    subject: '제목',
    noSubject: '(제목 없음)',
    message: '내용',
    attachments: '첨부 파일',
    send: '보내기',
    answer: '답장',
    answerAs: '받은 사람으로 답장하기',
    forged: '위조된 발신자로 보내기 (SPF·DKIM·DMARC 실패)',
    formatted: 'HTML 보기',
    raw: '원문 보기',
    delivered: '메일 서버가 받았습니다.',
    refused: '메일 서버가 거절했습니다',
    notFound: '그런 메일이 없습니다.',
    quote: (at, from) => `${at}에 ${from}님이 작성:`,
  },
  en: {
    title: 'Sent mail',
    intro: 'Mail the service desk on this machine has sent. Answer as the employee who got it, or write a new one.',
    empty: 'Nothing has been sent yet. Write a mail to begin.',
    write: 'Write a mail',
    back: 'All mail',
    from: 'From',
    to: 'To',
    cc: 'Cc',
    subject: 'Subject',
    noSubject: '(no subject)',
    message: 'Message',
    attachments: 'Attachments',
    send: 'Send',
    answer: 'Answer',
    answerAs: 'Answer as the recipient',
    forged: 'Send as a forged sender (SPF, DKIM and DMARC fail)',
    formatted: 'Formatted',
    raw: 'Raw message',
    delivered: 'The mail server took it.',
    refused: 'The mail server refused it',
    notFound: 'There is no such mail.',
    quote: (at, from) => `On ${at}, ${from} wrote:`,
  },
}

/** The reader's language by `Accept-Language`: Korean when it comes before English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = /\b(ko|en)\b/i.exec(acceptLanguage ?? '')?.[1]?.toLowerCase()
  return first === 'ko' ? 'ko' : 'en'
}
