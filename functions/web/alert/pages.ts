import { guarded } from '../admin/guard.ts'
import type { PageRoute } from '../page/visit.ts'
import { alertList } from './alerts.tsx'
import { deadLetterPages } from './dead-letters.tsx'
import { deliveryList } from './deliveries.tsx'
import { servicePages } from './known-services.tsx'
import { maintenancePages } from './maintenance.tsx'
import { oneAlert } from './one-alert.tsx'
import { oneDelivery } from './one-delivery.tsx'
import { oneSource } from './one-source.tsx'
import { oneWebhook } from './one-webhook.tsx'
import { rulePages } from './rules.tsx'
import { sourceSettings } from './source-settings.tsx'
import { sources } from './sources.tsx'
import { storms } from './storms.tsx'
import { trying } from './try.tsx'
import { webhookSettings } from './webhook-settings.tsx'
import { webhookList } from './webhooks.tsx'

/** Every page about alerts and webhooks; the first that fits is shown, so that `new` is nobody's id. */
export const alertPages: readonly PageRoute[] = guarded([
  alertList,
  oneAlert,
  storms,
  sources,
  ...sourceSettings,
  ...trying,
  ...deliveryList,
  ...oneDelivery,
  ...oneSource,
  ...deadLetterPages,
  ...maintenancePages,
  ...servicePages,
  ...rulePages,
  webhookList,
  ...webhookSettings,
  ...oneWebhook,
])
