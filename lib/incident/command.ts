import type { Language, Message, Requester, Visibility } from '../ticket/message.ts'
import type { Impact, Urgency } from '../ticket/priority.ts'

/** What can be asked of an incident. */
export type IncidentCommand =
  | {
      readonly type: 'open'
      readonly title: string
      readonly message: Message
      readonly requester: Requester
      readonly impact?: Impact
      readonly urgency?: Urgency
      readonly language: Language
      /** 128 random bits, in letters that survive any mail system. */
      readonly replyKey: string
    }
  | { readonly type: 'comment'; readonly message: Message; readonly visibility: Visibility }
