import type { IncidentCommand } from '../incident/command.ts'
import type { EventOf } from '../incident/event.ts'
import type { Incident } from '../incident/incident.ts'
import { isOpen } from '../incident/life-cycle.ts'
import { incidentProcess } from '../incident/process.ts'
import { key, partOf } from '../store/schema.ts'
import type { TimelineEntry } from '../ticket/event.ts'
import { execute, load, type Office, type Result } from './execute.ts'
import type { IncidentAlongside, Wish } from './incident-order.ts'

/** Gives an incident a parent, another one, or none; both timelines tell. */
export const setParent = (
  office: Office,
  { parent, number, ...wish }: Wish & { parent: string | null },
): Promise<Result<Incident>> =>
  execute(office, {
    ...wish,
    number,
    process: incidentProcess,
    command: { type: 'set-parent', parent },
    alongside: (_, before) => [
      ...(before?.parent === undefined ? [] : [to(before.parent, { type: 'remove-child', child: number })]),
      ...(parent === null ? [] : [to(parent, { type: 'add-child', child: number })]),
    ],
    also: (_, before) => [
      ...(before?.parent === undefined ? [] : [link(before.parent, number, false)]),
      ...(parent === null ? [] : [link(parent, number, true)]),
    ],
  })

const to = (number: string, command: IncidentCommand): IncidentAlongside => ({ number, command })

/** The item that says whose child an incident is, or was. */
export const link = (parent: string, child: string, isChild: boolean) => ({
  put: { kind: 'child', number: child, isChild },
  at: key.child(parent, child),
})

/** One page of the children of an incident. */
export const childrenOf = async (
  { store }: Pick<Office, 'store'>,
  number: string,
  after?: string,
): Promise<{ readonly numbers: readonly string[]; readonly next?: string }> => {
  const page = await store.parts(number, partOf.child, { limit: 100, after })
  return { numbers: page.items.filter(({ isChild }) => isChild).map((item) => String(item.number)), next: page.next }
}

/** Children that are resolved at the same time. */
const atOnce = 5

/**
 * A resolved parent resolves its open children with its own notes. Safe to repeat: a child that is resolved stays as it
 * is, and one that somebody moves meanwhile is looked at again. Answers how many it resolved.
 */
export const resolveChildren = async (
  office: Office,
  parent: string,
  sequence: number,
  at: string,
): Promise<number> => {
  const entry = (await office.store.get(key.event(parent, sequence))) as unknown as
    | TimelineEntry<EventOf<'incident.resolved'>>
    | undefined
  if (!entry) throw new Error(`${parent} has no entry ${sequence}`)
  const { code, notes } = entry.data
  const resolve = async (number: string): Promise<boolean> => {
    const child = await load(office.store, incidentProcess, number)
    if (!child || child.parent !== parent || child.merged || !isOpen(child)) return false
    await execute(office, {
      process: incidentProcess,
      number,
      command: { type: 'resolve', code, notes, cause: { number: parent, sequence } },
      context: { at, by: entry.by, channel: 'system' },
      ifVersion: child.version,
    })
    return true
  }
  let count = 0
  let after: string | undefined
  do {
    const page = await childrenOf(office, parent, after)
    for (let i = 0; i < page.numbers.length; i += atOnce)
      count += (await Promise.all(page.numbers.slice(i, i + atOnce).map(resolve))).filter(Boolean).length
    after = page.next
  } while (after !== undefined)
  return count
}
