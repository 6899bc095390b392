import type { Approval, DecisionChannel } from '../approval/approval.ts'
import type { Language, Message, Requester, Visibility } from '../ticket/message.ts'
import type { PersonRef } from '../ticket/person-ref.ts'
import type { Impact } from '../ticket/priority.ts'
import type { Words } from '../ticket/words.ts'
import type { Change, ChangeType, Outcome, Window } from './change.ts'
import type { Assessment, Edits, Texts } from './event.ts'

/** A reason why a change should not run at its time: blocking ones refuse it (409), the others are shown. */
export interface Obstacle {
  /** Id of the freeze, or number of the other change. */
  readonly id: string
  readonly is: 'freeze' | 'conflict' | 'outside-maintenance'
  readonly blocks: boolean
  readonly what: Words
}

/** Everybody who is to decide, as the policy demands it now; nobody has been asked yet. */
export type Demanded = Omit<Approval, 'round' | 'reminded'>

/** What can be asked of a change. What it depends on beyond itself comes with the command, looked up just before. */
export type ChangeCommand =
  | {
      readonly type: 'open'
      readonly of: ChangeType
      readonly title: string
      readonly message: Message
      readonly requester: Requester
      readonly owner?: PersonRef
      readonly impact?: Impact
      readonly service?: string
      readonly items?: readonly string[]
      readonly team?: string
      readonly assignee?: PersonRef
      readonly watchers?: readonly PersonRef[]
      readonly language: Language
      readonly replyKey: string
      readonly window?: Window
      readonly texts?: Texts
      readonly answers?: Readonly<Record<string, string>>
      /** A standard change is made from one; a retired one was refused before. */
      readonly template?: Change['template']
      readonly deployment?: Change['deployment']
      readonly assessment?: Assessment
    }
  | { readonly type: 'comment'; readonly message: Message; readonly visibility: Visibility }
  | {
      readonly type: 'edit'
      readonly edits: Edits
      /** The long texts in force before the edit. */
      readonly texts: Texts
      readonly assessment?: Assessment
      /** What the policy demands after the edit, and what stands in the way then; asked for once approval has begun. */
      readonly demanded?: Demanded
      readonly obstacles?: readonly Obstacle[]
    }
  | { readonly type: 'set-type'; readonly of: ChangeType }
  /** Whoever carries it out does not decide about it, so this may ask others for approval. */
  | {
      readonly type: 'assign'
      readonly team?: string
      readonly assignee?: PersonRef | null
      readonly demanded?: Demanded
    }
  /** Leaves New: all that is demanded must be there. */
  | { readonly type: 'submit'; readonly assessment: Assessment; readonly obstacles: readonly Obstacle[] }
  /** Asks for the approvals that the policy demands now; `approval` has everybody who is to decide. */
  | { readonly type: 'request-approval'; readonly approval: Demanded; readonly obstacles: readonly Obstacle[] }
  | {
      readonly type: 'decide'
      readonly stage: string
      readonly approver: PersonRef
      /** Who was asked and delegates to the approver today; looked up just before. */
      readonly for?: PersonRef
      readonly decision: 'approved' | 'rejected'
      readonly comment?: string
      /** Digest of what they were shown; another one is refused, with what changed. */
      readonly digest: string
      readonly channel: DecisionChannel
    }
  /** Somebody who was asked has left: whoever the policy names now is asked instead. */
  | {
      readonly type: 'replace-approver'
      readonly stage: string
      /** Id. */
      readonly approver: string
      readonly substitutes: readonly PersonRef[]
    }
  | { readonly type: 'revert'; readonly reason: string }
  | { readonly type: 'override-freeze'; readonly freeze: string; readonly reason: string }
  | { readonly type: 'start'; readonly obstacles: readonly Obstacle[] }
  | { readonly type: 'finish'; readonly outcome: Outcome; readonly notes: string }
  /** An emergency that was carried out before it was authorized. */
  | { readonly type: 'record-implementation'; readonly from: string; readonly outcome: Outcome; readonly notes: string }
  | { readonly type: 'review'; readonly outcome: Outcome; readonly notes: string }
  | { readonly type: 'close' }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'declare-unauthorized'; readonly isUnauthorized: boolean; readonly reason: string }
  | { readonly type: 'watch'; readonly watchers: readonly PersonRef[] }
  | { readonly type: 'unwatch'; readonly watcher: string }
  /** Time has passed: what is due happens. */
  | { readonly type: 'tick' }

export type ChangeCommandOf<Type extends ChangeCommand['type']> = Extract<ChangeCommand, { type: Type }>
