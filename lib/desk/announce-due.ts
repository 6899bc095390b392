import { dueUpTo, list, mailNameIn } from '../store/schema.ts'
import type { Store } from '../store/store.ts'

/** Who can be reminded. A lane is read by one kind of reaction. */
const lanes = ['mail'] as const

/** Keys a query; a page holds at most 1 MB, far more than these. */
const aPage = 500

/**
 * Announces everything due by `at`, page by page, and answers how much it was. An item stays due until whoever minds it has
 * planned anew or settled it, so nothing is lost when an announcement is.
 */
export const announceDue = async (
  store: Store,
  announce: (events: readonly { type: string; detail: object; at: string }[]) => Promise<readonly number[]>,
  at: string,
): Promise<number> => {
  let count = 0
  for (const lane of lanes) {
    let after: string | undefined
    do {
      const page = await store.keys(list.due(lane), { limit: aPage, upTo: dueUpTo(at), after })
      const failed = await announce(
        page.items.map((place) => ({ type: 'timer.due', at, detail: { lane, ...mailNameIn(place) } })),
      )
      if (failed.length > 0) throw new Error(`The bus did not take ${failed.length} of ${page.items.length} due things`)
      count += page.items.length
      after = page.next
    } while (after !== undefined)
  }
  return count
}
