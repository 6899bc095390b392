import { createHash } from 'node:crypto'
import * as z from 'zod'

/** Mails in the thread of a ticket's people: to its requester, with those who follow it in Cc. */
export const CallerPurpose = z.enum(['acknowledgement', 'opened', 'comment', 'resolved', 'canceled'])
export type CallerPurpose = z.infer<typeof CallerPurpose>

/** Mails to single people of the desk. */
export const DeskPurpose = z.enum([
  'reply',
  'note',
  'assigned',
  'unassigned',
  'reopened',
  'sla-warning',
  'sla-breached',
  'major-proposed',
  'update-overdue',
  'undelivered',
  'refused',
  'rated',
])
export type DeskPurpose = z.infer<typeof DeskPurpose>

/** Why somebody is told of something that happened to a ticket. `acknowledgement` is an automatic answer, bound by caps. */
export const TicketPurpose = z.enum([...CallerPurpose.options, ...DeskPurpose.options])
export type TicketPurpose = z.infer<typeof TicketPurpose>

/**
 * Mails to single people who decide about a change, all of one change in one thread: `approval` asks, `approval-copy` tells
 * somebody who was asked in their place, `approval-void` that nobody need decide any more, and `approval-help` answers a
 * reply that decided nothing.
 */
export const ApprovalPurpose = z.enum([
  'approval',
  'approval-copy',
  'approval-reminder',
  'approval-escalation',
  'approval-void',
  'approval-help',
])
export type ApprovalPurpose = z.infer<typeof ApprovalPurpose>

/**
 * Mails that stand in no ticket's thread: `digest` tells of a whole day, `outage-over` tells who said that an outage hurt
 * them, `directory-stopped` tells administrators of a directory that deactivates too many, `webhook-disabled` of a receiver
 * that is told nothing any more, `delegation` tells who decides for somebody from now on, `approval-code` lets somebody without an account decide.
 */
const Apart = z.enum(['digest', 'outage-over', 'directory-stopped', 'webhook-disabled', 'delegation', 'approval-code'])

/** Why a mail goes out. */
export const Purpose = z.enum([...TicketPurpose.options, ...ApprovalPurpose.options, ...Apart.options])
export type Purpose = z.infer<typeof Purpose>

/**
 * A purpose, and after `_` for whom of several the mail is: what a mail is named by under its entry. SES takes letters,
 * digits, `_` and `-` in message tags (API reference, MessageTag).
 */
export const MailPurpose = z.custom<MailPurpose>(
  (text) => typeof text === 'string' && /^[\w-]{1,100}$/.test(text) && Purpose.safeParse(text.split('_')[0]).success,
)
export type MailPurpose = Purpose | `${Purpose}_${string}`

/** The purpose in the name of a mail. */
export const purposeOf = (name: MailPurpose): Purpose => name.split('_', 1)[0] as Purpose

/** Whether a mail of this purpose belongs to a ticket: an answer to it lands there. */
export const isOfTicket = (purpose: Purpose): boolean => !Apart.safeParse(purpose).success

/** Whether a mail of this purpose stands in the thread of a ticket's people. */
export const isForCallers = (purpose: Purpose): purpose is CallerPurpose => CallerPurpose.safeParse(purpose).success

/** Whether a mail of this purpose is about a decision on a change, in the thread of its approvals. */
export const isOfApproval = (purpose: Purpose): purpose is ApprovalPurpose => ApprovalPurpose.safeParse(purpose).success

/**
 * Whether an answer to a mail of this purpose is a note among the desk. Only an answer to words of the ticket's people is
 * meant for them; whatever else the desk is told, an answer to it must not reach them by accident.
 */
export const isNote = (purpose: Purpose): boolean => DeskPurpose.safeParse(purpose).success && purpose !== 'reply'

/** An id of any letters as sixteen letters and digits that SES takes. */
export const mark = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16)
