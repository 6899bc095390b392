import * as z from 'zod'
import type { Language } from '../ticket/message.ts'
import { Impact, Urgency } from '../ticket/priority.ts'

const words = (most: number, what: string) => {
  const text = z.string(what).trim().min(1, what).max(most, `Use at most ${most} characters`)
  return z.strictObject({ ko: text, en: text } satisfies Record<Language, z.ZodString>)
}

/** What a new ticket begins with, in the language of whoever opens it. */
export const TicketTemplateFields = z.strictObject({
  label: words(60, 'Name it in both languages').describe('What it is called where one is chosen, by language.'),
  title: words(250, 'Give a title in both languages').describe('The title that a ticket begins with, by language.'),
  text: words(4000, 'Write a text in both languages').describe('What the reporter is asked to fill in, by language.'),
  category: z
    .string()
    .trim()
    .min(1)
    .max(100, 'Use at most 100 characters')
    .optional()
    .describe('What kind of trouble it is.'),
  service: z
    .string()
    .trim()
    .min(1)
    .max(100, 'Use at most 100 characters')
    .optional()
    .describe('The service that is hurt.'),
  impact: Impact.optional().describe('How many people and services are hurt.'),
  urgency: Urgency.optional().describe('How soon it must be solved.'),
  team: z.string().trim().min(1).max(100).optional().describe('Id of the team that takes it.'),
})
export type TicketTemplateFields = z.infer<typeof TicketTemplateFields>

/** A template. A kept record (lib/store/kept.ts); one that was removed stays as what it was. */
export const TicketTemplate = TicketTemplateFields.extend({
  id: z.string(),
  version: z.int(),
  isRemoved: z.boolean().optional(),
})
export type TicketTemplate = z.infer<typeof TicketTemplate>

/** The templates that a desk starts with, until somebody replaces or removes them. */
export const defaultTicketTemplates: Readonly<Record<string, TicketTemplateFields>> = {
  'account-locked': {
    label: { ko: '로그인이 안 됨', en: 'Cannot log in' },
    title: { ko: '로그인이 되지 않습니다', en: 'I cannot log in' },
    text: {
      ko: '어느 시스템인가요?\n\n화면에 나온 문구는 무엇인가요?\n\n언제부터 그랬나요?',
      en: 'Which system is it?\n\nWhat does the screen say?\n\nSince when?',
    },
    category: 'account',
    urgency: 'high',
  },
  'hardware-broken': {
    label: { ko: '장비 고장', en: 'Broken device' },
    title: { ko: '장비가 고장 났습니다', en: 'A device is broken' },
    text: {
      ko: '어떤 장비인가요? (자산 번호가 있으면 적어 주세요)\n\n어디에 있나요?\n\n어떤 증상인가요?',
      en: 'Which device is it? (Its asset number, if it has one)\n\nWhere is it?\n\nWhat does it do, or not do?',
    },
    category: 'hardware',
  },
  'network-down': {
    label: { ko: '네트워크 장애', en: 'Network trouble' },
    title: { ko: '네트워크가 되지 않습니다', en: 'The network does not work' },
    text: {
      ko: '유선인가요, 무선인가요, VPN인가요?\n\n어느 층, 어느 자리인가요?\n\n주변 동료도 같은가요?',
      en: 'Is it by cable, wireless, or VPN?\n\nOn which floor, at which desk?\n\nDo colleagues nearby have it too?',
    },
    category: 'network',
    impact: 'medium',
  },
  'mail-trouble': {
    label: { ko: '메일 문제', en: 'Mail trouble' },
    title: { ko: '메일에 문제가 있습니다', en: 'Something is wrong with my mail' },
    text: {
      ko: '보낼 때인가요, 받을 때인가요?\n\n상대방 주소와 시각을 적어 주세요.\n\n오류 문구가 있었나요?',
      en: 'Is it when you send, or when you receive?\n\nTo or from whom, and when?\n\nWas there an error message?',
    },
    category: 'mail',
  },
  'access-missing': {
    label: { ko: '권한 오류', en: 'Access is denied' },
    title: { ko: '권한이 없다고 나옵니다', en: 'I am told that I have no access' },
    text: {
      ko: '어느 시스템, 어느 화면인가요?\n\n전에는 되었나요?\n\n승인해 줄 책임자는 누구인가요?',
      en: 'Which system, and which page?\n\nDid it work before?\n\nWho answers for that system?',
    },
    category: 'access',
    urgency: 'low',
  },
  'suspicious-mail': {
    label: { ko: '의심스러운 메일', en: 'Suspicious mail' },
    title: { ko: '의심스러운 메일을 받았습니다', en: 'I got a suspicious mail' },
    text: {
      ko: '링크나 첨부 파일을 열었나요?\n\n누구에게서 언제 왔나요?\n\n비밀번호를 입력했나요?',
      en: 'Did you open a link or a file of it?\n\nFrom whom did it come, and when?\n\nDid you enter a password?',
    },
    category: 'security',
    impact: 'medium',
    urgency: 'high',
  },
}
