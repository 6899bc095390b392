import { policySource } from '../../lib/desk/policy-source.ts'
import type { Store } from '../../lib/store/store.ts'
import { now, random, replyKey, wait } from '../edge/time.ts'
import type { CoreDesk } from './operation.ts'

/** What every operation works with. */
export const coreDesk = (store: Store, publicUrl: string): CoreDesk => ({
  store,
  policies: policySource(store, now),
  publicUrl,
  now,
  wait,
  replyKey,
  newId: replyKey,
  randomBytes: random,
})
