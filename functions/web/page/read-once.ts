import type { Item } from '../../../lib/store/store.ts'
import type { ApiDesk } from '../../api/operation.ts'

/**
 * A desk for showing one page: each item is read once, however many operations the page asks, and so all of them tell of
 * the same moment. Not for what writes.
 */
export const readingOnce = (desk: ApiDesk): ApiDesk => {
  const found = new Map<string, Promise<Item | undefined>>()
  const get: ApiDesk['store']['get'] = (at) => {
    const name = `${at.pk}\n${at.sk}`
    const known = found.get(name)
    if (known) return known
    const reading = desk.store.get(at)
    found.set(name, reading)
    return reading
  }
  return { ...desk, store: { ...desk.store, get } }
}
