import type { ChangeWords } from '../../change/word.ts'
import type { IncidentState } from '../../incident/incident.ts'
import type { Clock } from '../../ticket/clock.ts'
import type { Language } from '../../ticket/message.ts'
import type { Disabled } from '../../webhook/webhook.ts'
import type { ApprovalPurpose, Purpose, TicketPurpose } from '../purpose.ts'
import type { Template } from '../template.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

/** What the mails we send say. A text missing in a language does not compile. */
export interface MailTexts {
  readonly deskName: string
  readonly templates: Readonly<Record<Purpose, Template>>
  /** Why a webhook is told nothing any more; `{{answer}}` is how the last attempt ended. */
  readonly webhook: Readonly<Record<Disabled['because'], string>>
  /** Added where one solution answers several incidents of somebody. */
  readonly holdsForAll: string
  readonly link: string
  /** Invites to rate a solution. */
  readonly rate: string
  /** What a rule counted; `{{count}}` incidents of `{{service}}` within `{{minutes}}`. */
  readonly surge: string
  readonly facts: Readonly<Record<'requester' | 'priority' | 'state' | 'due', string>>
  readonly state: Readonly<Record<IncidentState, string>>
  readonly clock: Readonly<Record<Clock['metric'], string>>
  /** A line of a digest; placeholders as in a mail of that purpose. */
  readonly lines: Readonly<Record<TicketPurpose, string>>
  /** What mails about decisions say beside their templates. */
  readonly approval: ApprovalMailTexts
  readonly more: string
  /** Who does what happens by itself. */
  readonly nobody: string
}

/** The words of mails about decisions. */
export interface ApprovalMailTexts extends ChangeWords {
  /** What the button says. */
  readonly link: Readonly<Record<ApprovalPurpose | 'delegation', string>>
  readonly facts: Readonly<
    Record<
      'type' | 'risk' | 'window' | 'service' | 'items' | 'requester' | 'owner' | 'assignee' | 'until' | 'stage',
      string
    >
  >
  readonly sections: Readonly<Record<'why' | 'plan' | 'test' | 'backout' | 'because' | 'obstacles' | 'others', string>>
  readonly forSomebody: (name: string) => string
  readonly again: (fields: string) => string
  readonly changed: string
  readonly byReply: string
  readonly noReply: string
  readonly nothing: string
  readonly others: Readonly<Record<'approved' | 'rejected', (name: string) => string>>
  /** Why nobody need decide any more. */
  readonly over: Readonly<
    Record<'invalidated' | 'rejected' | 'expired' | 'asked' | 'canceled' | 'recorded', (reason: string) => string>
  >
  /** Why a reply decided nothing. */
  readonly help: Readonly<Record<ReplyTrouble, string>>
}

/** Why a reply to a mail about a decision decided nothing. */
export type ReplyTrouble = 'words' | 'stale' | 'over' | 'step-up' | 'reason' | 'not-asked'

/** The texts, by language. */
export const mailTexts: Record<Language, MailTexts> = { en, ko }
