import type { Secrets } from '../../store/secrets.ts'
import type { Store } from '../../store/store.ts'
import type { Post } from '../../webhook/post.ts'
import type { Webhook } from '../../webhook/webhook.ts'

/** What telling webhooks needs. */
export interface Telling {
  readonly store: Store
  readonly secrets: Pick<Secrets, 'read'>
  readonly post: Post
  /** Every webhook that was not removed, as it stands. */
  readonly webhooks: () => Promise<readonly Webhook[]>
  /** Where people reach the pages. */
  readonly publicUrl: string
  readonly now: () => string
  /** From 0 to 1, another one each time. */
  readonly chance: () => number
  /** Random letters that nothing else is called. */
  readonly newId: () => string
  /** After this instant nothing new is begun; what is left goes on with the next minute. */
  readonly until: string
}
