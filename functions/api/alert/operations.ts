import type { Operation } from '../operation.ts'

/** What the API can do with alerts. */
export const alerts: readonly Operation[] = []
