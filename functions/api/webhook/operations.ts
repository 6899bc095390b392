import type { Operation } from '../operation.ts'
import { asking } from './ask.ts'
import { keeping } from './keep.ts'

/** What the API can do with webhooks. */
export const webhooks: readonly Operation[] = [...keeping, ...asking]
