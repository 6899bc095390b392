import type { Operation } from '../operation.ts'
import { services } from './affected-services.ts'
import { alertsAsTheyStand } from './alerts.ts'
import { deadLetters } from './dead-letters.ts'
import { deliveries } from './deliveries.ts'
import { maintenance } from './maintenance.ts'
import { rulesAboutAlerts } from './rules.ts'
import { sourceKeys } from './source-keys.ts'
import { sourceSecrets } from './source-secrets.ts'
import { sources } from './sources.ts'

/** What the API can do with alerts. */
export const alerts: readonly Operation[] = [
  ...sources,
  ...sourceKeys,
  ...sourceSecrets,
  ...deadLetters,
  ...deliveries,
  ...alertsAsTheyStand,
  ...services,
  ...maintenance,
  ...rulesAboutAlerts,
]
