import type { Change } from '../../../lib/change/change.ts'
import { changeProcess } from '../../../lib/change/process.ts'
import { load } from '../../../lib/desk/execute.ts'
import { type ActionOn, may } from '../../../lib/people/access.ts'
import type { Caller } from '../../../lib/people/caller.ts'
import type { Store } from '../../../lib/store/store.ts'
import { parseNumber } from '../../../lib/ticket/number.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk, Call } from '../operation.ts'

/** The change of this number, if the caller is on it or of the desk; otherwise it does not exist for them. */
export const changeSeen = async (caller: Caller, store: Store, given: string): Promise<Change | undefined> => {
  const number = parseNumber(given)
  const change = number === undefined ? undefined : await load(store, changeProcess, number)
  return change && may(caller, 'read', change) ? change : undefined
}

/** The change of the path, if the caller is on it or of the desk; otherwise it does not exist for them. */
export const visible = async ({ caller, params }: Call, { store }: Pick<ApiDesk, 'store'>): Promise<Change> => {
  const change = await changeSeen(caller, store, params.number ?? '')
  if (!change) throw new Refusal('not_found', `There is no change ${params.number}, or it is not yours to see.`)
  return change
}

/** Refuses who is not of the desk: what stands in the way of a change tells of others. */
export const deskOnly = ({ caller }: Call): void => {
  if (!may(caller, 'read', { kind: 'change' }))
    throw new Refusal('forbidden', 'Only the desk sees the plans of others.')
}

const remedies: Readonly<Partial<Record<ActionOn<'change'>, string>>> = {
  open: 'Only the desk opens changes. Ask for one in an incident or a request.',
  work: 'Only the desk does this. Ask for it in a comment.',
  manage: 'Only change managers do this. Ask one of them.',
}

/** Refuses a caller who may not do this to the change; without one, to changes at all. */
export const ensureMay = (caller: Caller, action: ActionOn<'change'>, change?: Change): void => {
  if (!may(caller, action, change ?? { kind: 'change' }))
    throw new Refusal('forbidden', remedies[action] ?? 'You may not do this here.')
}
