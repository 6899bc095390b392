import type { DecisionChannel } from '../../approval/approval.ts'
import { digestOf } from '../../approval/digest.ts'
import type { Change } from '../../change/change.ts'
import { materialOf } from '../../change/material.ts'
import { isOnAgenda, MeetingFields, nextMeetings, Sitting } from '../../change/meeting.ts'
import { occurrences, type Span } from '../../change/recurrence.ts'
import { localTime } from '../../people/local-time.ts'
import { keeping } from '../../store/kept.ts'
import { key, list } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import type { PersonRef } from '../../ticket/person-ref.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { Result } from '../execute.ts'
import { type Kept, keep, readKept } from '../keep.ts'
import { changesOf } from './list.ts'
import { type ChangeOffice, type ChangeWish, commandChange } from './order.ts'

export const meetingKind = 'change-meeting'
export const sittingKind = 'change-sitting'

/** No board gets through more. */
const mostOnAgenda = 100
const mostNotes = 300
const day = 86_400_000

/** The board of this id, or nothing. One read. */
export const readMeeting = async (store: Store, id: string): Promise<MeetingFields | undefined> => {
  const found = await store.get(key.kept(meetingKind, id))
  if (!found || found.isRemoved) return undefined
  const { kind: _, id: __, version: ___, updatedAt: ____, updatedBy: _____, isRemoved: ______, ...fields } = found
  return MeetingFields.parse(fields)
}

/** A change of an agenda, and where whoever reads it is asked now. */
export interface AgendaItem {
  readonly change: Change
  /** Stages in which they have not decided, with the digest of what they would decide about. */
  readonly yours: readonly {
    readonly stage: string
    readonly name: string
    readonly digest: string
    readonly for?: PersonRef
  }[]
}

const askedOf = (change: Change, person: string): AgendaItem['yours'] =>
  (change.state === 'authorize' ? (change.approval?.steps.flat() ?? []) : [])
    .filter(({ askedAt }) => askedAt !== undefined)
    .flatMap(({ id, name, covers, ballots }) =>
      ballots
        .filter(({ approver, state }) => approver.id === person && state === 'requested')
        .map(({ for: who }) => ({
          stage: id,
          name,
          digest: digestOf(materialOf(change), covers),
          ...(who && { for: who }),
        })),
    )

/** What a board has to speak about in its next meeting, by window; those without one last. A bounded number of reads. */
export const agendaOf = async (store: Store, meeting: MeetingFields, reader: string, at: string) => {
  const [next, following] = nextMeetings(meeting, at)
  const pages = await Promise.all(
    ['assess', 'authorize'].map((state) => store.list(list.byState('change', state, ''), { limit: mostOnAgenda })),
  )
  const changes = await changesOf(
    store,
    pages.flatMap(({ items }) => items.map(({ number }) => String(number))),
  )
  const items = changes
    .filter((change) => isOnAgenda(change, meeting, following))
    .sort((a, b) => ((a.window?.from ?? '9') < (b.window?.from ?? '9') ? -1 : 1))
    .map((change): AgendaItem => ({ change, yours: askedOf(change, reader) }))
  return { next, following, items }
}

/** When the board meets on a local date of its zone, or a refusal. */
const spanOn = ({ when }: MeetingFields, date: string): Span => {
  const noon = Date.parse(`${date}T12:00:00Z`)
  const around = { from: new Date(noon - 2 * day).toISOString(), to: new Date(noon + 2 * day).toISOString() }
  const found = occurrences(when, around).find(({ from }) => localTime(from, when.zone).date === date)
  if (!found) throw new Refusal('not_found', `The board does not meet on ${date}.`)
  return found
}

/** Which meeting, on which local date. */
export interface SittingName {
  readonly id: string
  readonly date: string
}

/** What a meeting came to so far; at first nothing. */
export const readSitting = async (store: Store, { id, date }: SittingName): Promise<Sitting> => {
  const meeting = await readMeeting(store, id)
  if (!meeting) throw new Refusal('not_found', `There is no board ${id}.`)
  const known = await readKept(store, Sitting, sittingKind, `${id}.${date}`)
  return known ?? Sitting.parse({ id: `${id}.${date}`, version: 0, meeting: id, date, ...spanOn(meeting, date) })
}

/** Who writes, when, and having seen which version. */
export interface SittingOrder extends SittingName {
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number | undefined
}

const refOf = ({ id, name }: Actor): PersonRef => ({ id, name })
const contentOf = ({ id: _, version: __, ...content }: Sitting) => content

const save = (store: Store, order: SittingOrder, before: Sitting, value: object): Promise<Kept<Sitting>> =>
  keep(store, {
    kind: sittingKind,
    id: before.id,
    value,
    by: order.by,
    at: order.at,
    ifVersion: order.ifVersion ?? before.version,
  }) as Promise<Kept<Sitting>>

/** Keeps what was said about a change. */
export const noteOn = async (store: Store, order: SittingOrder, number: string, text: string): Promise<Sitting> => {
  const before = await readSitting(store, order)
  if (before.notes.length >= mostNotes)
    throw new Refusal('conflict', `The meeting has ${mostNotes} notes already. Write the rest into its minutes.`)
  const note = { number, text, by: refOf(order.by), at: order.at }
  return save(store, order, before, { ...contentOf(before), notes: [...before.notes, note] })
}

/** Keeps who was there and what the minutes say. */
export const keepMinutes = async (
  store: Store,
  order: SittingOrder,
  given: { readonly minutes: string; readonly present: readonly PersonRef[] },
): Promise<Sitting> => {
  const before = await readSitting(store, order)
  return save(store, order, before, { ...contentOf(before), ...given })
}

/** A decision that somebody takes at the table, in their own name. */
export interface Voice {
  readonly stage: string
  readonly decision: 'approved' | 'rejected'
  readonly comment?: string | undefined
  readonly digest: string
  readonly channel: DecisionChannel
}

/** The very decision that the mail or the page would bring, and the meeting knows of it: both, or neither. */
export const decideInMeeting = async (
  office: ChangeOffice,
  wish: ChangeWish,
  sitting: SittingName,
  { comment, ...voice }: Voice,
): Promise<Result<Change>> => {
  const { by, at } = wish.context
  const before = await readSitting(office.store, sitting)
  const { stage, decision } = voice
  const told = { number: wish.number, stage, decision, by: refOf(by), at, ...(comment !== undefined && { comment }) }
  const value = { ...contentOf(before), decisions: [...before.decisions, told] }
  const stored = before.version === 0 ? undefined : await office.store.get(key.kept(sittingKind, before.id))
  const { writes } = keeping({ kind: sittingKind, id: before.id, value, by, at }, stored)
  return commandChange(
    office,
    { ...wish, also: [...(wish.also ?? []), ...writes] },
    { type: 'decide', approver: refOf(by), ...voice, ...(comment !== undefined && { comment }) },
  )
}
