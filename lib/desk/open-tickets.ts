import { list } from '../store/schema.ts'
import type { Store } from '../store/store.ts'

/** Beyond this many, one more or less says nothing any more. */
const mostCounted = 1000

/** How many tickets of a kind a person has in which there is work to do, counted up to 1,000. */
export const openTicketsOf = async (store: Store, kind: string, personId: string): Promise<number> => {
  // All states with work to do are one partition, whatever the month.
  const partition = list.byAssignee(kind, personId, 'new', '')
  let count = 0
  let after: string | undefined
  do {
    const page = await store.keys(partition, { limit: mostCounted - count, after })
    count += page.items.length
    after = page.next
  } while (after !== undefined && count < mostCounted)
  return count
}
