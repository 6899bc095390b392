import type { DecisionChannel } from '../../approval/approval.ts'
import { defaultStepUpRule, isFresh, needsStepUp, StepUpRule, stepUpRule } from '../../approval/step-up.ts'
import type { Change } from '../../change/change.ts'
import type { ChangeCommand } from '../../change/command.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Origin } from '../../ticket/actor.ts'
import type { PersonRef } from '../../ticket/person-ref.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { type ChangeOffice, orderChange } from '../change/order.ts'
import type { Receipt, Result } from '../execute.ts'
import { readKept } from '../keep.ts'
import { heldBallot } from './ballot-of.ts'

/** Somebody's decision about what they were shown. */
export interface Decision {
  readonly number: string
  readonly stage: string
  readonly approver: PersonRef
  readonly decision: 'approved' | 'rejected'
  readonly comment?: string | undefined
  /** Digest of what they were shown. */
  readonly digest: string
  readonly channel: DecisionChannel
  readonly context: Origin
  /** When they proved last who they are; nothing where that is not known, as of a token or a mail. */
  readonly provenAt?: string | undefined
  readonly receipt?: Receipt | undefined
  readonly also?: readonly Write[] | undefined
}

/** The rule in force about fresh sign-ins. One read. */
export const readStepUpRule = async (store: Store): Promise<StepUpRule & { readonly version: number }> => {
  const found = await readKept(store, StepUpRule.loose(), stepUpRule.kind, stepUpRule.id)
  return found
    ? { ...StepUpRule.parse({ from: found.from, minutes: found.minutes }), version: found.version }
    : { ...defaultStepUpRule, version: 0 }
}

const ensureProven = (rule: StepUpRule, { risk, number }: Change, provenAt: string | undefined, at: string): void => {
  if (!needsStepUp(rule, risk) || isFresh(rule, provenAt, at)) return
  throw new Refusal(
    'unauthenticated',
    `${number} is of ${risk ?? 'unknown'} risk: sign in again on its approval page, then decide within ${rule.minutes} minutes.`,
    'sign-in',
    { maxAgeSeconds: rule.minutes * 60 },
  )
}

/**
 * Records a decision, once: the one way that every channel takes. Refuses whoever is not asked (`not_found`), what was decided
 * or is over (`conflict`, with what became of it), content that changed since it was shown (`stale`), and a decision about a high risk without a fresh sign-in.
 */
export const decideBallot = async (office: ChangeOffice, decision: Decision): Promise<Result<Change>> => {
  const { number, stage: id, approver, context, provenAt, receipt, also } = decision
  const rule = await readStepUpRule(office.store)
  return orderChange(
    office,
    { number, context, receipt, ...(also && { also }) },
    async (change): Promise<ChangeCommand> => {
      const stage = change.approval?.steps.flat().find((each) => each.id === id)
      const held = stage && (await heldBallot(office.store, stage, approver.id, context.at))
      if (!held) throw noSuchApproval(number, id)
      if (held.ballot.state === 'requested') ensureProven(rule, change, provenAt, context.at)
      return {
        type: 'decide',
        stage: id,
        approver,
        ...(held.instead && { for: held.instead }),
        decision: decision.decision,
        ...(decision.comment !== undefined && { comment: decision.comment }),
        digest: decision.digest,
        channel: decision.channel,
      }
    },
  )
}

/** What whoever is not asked is told, whether there is such a change or not. */
export const noSuchApproval = (number: string, stage: string): Refusal =>
  new Refusal('not_found', `Nobody asks you about ${number} (${stage}). See your approvals for what waits for you.`)
