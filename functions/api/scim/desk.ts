import type { Store } from '../../../lib/store/store.ts'
import type { Actor } from '../../../lib/ticket/actor.ts'
import type { Request } from '../../edge/http.ts'

/** What SCIM works with. */
export interface ScimDesk {
  readonly store: Store
  readonly publicUrl: string
  readonly now: () => string
  readonly newId: () => string
}

/** A request of the directory, already authenticated. */
export interface ScimCall {
  readonly request: Request
  /** The id in the path, if it has one. */
  readonly id?: string | undefined
  /** The body as JSON. */
  readonly body: unknown
  readonly by: Actor
}
