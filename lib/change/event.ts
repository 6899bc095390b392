import type { Approval, DecisionChannel } from '../approval/approval.ts'
import type { Language, Message, Requester, Visibility } from '../ticket/message.ts'
import type { PersonRef } from '../ticket/person-ref.ts'
import type { Impact } from '../ticket/priority.ts'
import type { Words } from '../ticket/words.ts'
import type { Change, ChangeType, Outcome, Risk, Window } from './change.ts'
import type { MaterialField } from './material.ts'

/** The long texts of a change, whole. */
export interface Texts {
  readonly plan?: string
  readonly test?: string
  readonly backout?: string
}

/** What made the risk what it is: every contribution, the highest counts. */
export interface Assessment {
  readonly risk: Risk
  readonly because: readonly { readonly risk: Risk; readonly what: Words }[]
}

/** What can have happened to a change. */
export type ChangeEvent =
  | {
      readonly type: 'change.opened'
      readonly of: ChangeType
      readonly title: string
      readonly message: Message
      readonly requester: Requester
      readonly owner?: PersonRef
      readonly impact: Impact
      readonly service?: string
      readonly items: readonly string[]
      readonly team: string
      readonly assignee?: PersonRef
      readonly watchers: readonly PersonRef[]
      readonly channel: Change['channel']
      readonly language: Language
      readonly replyKey: string
      readonly window?: Window
      readonly texts: Texts
      readonly answers?: Readonly<Record<string, string>>
      readonly template?: Change['template']
      readonly deployment?: Change['deployment']
      readonly assessment?: Assessment
    }
  | { readonly type: 'change.commented'; readonly message: Message; readonly visibility: Visibility }
  | {
      readonly type: 'change.edited'
      /** The new values; null takes one away. `texts` carries all three, as they are now. */
      readonly now: Edits
      readonly before: Edits
      /** Which of the material fields changed. */
      readonly material: readonly MaterialField[]
      readonly assessment?: Assessment
    }
  | { readonly type: 'change.type_set'; readonly of: ChangeType; readonly before: ChangeType }
  | {
      readonly type: 'change.assigned'
      readonly team: string
      readonly assignee?: PersonRef
      readonly before: { readonly team: string; readonly assignee?: PersonRef }
    }
  | {
      readonly type: 'change.submitted'
      readonly to: 'assess' | 'authorize' | 'scheduled'
      readonly assessment: Assessment
    }
  | { readonly type: 'change.approval_begun'; readonly approval: Approval }
  /** The people of these stages are asked now, about the content as it is. */
  | { readonly type: 'change.approval_asked'; readonly stages: readonly string[] }
  | {
      readonly type: 'change.decided'
      readonly stage: string
      readonly approver: PersonRef
      readonly for?: PersonRef
      /** `for` was asked, and delegated to the approver after that. */
      readonly isStandIn?: true
      readonly decision: 'approved' | 'rejected'
      readonly comment?: string
      /** What they were shown. */
      readonly digest: string
      readonly channel: DecisionChannel
    }
  | {
      readonly type: 'change.approvals_invalidated'
      readonly stages: readonly string[]
      readonly because: readonly MaterialField[]
      /** Whose word or question is gone. */
      readonly people: readonly PersonRef[]
    }
  | {
      readonly type: 'change.approval_reminded'
      readonly stage: string
      /** Which reminder it is, such as `cab#24` or `cab#escalation`. */
      readonly mark: string
      readonly people: readonly PersonRef[]
      readonly isEscalation?: true
    }
  /** Whoever was asked has left; these are asked instead. */
  | {
      readonly type: 'change.approver_replaced'
      readonly stage: string
      readonly before: PersonRef
      readonly now: readonly PersonRef[]
    }
  | { readonly type: 'change.approval_expired'; readonly stages: readonly string[] }
  /** Every approval that the policy demands for this very content is there. */
  | { readonly type: 'change.authorized' }
  | {
      readonly type: 'change.reverted'
      readonly because: 'asked' | 'rejected' | 'expired'
      /** What whoever asked says; who rejected it, and in which stage; or the stages that did not decide in time. */
      readonly reason: string
      /** Who need decide no more. */
      readonly people: readonly PersonRef[]
    }
  | { readonly type: 'change.freeze_overridden'; readonly freeze: string; readonly reason: string }
  | { readonly type: 'change.started'; readonly warnings: readonly Words[] }
  | {
      readonly type: 'change.implemented'
      readonly outcome: Outcome
      readonly notes: string
      readonly from?: string
      /** It was done before it was authorized. */
      readonly isRetroactive?: true
      readonly reviewDueAt?: string
    }
  | { readonly type: 'change.review_overdue' }
  | { readonly type: 'change.reviewed'; readonly outcome: Outcome; readonly notes: string }
  | { readonly type: 'change.closed' }
  | { readonly type: 'change.canceled'; readonly reason: string; readonly people: readonly PersonRef[] }
  | { readonly type: 'change.declared_unauthorized'; readonly isUnauthorized: boolean; readonly reason: string }
  | { readonly type: 'change.watched'; readonly watchers: readonly PersonRef[] }
  | { readonly type: 'change.unwatched'; readonly watcher: PersonRef }

/** Fields that an edit can change. */
export interface Edits {
  readonly title?: string
  readonly impact?: Impact
  readonly service?: string | null
  readonly items?: readonly string[]
  readonly owner?: PersonRef | null
  readonly window?: Window | null
  readonly texts?: Texts
  readonly answers?: Readonly<Record<string, string>>
}

export type ChangeEventOf<Type extends ChangeEvent['type']> = Extract<ChangeEvent, { type: Type }>
