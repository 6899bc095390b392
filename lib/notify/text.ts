import type { Language } from '../ticket/message.ts'

/** What the mails we send say. A text missing in a language does not compile. */
export interface MailTexts {
  readonly deskName: string
  readonly acknowledged: {
    readonly hello: (name: string) => string
    readonly body: (number: string) => string
    readonly hint: string
  }
  readonly commented: { readonly intro: (by: string, number: string) => string; readonly hint: string }
  readonly footer: (number: string, title: string) => string
}

/** The texts, by language. */
export const mailTexts: Record<Language, MailTexts> = {
  en: {
    deskName: 'Service Desk',
    acknowledged: {
      hello: (name) => `Hello ${name},`,
      body: (number) => `we have your message. Its number is ${number}, and somebody will look at it soon.`,
      hint: 'To add something, simply answer this mail.',
    },
    commented: {
      intro: (by, number) => `${by} wrote about ${number}:`,
      hint: 'To answer, simply reply to this mail.',
    },
    footer: (number, title) => `${number}: ${title}`,
  },
  ko: {
    deskName: '서비스 데스크',
    acknowledged: {
      hello: (name) => `${name} 님, 안녕하세요.`,
      body: (number) => `보내 주신 메일을 잘 받았습니다. 접수 번호는 ${number}이며, 곧 담당자가 확인하겠습니다.`,
      hint: '내용을 덧붙이시려면 이 메일에 답장해 주세요.',
    },
    commented: {
      intro: (by, number) => `${by} 님이 ${number} 건에 답변을 남겼습니다.`,
      hint: '답변하시려면 이 메일에 답장해 주세요.',
    },
    footer: (number, title) => `${number}: ${title}`,
  },
}
