import type { Incident } from '../incident/incident.ts'
import { isFinished } from '../incident/life-cycle.ts'
import { incidentProcess } from '../incident/process.ts'
import { key } from '../store/schema.ts'
import type { Item } from '../store/store.ts'
import { Refusal } from '../ticket/refusal.ts'
import { ensureFresh, execute, load, type Office, type Result } from './execute.ts'
import { link } from './family.ts'
import { inOrder, type Step } from './in-order.ts'
import type { Wish } from './incident-order.ts'

/** Incidents that become children in one call. */
export const mostAdopted = 50
/** A child is four writes and its parent one more; a transaction takes a hundred. */
const atOnce = 20

/**
 * Makes incidents the children of one, twenty in a transaction; those that are already stay so. Refused, by the place in
 * the list and before anything is written, where one cannot be: finished, merged, or the child of another.
 */
export const adopt = async (
  office: Office,
  { number, context, children, receipt, ifVersion }: Wish & { children: readonly string[] },
): Promise<Result<Incident>> => {
  const parent = await load(office.store, incidentProcess, number)
  if (!parent) throw new Refusal('not_found', `There is no ticket ${number}.`)
  ensureFresh(parent, ifVersion)
  const heads = await office.store.getMany([...new Set(children)].map(key.ticket))
  const byNumber = new Map(heads.map((head) => [String(head.number), head]))
  for (const [i, child] of children.entries()) ensureAdoptable(number, child, byNumber.get(child), `children.${i}`)
  const wanted = [...byNumber.values()].filter((head) => head.parent !== number).map((head) => String(head.number))
  const toChild: Step = { command: { type: 'set-parent', parent: number } }
  let result: Result<Incident> = { number, state: parent, repeated: false }
  for (let i = 0; i < wanted.length; i += atOnce) {
    const some = wanted.slice(i, i + atOnce)
    const isLast = i + atOnce >= wanted.length
    result = await execute(office, {
      process: inOrder,
      number,
      context,
      ...(isLast && { receipt }),
      command: some.map((child): Step => ({ command: { type: 'add-child', child } })),
      alongside: () => some.map((child) => ({ number: child, command: [toChild] })),
      also: () => some.map((child) => link(number, child, true)),
    })
  }
  return result
}

const ensureAdoptable = (number: string, child: string, head: Item | undefined, field: string): void => {
  const refuse = (why: string) => new Refusal('conflict', `${field}: ${child} ${why}`, field)
  if (head?.kind !== 'incident') throw refuse('does not exist. Give the number of an incident.')
  const { parent, merged, state } = head as Partial<Incident> & Pick<Incident, 'state'>
  if (child === number) throw refuse('cannot be its own child. Leave it out.')
  if (parent === number) return
  if (merged) throw refuse(`is merged into ${merged.into}. Leave it out.`)
  if (isFinished({ state })) throw refuse(`is ${state}. Leave it out.`)
  if (parent !== undefined) throw refuse(`is a child of ${parent}. Leave it out, or take it away from there first.`)
}
