import type { Operation } from '../operation.ts'
import { calendars } from './calendars.ts'
import { holidays } from './holidays.ts'
import { policy } from './policy.ts'
import { slas } from './slas.ts'
import { spans } from './span.ts'

/** What the API can do with the rules of the desk. */
export const rules: readonly Operation[] = [...policy, ...slas, ...calendars, ...spans, ...holidays]
