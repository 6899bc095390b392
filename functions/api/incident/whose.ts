import { readPerson } from '../../../lib/desk/change-person.ts'
import { may } from '../../../lib/people/access.ts'
import { list } from '../../../lib/store/schema.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk, Call } from '../operation.ts'

/** More people report to nobody; they are listed together. */
const mostReports = 50

const reportsTo = async (id: string, { store }: ApiDesk): Promise<readonly string[]> => {
  const { items } = await store.list(list.reports(id), { limit: mostReports })
  return items.map((person) => String(person.id))
}

/**
 * Whose incidents a caller gets who asks for those of `given` (an id, `me`, or `reports`: of the people who report to them):
 * nothing means everybody's, which is for the desk. Whoever asks for more than is theirs to see is refused, and nothing
 * tells whether there is such a person.
 */
export const whose = async (
  { caller }: Call,
  desk: ApiDesk,
  given: string | undefined,
): Promise<readonly string[] | undefined> => {
  const isOfTheDesk = may(caller, 'read', { kind: 'incident' })
  if (given === 'me' || given === caller.id || (given === undefined && !isOfTheDesk)) return [caller.id]
  if (given === undefined) return undefined
  const { colleaguesSee = 'none' } = await desk.policies.with([])
  if (given === 'reports') {
    if (!isOfTheDesk && colleaguesSee === 'none')
      throw new Refusal('forbidden', 'This desk shows nobody the tickets of others. Use me.', 'requester')
    return reportsTo(caller.id, desk)
  }
  if (isOfTheDesk) return [given]
  const requester = colleaguesSee === 'none' ? undefined : await readPerson(desk.store, given)
  if (!requester || !may(caller, 'read', { kind: 'incident', requester, colleaguesSee }))
    throw new Refusal('forbidden', 'The tickets of this person are not yours to see. Use me.', 'requester')
  return [given]
}
