import { alertmanager } from './alertmanager.ts'
import { azureClassic, azureMetric } from './azure-classic.ts'
import { azureCommon } from './azure-common.ts'
import { azureActivity, azureLog } from './azure-log.ts'
import { cloudwatchEventbridge } from './cloudwatch-eventbridge.ts'
import { cloudwatchSns } from './cloudwatch-sns.ts'
import { datadog } from './datadog.ts'
import { cloudEvents, standardWebhooks } from './enveloped.ts'
import type { Format } from './format.ts'
import { gcp } from './gcp.ts'
import { grafana } from './grafana.ts'
import { grafanaLegacy } from './grafana-legacy.ts'
import { opsgenie } from './opsgenie.ts'
import { opsgenieApi } from './opsgenie-api.ts'
import { pagerdutyChange } from './pagerduty-change.ts'
import { pagerdutyEventsV1 } from './pagerduty-events-v1.ts'
import { pagerdutyEventsV2 } from './pagerduty-events-v2.ts'
import { pagerdutyWebhookV2, pagerdutyWebhookV3 } from './pagerduty-webhook.ts'
import { servicenowLike } from './servicenow-like.ts'

/**
 * All formats in the order in which `auto` tries them: the first that recognises a body reads it, so the ones with the
 * most telling shapes stand first and the templates of customers last. `generic` is not among them: it reads what none
 * of these knows.
 */
export const formats: readonly Format[] = [
  // Envelopes and strict shapes.
  cloudwatchSns,
  cloudwatchEventbridge,
  grafana,
  alertmanager,
  pagerdutyEventsV2,
  pagerdutyEventsV1,
  pagerdutyWebhookV3,
  pagerdutyWebhookV2,
  azureCommon,
  azureActivity,
  azureMetric,
  azureClassic,
  azureLog,
  gcp,
  opsgenie,
  grafanaLegacy,
  // Named monitors.
  // Templates that customers write themselves, and shapes that others share.
  datadog,
  servicenowLike,
  opsgenieApi,
  pagerdutyChange,
  cloudEvents,
  standardWebhooks,
]
