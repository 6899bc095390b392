import type { Risk } from '../../../../lib/change/change.ts'
import type { MaterialField } from '../../../../lib/change/material.ts'
import type { Language } from '../../../../lib/ticket/message.ts'
import type { RefusalCode } from '../../../../lib/ticket/refusal.ts'
import { en } from './text-en.ts'
import { ko } from './text-ko.ts'

/** A page or notice that says what happened, and what to do. */
export interface Said {
  readonly heading: string
  readonly text: string
}

/** Everything the pages of approvals say. A text missing in a language does not compile. */
export interface ApprovalTexts {
  readonly heading: string
  readonly lead: string
  readonly open: string
  readonly over: string
  readonly none: { readonly heading: string; readonly hint: string }
  readonly noneOver: string
  readonly until: (when: string) => string
  readonly forSomebody: (name: string) => string
  readonly yourState: Readonly<
    Record<'requested' | 'approved' | 'rejected' | 'expired' | 'withdrawn' | 'invalidated' | 'not-needed', string>
  >
  readonly all: string

  readonly eyebrow: (stage: string) => string
  readonly facts: Readonly<
    Record<'window' | 'risk' | 'type' | 'service' | 'items' | 'requester' | 'owner' | 'assignee' | 'until', string>
  >
  readonly sections: Readonly<
    Record<'why' | 'plan' | 'test' | 'backout' | 'because' | 'obstacles' | 'others' | 'shown', string>
  >
  readonly type: Readonly<Record<'standard' | 'normal' | 'emergency', string>>
  readonly risk: Readonly<Record<Risk, string>>
  readonly field: Readonly<Record<MaterialField, string>>
  readonly impact: Readonly<Record<'low' | 'medium' | 'high', string>>
  readonly shownHint: string
  readonly blocks: string
  readonly nobodyYet: string
  readonly quorum: (is: 'any' | 'all' | 'count' | 'percent', amount: number) => string
  readonly via: Readonly<Record<'page' | 'mail' | 'api', string>>

  readonly decision: string
  readonly comment: string
  readonly approve: string
  readonly reject: string
  readonly rejectOpen: string
  readonly reason: string
  readonly reasonHint: string
  readonly once: string

  readonly changed: Said
  readonly was: string
  readonly is: string
  readonly nothing: string
  readonly signInAgain: Said & { readonly button: string }

  readonly recorded: Readonly<Record<'approved' | 'rejected', (name: string, when: string) => string>>
  readonly recordedBy: (channel: string) => string
  readonly receipt: string
  readonly closing: Readonly<
    Record<'rejected' | 'expired' | 'reverted' | 'canceled' | 'recorded', (by: string, when: string) => Said>
  >
  readonly settled: Said
  readonly authorized: Said
  readonly waiting: Said
  readonly asksAgain: Said
  readonly notYet: Said
  readonly onlyReading: Said
  readonly superseded: Said
  readonly foreign: (name: string) => Said
  readonly otherAccount: string

  readonly stranger: {
    readonly heading: string
    readonly text: string
    readonly signIn: string
    readonly noAccount: string
    readonly noAccountHint: string
    readonly address: string
    readonly send: string
    readonly sent: (address: string) => string
    readonly code: string
    readonly codeHint: string
    readonly enter: string
    readonly another: string
    readonly opened: (name: string) => string
  }

  readonly away: {
    readonly heading: string
    readonly hint: string
    readonly from: string
    readonly to: string
    readonly delegate: string
    readonly delegateHint: string
    readonly save: string
    readonly remove: string
    readonly line: (name: string, from: string, to: string) => string
    readonly saved: string
  }
  readonly refusal: (
    code: RefusalCode,
    field: string | undefined,
    facts: Readonly<Record<string, unknown>>,
  ) => string | undefined
}

/** The texts, by language. */
export const approvalTexts: Record<Language, ApprovalTexts> = { en, ko }
