import type { Store } from '../../store/store.ts'
import { applyRules } from './apply-rules.ts'
import { membersOf } from './members.ts'
import { groupsConcerned } from './rules.ts'

/** Members whose rules are applied at the same time. */
const atOnce = 5
const aPage = 100

/** Gives and takes what a whole group gives, for everybody who is or was in it. Safe to repeat. */
export const applyToGroup = async (store: Store, group: string, at: string): Promise<number> => {
  let count = 0
  let after: string | undefined
  do {
    const page = await membersOf(store, group, { after, limit: aPage, everybody: true })
    for (let i = 0; i < page.people.length; i += atOnce)
      await Promise.all(page.people.slice(i, i + atOnce).map((person) => applyRules(store, person, at)))
    count += page.people.length
    after = page.next
  } while (after !== undefined)
  return count
}

/** The rules have changed: everybody in a group that they name, or named, gets and loses what that means. */
export const applyChangedRules = async (store: Store, at: string): Promise<number> => {
  let count = 0
  for (const group of await groupsConcerned(store)) count += await applyToGroup(store, group, at)
  return count
}
