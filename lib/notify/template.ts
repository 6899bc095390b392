import * as z from 'zod'
import { Refusal } from '../ticket/refusal.ts'
import type { Purpose } from './purpose.ts'

/**
 * What a mail says around the words it carries. `{{name}}` stands for a value; the words stand between the two parts, or
 * where a part names them.
 */
export interface Template {
  /** Of a mail that begins a thread: an answer keeps the subject of its thread, or Gmail would tear it apart. */
  readonly subject: string
  readonly intro: string
  readonly closing: string
}

const part = (most: number) =>
  z
    .string('Write a text')
    .trim()
    .max(most, `Use at most ${most} characters`)
    .refine((text) => text !== '', { error: 'Write a text, or leave it out for the usual one' })

/** The parts that an administrator has replaced; the others stay as they come. */
export const OwnTemplate = z.strictObject({
  subject: part(200)
    .refine((text) => !/[\r\n]/.test(text), { error: 'Write one line' })
    .optional()
    .describe('Of a mail that begins a thread; an answer keeps the subject of its thread.'),
  intro: part(4000).optional().describe('What stands before the words that the mail carries.'),
  closing: part(4000).optional().describe('What stands after them.'),
})
export type OwnTemplate = z.infer<typeof OwnTemplate>

const always = ['number', 'title', 'requester', 'recipient', 'link', 'team'] as const
const ofTheDesk = ['assignee', 'priority', 'state', 'due'] as const
const ofApproval = ['number', 'title', 'requester', 'recipient', 'link', 'stage', 'until', 'for'] as const

/** The placeholders that a mail of each purpose fills in. What only the desk may read is not among those of others. */
export const placeholders = {
  acknowledgement: always,
  opened: [...always, 'by', 'text'],
  comment: [...always, 'by', 'text'],
  resolved: [...always, 'by', 'notes', 'rate'],
  canceled: [...always, 'by', 'reason'],
  reply: [...always, ...ofTheDesk, 'by', 'text'],
  note: [...always, ...ofTheDesk, 'by', 'text'],
  assigned: [...always, ...ofTheDesk, 'by'],
  unassigned: [...always, ...ofTheDesk, 'by'],
  reopened: [...always, ...ofTheDesk, 'by', 'reason'],
  'sla-warning': [...always, ...ofTheDesk, 'clock'],
  'sla-breached': [...always, ...ofTheDesk, 'clock'],
  'major-proposed': [...always, ...ofTheDesk, 'by', 'reason'],
  'update-overdue': [...always, ...ofTheDesk, 'since'],
  undelivered: [...always, ...ofTheDesk, 'address', 'reason'],
  refused: [...always, ...ofTheDesk, 'reason'],
  rated: [...always, ...ofTheDesk, 'score', 'text'],
  approval: ofApproval,
  'approval-copy': [...ofApproval, 'by'],
  'approval-reminder': ofApproval,
  'approval-escalation': [...ofApproval, 'people'],
  'approval-void': [...ofApproval, 'by', 'reason'],
  'approval-help': [...ofApproval, 'reason'],
  digest: ['recipient', 'count'],
  'outage-over': ['recipient', 'number', 'title'],
  'directory-stopped': ['recipient', 'count', 'where'],
  delegation: ['recipient', 'by', 'from', 'to', 'link'],
  'approval-code': ['recipient', 'number', 'title', 'code', 'minutes'],
  'webhook-disabled': ['recipient', 'name', 'reason', 'where'],
} as const satisfies Record<Purpose, readonly string[]>

/** The placeholder that stands for what somebody wrote. */
export const wordsIn: Readonly<Partial<Record<Purpose, 'text' | 'notes' | 'reason'>>> = {
  opened: 'text',
  comment: 'text',
  resolved: 'notes',
  canceled: 'reason',
  reply: 'text',
  note: 'text',
  reopened: 'reason',
  'major-proposed': 'reason',
  undelivered: 'reason',
  refused: 'reason',
  rated: 'text',
  'approval-void': 'reason',
}

export type Values = Readonly<Record<string, string>>

const placeholder = /\{\{([^{}]*)\}\}/g

/** The text with its placeholders filled in, once: a value that looks like a placeholder stays as it is. */
export const fill = (text: string, values: Values): string =>
  text.replace(placeholder, (_, name: string) => values[name.trim()] ?? '')

/** Whether the text places what somebody wrote itself. */
export const places = (text: string, name: string): boolean =>
  [...text.matchAll(placeholder)].some(([, found]) => found!.trim() === name)

/** Refuses a template with a placeholder that mails of this purpose do not fill in. */
export const checkTemplate = (purpose: Purpose, template: OwnTemplate): void => {
  const allowed: readonly string[] = placeholders[purpose]
  for (const [field, text] of Object.entries(template)) {
    const unknown = [...(text ?? '').matchAll(placeholder)].find(([, name]) => !allowed.includes(name!.trim()))
    if (!unknown) continue
    const names = allowed.map((name) => `{{${name}}}`).join(', ')
    throw new Refusal('invalid', `${field}: there is no ${unknown[0]} in such a mail. Use ${names}.`, field)
  }
}
