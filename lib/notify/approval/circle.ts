import type { Change } from '../../change/change.ts'
import type { ChangeEvent, ChangeEventOf } from '../../change/event.ts'
import { changeProcess } from '../../change/process.ts'
import { Person } from '../../people/person.ts'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { TimelineEntry } from '../../ticket/event.ts'
import { getAll } from '../circle.ts'

/** An entry of a change's timeline. */
export type ChangeEntry = TimelineEntry<ChangeEvent>

/** What happened to a change, and everybody whom its approval concerns. */
export interface ApprovalCircle {
  readonly change: Change
  readonly entry: ChangeEntry
  /** The entry by which what was said before counts no more, when this one asks anew because of it. */
  readonly invalidation: ChangeEventOf<'change.approvals_invalidated'> | undefined
  readonly people: ReadonlyMap<string, Person>
}

/** One edit leads to an invalidation, at times a new demand, and then to asking: these entries follow each other. */
const entriesBefore = 2

const idsIn = ({ approval }: Change, { data }: ChangeEntry): readonly string[] => {
  const { people = [] } = data as { people?: readonly { readonly id: string }[] }
  const ballots = approval?.steps.flat().flatMap(({ ballots }) => ballots) ?? []
  return [
    ...people.map(({ id }) => id),
    ...ballots.flatMap(({ approver, for: who }) => [approver.id, ...(who ? [who.id] : [])]),
  ]
}

/** Reads the circle of one entry, with the managers of everybody in it, in three round trips. Throws when there is no such entry. */
export const approvalCircleOf = async (store: Store, number: string, sequence: number): Promise<ApprovalCircle> => {
  const before = Array.from({ length: entriesBefore }, (_, i) => sequence - 1 - i).filter((each) => each > 0)
  const found = await store.getMany([
    key.ticket(number),
    key.event(number, sequence),
    ...before.map((each) => key.event(number, each)),
  ])
  const head = found.find((item) => item.kind === 'change')
  const entries = found.filter((item) => item.kind === 'event') as unknown as readonly ChangeEntry[]
  const entry = entries.find((each) => each.sequence === sequence)
  if (!head || !entry) throw new Error(`${number} has no entry ${sequence} to send mail about`)
  const change = changeProcess.restore(head)
  const invalidation = entries.find(({ type, at }) => type === 'change.approvals_invalidated' && at === entry.at)
  const people = await peopleOf(store, idsIn(change, entry))
  const managers = await peopleOf(
    store,
    people.flatMap(({ manager }) => manager ?? []),
  )
  return {
    change,
    entry,
    invalidation: invalidation?.data as ApprovalCircle['invalidation'],
    people: new Map([...managers, ...people].map((person) => [person.id, person])),
  }
}

const peopleOf = async (store: Store, ids: readonly string[]): Promise<readonly Person[]> =>
  (await getAll(store, [...new Set(ids)].map(key.person))).map((item) => Person.parse(item))
