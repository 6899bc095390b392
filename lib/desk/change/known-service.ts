import * as z from 'zod'
import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { KnownService } from './assess.ts'

/** As much of the kept record of a service as changes are judged by. */
const ServiceHead = z.object({
  owner: z.string().optional(),
  criticality: z.int().optional(),
  isRemoved: z.boolean().optional(),
})

/** What is known of a service, by its id; nothing where nobody has described it, or not any more. One read. */
export const knownService = async (store: Store, id: string): Promise<KnownService | undefined> => {
  const found = await store.get(key.kept('service', id))
  if (!found) return undefined
  const { isRemoved, ...known } = ServiceHead.parse(found)
  return isRemoved ? undefined : (JSON.parse(JSON.stringify(known)) as KnownService)
}
