import { createHash } from 'node:crypto'
import type { Change, Deployment, Window } from '../../change/change.ts'
import type { Obstacle } from '../../change/command.ts'
import type { ChangeEventOf, Texts } from '../../change/event.ts'
import { gateTexts } from '../../change/gate.ts'
import { changeProcess } from '../../change/process.ts'
import type { Origin } from '../../ticket/actor.ts'
import type { Requester } from '../../ticket/message.ts'
import type { PersonRef } from '../../ticket/person-ref.ts'
import type { Impact } from '../../ticket/priority.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { load, type Receipt, resultOf } from '../execute.ts'
import { readTicket } from '../read-ticket.ts'
import { judge } from './assess.ts'
import { demandedFor } from './electors.ts'
import { type ChangeOffice, openChange, requestApproval, submitChange } from './order.ts'
import { readChangeRules } from './rules.ts'

/** What a pipeline asks for. */
export interface GateWish {
  readonly service: string
  readonly deployment: Deployment
  readonly requester: Requester
  readonly owner: PersonRef
  readonly items: readonly string[]
  readonly team?: string
  readonly impact?: Impact
  readonly texts: Texts
  readonly window: Window
  readonly replyKey: string
}

/** A run that asks again is the same run: nothing else must be remembered by a pipeline. */
export const gateReceipt = (caller: string, service: string, deployment: Deployment): Receipt => {
  const { version, commit, pipeline, environment, attempt } = deployment
  const named = JSON.stringify([caller, service, version, commit, pipeline, environment, attempt])
  return { input: `gate#${createHash('sha256').update(named).digest('hex')}` }
}

/** The change that the same run asked for before, or nothing. */
export const askedBefore = async (office: ChangeOffice, receipt: Receipt): Promise<Change | undefined> =>
  (await resultOf(office.store, changeProcess, receipt))?.state

const opened = async (office: ChangeOffice, wish: GateWish, context: Origin, receipt: Receipt): Promise<Change> => {
  const { service, deployment, team, impact, texts, ...rest } = wish
  const { state } = await openChange(
    office,
    {
      of: 'normal',
      title: `Deploy ${service} ${deployment.version}${deployment.environment ? ` to ${deployment.environment}` : ''}`,
      message: { text: `Asked for by the pipeline ${deployment.pipeline}` },
      ...rest,
      service,
      deployment,
      ...(team !== undefined && { team }),
      ...(impact && { impact }),
      texts: { ...gateTexts(service, deployment), ...texts },
      language: 'en',
    },
    { context, receipt },
  )
  return state
}

/** What a freeze, another change or the like says; nobody approves by a rule what runs into something. */
const inTheWay = async (office: ChangeOffice, change: Change, at: string): Promise<readonly Obstacle[]> => {
  const { rules } = await readChangeRules(office.store)
  const { obstacles } = await judge(office, rules, change, at)
  const ownerOf = async (service: string) => (await office.serviceOf(service))?.owner
  const { steps } = await demandedFor({ store: office.store, ownerOf, at }, rules, change)
  return obstacles.filter(({ blocks }) => blocks || steps.length === 0)
}

/** A run asks rarely, and hardly ever twice at once. */
const attempts = 4

interface Passed {
  readonly change: Change
  readonly obstacles: readonly Obstacle[]
}

const onwards = async (office: ChangeOffice, given: Change, context: Origin): Promise<Passed> => {
  const { number, state, rounds } = given
  const isFresh = state === 'new' && rounds === 0
  const change = isFresh ? (await submitChange(office, { number, context })).state : given
  if (change.state !== 'assess') return { change, obstacles: [] }
  const obstacles = await inTheWay(office, change, context.at)
  if (obstacles.length > 0) return { change, obstacles }
  return { change: (await requestApproval(office, { number, context })).state, obstacles }
}

/**
 * Brings a change of a pipeline as far as it goes without people: opened, submitted, put up for approval, and authorized at once
 * where the policy demands nobody's approval and nothing stands in its way. A run that asks again goes on where it was.
 */
export const passGate = async (
  office: ChangeOffice,
  wish: GateWish,
  context: Origin,
  receipt: Receipt,
): Promise<Passed> => {
  let change = (await askedBefore(office, receipt)) ?? (await opened(office, wish, context, receipt))
  for (let attempt = 1; ; attempt++) {
    try {
      return await onwards(office, change, context)
    } catch (error) {
      const now = await load(office.store, changeProcess, change.number)
      // The same run, asking twice at once, stands in its own way; where nothing has moved, the refusal is one.
      const isOvertaken = error instanceof Refusal && now && now.version !== change.version
      if (!isOvertaken || attempt === attempts) throw error
      change = now
    }
  }
}

/** Entries among which the reason lies why it was sent back or given up. */
const lastEntries = 30

/** Why a pipeline may not go on, in the words of whoever decided. */
export const whyRejected = async (office: ChangeOffice, change: Change): Promise<string> => {
  const { number, version, window, state } = change
  if (state === 'scheduled') return `Its window ended at ${window?.to}. Run the pipeline again.`
  const record = await readTicket(office.store, number, Math.max(0, version - lastEntries), lastEntries)
  const entry = record?.timeline.findLast(({ type }) => type === 'change.reverted' || type === 'change.canceled')
  const { reason = '' } = (entry?.data ?? {}) as Partial<ChangeEventOf<'change.reverted'>>
  return reason
}

/** Who answers for what a pipeline deploys: whoever is named, who answers for the service, or who leads the team. */
export const ensureOwner = (owner: PersonRef | undefined, service: string): PersonRef => {
  if (owner) return owner
  throw new Refusal('invalid', `owner: nobody answers for ${service} or leads the team. Name somebody.`, 'owner')
}
