import { AskedBallot } from '../../approval/ballot.ts'
import type { Change } from '../../change/change.ts'
import { list } from '../../store/schema.ts'
import { byARule } from '../../ticket/actor.ts'
import { type ChangeOffice, demanding, orderChange } from './order.ts'

/** Ballots that are looked up together. */
const aPage = 100

/**
 * Gives every decision that waits for somebody who has left to whoever the policy names now; answers how many. Safe to
 * repeat: what is done is not done twice.
 */
export const rerouteApprovals = async (office: ChangeOffice, person: string, at: string): Promise<number> => {
  const { items } = await office.store.keys(list.ballots(person, true), { limit: aPage })
  if (items.length === 0) return 0
  const ballots = (await office.store.getMany(items)).map((item) => AskedBallot.parse(item))
  const context = { at, by: byARule, channel: 'system' } as const
  let count = 0
  for (const { number, stage, state } of ballots) {
    if (state !== 'requested') continue
    const before = count
    await orderChange(office, { number, context }, async (change: Change) => {
      const demanded = await demanding(office, change, at)
      const same = demanded.steps.flat().find(({ id }) => id === stage)
      // A policy that has no such stage any more leaves it to everybody it asks.
      const ballotsNow = same ? same.ballots : demanded.steps.flat().flatMap((each) => each.ballots)
      count = before + 1
      return {
        type: 'replace-approver',
        stage,
        approver: person,
        substitutes: ballotsNow.map(({ approver }) => approver).filter(({ id }) => id !== person),
      }
    })
  }
  // A page that was full may have another one behind it.
  return items.length === aPage && count > 0 ? count + (await rerouteApprovals(office, person, at)) : count
}
