import type { Operation } from '../operation.ts'
import { deadLetters } from './dead-letters.ts'
import { sourceKeys } from './source-keys.ts'
import { sourceSecrets } from './source-secrets.ts'
import { sources } from './sources.ts'

/** What the API can do with alerts. */
export const alerts: readonly Operation[] = [...sources, ...sourceKeys, ...sourceSecrets, ...deadLetters]
