import type { Language, Message, Requester, Visibility } from '../ticket/message.ts'
import type { Impact, Priority, Urgency } from '../ticket/priority.ts'

/** What can have happened to an incident. */
export type IncidentEvent =
  | {
      readonly type: 'incident.opened'
      readonly title: string
      readonly message: Message
      readonly requester: Requester
      readonly impact: Impact
      readonly urgency: Urgency
      readonly priority: Priority
      readonly team: string
      readonly channel: 'mail' | 'api' | 'web' | 'system'
      readonly language: Language
      readonly replyKey: string
    }
  | { readonly type: 'incident.commented'; readonly message: Message; readonly visibility: Visibility }
