import { type Ballot, dueAt, type Stage, type Verdict, verdictOf } from '../../approval/approval.ts'
import { digestOf } from '../../approval/digest.ts'
import { isFresh, needsStepUp } from '../../approval/step-up.ts'
import type { Change } from '../../change/change.ts'
import type { Obstacle } from '../../change/command.ts'
import type { Assessment, ChangeEvent, ChangeEventOf, Texts } from '../../change/event.ts'
import { type MaterialField, materialOf } from '../../change/material.ts'
import { changeProcess } from '../../change/process.ts'
import { key, partOf, partsAfter } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { TimelineEntry } from '../../ticket/event.ts'
import type { PersonRef } from '../../ticket/person-ref.ts'
import { type ChangeFacts, judge } from '../change/assess.ts'
import { textsOf } from '../change/order.ts'
import { readChangeRules } from '../change/rules.ts'
import { load } from '../execute.ts'
import { heldBallot } from './ballot-of.ts'
import { readStepUpRule } from './decide.ts'

type Entry = TimelineEntry<ChangeEvent>

/** A ballot with the words in which it was cast. */
export interface Said extends Ballot {
  readonly comment?: string
}

/** Something that was edited since somebody looked. */
export interface Difference {
  readonly at: string
  readonly by: string
  readonly field: MaterialField
  readonly before: unknown
  readonly now: unknown
}

/** Why nobody need decide any more. */
export interface Closing {
  readonly is: 'rejected' | 'expired' | 'reverted' | 'canceled' | 'recorded'
  readonly at: string
  readonly by: string
  readonly reason: string
}

/** Everything an approver must see, as it is now. */
export interface ShownApproval {
  readonly change: Change
  readonly stage: Stage
  readonly verdict: Verdict
  readonly decideBy: string | undefined
  /** Digest of what is shown: what a decision stands for. */
  readonly digest: string
  /** Theirs who looks; absent for those who only may read it. */
  readonly held: Said | undefined
  /** Who was asked, where whoever looks stands in for them. */
  readonly instead: PersonRef | undefined
  readonly stages: readonly { readonly stage: Stage; readonly verdict: Verdict; readonly ballots: readonly Said[] }[]
  readonly why: string
  readonly texts: Texts
  readonly assessment: Assessment
  readonly obstacles: readonly Obstacle[]
  readonly needsFreshSignIn: boolean
  readonly changes: readonly Difference[]
  readonly closing: Closing | undefined
}

/** Who looks, and since which version of the change they want to see what is different. */
export interface Looking {
  readonly person: string
  readonly at: string
  readonly provenAt?: string | undefined
  readonly since?: number | undefined
}

/** An approval has at most forty ballots, so their entries are one read. */
const withWords = async (store: Store, { number, approval }: Change): Promise<ShownApproval['stages']> => {
  const stages = approval?.steps.flat() ?? []
  const entries = stages.flatMap(({ ballots }) => ballots.flatMap(({ entry }) => entry ?? [])).slice(-100)
  const found = entries.length === 0 ? [] : await store.getMany(entries.map((entry) => key.event(number, entry)))
  const comments = new Map(found.map((item) => [Number(item.sequence), (item.data as { comment?: string }).comment]))
  return stages.map((stage) => ({
    stage,
    verdict: verdictOf(stage),
    ballots: stage.ballots.map((ballot): Said => {
      const comment = ballot.entry === undefined ? undefined : comments.get(ballot.entry)
      return { ...ballot, ...(comment !== undefined && { comment }) }
    }),
  }))
}

/** Edits after a version that somebody saw; as many as a page shows. */
const mostEntries = 50

const valuesOf = ({ now, before }: ChangeEventOf<'change.edited'>, field: MaterialField) => {
  const of = (edits: typeof now) =>
    field === 'plan' || field === 'test' || field === 'backout'
      ? edits.texts?.[field]
      : (edits as Record<string, unknown>)[field]
  return { before: of(before) ?? null, now: of(now) ?? null }
}

const differencesIn = ({ at, by, type, data }: Entry): readonly Difference[] => {
  if (type === 'change.edited') {
    const event = data as ChangeEventOf<'change.edited'>
    return event.material
      .filter((field) => field !== 'risk')
      .map((field) => ({ at, by: by.name, field, ...valuesOf(event, field) }))
  }
  if (type !== 'change.assigned') return []
  const { assignee, before } = data as ChangeEventOf<'change.assigned'>
  if (assignee?.id === before.assignee?.id) return []
  return [{ at, by: by.name, field: 'assignee', before: before.assignee?.name ?? null, now: assignee?.name ?? null }]
}

const differences = async (store: Store, number: string, since: number | undefined): Promise<readonly Difference[]> => {
  if (since === undefined) return []
  const { items } = await store.parts(number, partOf.event, { limit: mostEntries, after: partsAfter(since).event })
  return (items as unknown as readonly Entry[]).flatMap(differencesIn)
}

const closingOf = async (store: Store, { number, state }: Change): Promise<Closing | undefined> => {
  if (state === 'authorize' || state === 'scheduled') return undefined
  const { items } = await store.parts(number, partOf.event, { limit: mostEntries, newestFirst: true })
  for (const { type, at, by, data } of [...(items as unknown as readonly Entry[])].sort(
    (a, b) => b.sequence - a.sequence,
  )) {
    const words = data as Partial<
      Omit<ChangeEventOf<'change.reverted'>, 'type'> & Omit<ChangeEventOf<'change.implemented'>, 'type'>
    >
    if (type === 'change.reverted')
      return {
        is: words.because === 'asked' ? 'reverted' : words.because!,
        at,
        by: by.name,
        reason: words.reason ?? '',
      }
    if (type === 'change.canceled') return { is: 'canceled', at, by: by.name, reason: words.reason ?? '' }
    if (type === 'change.implemented' && words.isRetroactive)
      return { is: 'recorded', at, by: by.name, reason: words.notes ?? '' }
  }
  return undefined
}

/** One stage of a change's approval as somebody sees it, or nothing when there is no such stage. About a dozen reads. */
export const readApproval = async (
  office: ChangeFacts,
  number: string,
  id: string,
  { person, at, provenAt, since }: Looking,
): Promise<ShownApproval | undefined> => {
  const { store } = office
  const change = await load(store, changeProcess, number)
  const stage = change?.approval?.steps.flat().find((each) => each.id === id)
  if (!change || !stage) return undefined
  const [held, stages, opened, texts, { rules }, rule, changes, closing] = await Promise.all([
    heldBallot(store, stage, person, at),
    withWords(store, change),
    store.get(key.event(number, 1)),
    textsOf(store, change),
    readChangeRules(store),
    readStepUpRule(store),
    differences(store, number, since),
    closingOf(store, change),
  ])
  const { assessment, obstacles } = await judge(office, rules, change, at)
  const said = stages.find((each) => each.stage.id === id)?.ballots
  const place = held ? stage.ballots.indexOf(held.ballot) : -1
  return {
    change,
    stage,
    verdict: verdictOf(stage),
    decideBy: dueAt(stage),
    digest: digestOf(materialOf(change), stage.covers),
    held: place < 0 ? undefined : said?.[place],
    instead: held?.instead ?? held?.ballot.for,
    stages,
    why: (opened?.data as { message?: { text?: string } } | undefined)?.message?.text ?? '',
    texts,
    assessment,
    obstacles,
    needsFreshSignIn: needsStepUp(rule, change.risk) && !isFresh(rule, provenAt, at),
    changes,
    closing,
  }
}
