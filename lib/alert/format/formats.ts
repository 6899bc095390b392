import { airbrake } from './airbrake.ts'
import { alertmanager } from './alertmanager.ts'
import { alibaba } from './alibaba.ts'
import { appdynamics } from './appdynamics.ts'
import { axiom } from './axiom.ts'
import { azureClassic, azureMetric } from './azure-classic.ts'
import { azureCommon } from './azure-common.ts'
import { azureActivity, azureLog } from './azure-log.ts'
import { betterStack } from './better-stack.ts'
import { bugsnag } from './bugsnag.ts'
import { checkly } from './checkly.ts'
import { checkmk } from './checkmk.ts'
import { cloudflare } from './cloudflare.ts'
import { cloudwatchEventbridge } from './cloudwatch-eventbridge.ts'
import { cloudwatchSns } from './cloudwatch-sns.ts'
import { coralogix } from './coralogix.ts'
import { cronitor } from './cronitor.ts'
import { datadog } from './datadog.ts'
import { dynatrace } from './dynatrace.ts'
import { elastic } from './elastic.ts'
import { cloudEvents, standardWebhooks } from './enveloped.ts'
import type { Format } from './format.ts'
import { gcp } from './gcp.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { grafana } from './grafana.ts'
import { graylog } from './graylog.ts'
import { honeybadger } from './honeybadger.ts'
import { honeycomb } from './honeycomb.ts'
import { icinga } from './icinga.ts'
import { icingaNotifications } from './icinga-notifications.ts'
import { instana } from './instana.ts'
import { jenkins } from './jenkins.ts'
import { kapacitor } from './kapacitor.ts'
import { librenms } from './librenms.ts'
import { logicmonitor } from './logicmonitor.ts'
import { nagios } from './nagios.ts'
import { netdata } from './netdata.ts'
import { newrelic } from './newrelic.ts'
import { newrelicLegacy } from './newrelic-legacy.ts'
import { opsgenie } from './opsgenie.ts'
import { opsgenieApi } from './opsgenie-api.ts'
import { pagerdutyChange } from './pagerduty-change.ts'
import { pagerdutyEventsV1 } from './pagerduty-events-v1.ts'
import { pagerdutyEventsV2 } from './pagerduty-events-v2.ts'
import { pagerdutyWebhookV2, pagerdutyWebhookV3 } from './pagerduty-webhook.ts'
import { pingdom } from './pingdom.ts'
import { rollbar } from './rollbar.ts'
import { sensu } from './sensu.ts'
import { sentry } from './sentry.ts'
import { sentryLegacy } from './sentry-legacy.ts'
import { servicenowLike } from './servicenow-like.ts'
import { site24x7 } from './site24x7.ts'
import { splunk } from './splunk.ts'
import { splunkObservability } from './splunk-observability.ts'
import { statuscake } from './statuscake.ts'
import { statuspage } from './statuspage.ts'
import { thousandeyes } from './thousandeyes.ts'
import { uptimeKuma } from './uptime-kuma.ts'
import { uptimerobot } from './uptimerobot.ts'
import { wazuh } from './wazuh.ts'
import { zabbix } from './zabbix.ts'

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
  sentry,
  sentryLegacy,
  rollbar,
  bugsnag,
  airbrake,
  honeybadger,
  statuspage,
  betterStack,
  instana,
  thousandeyes,
  icingaNotifications,
  wazuh,
  sensu,
  graylog,
  jenkins,
  // Named monitors.
  cloudflare,
  pingdom,
  uptimeKuma,
  uptimerobot,
  site24x7,
  statuscake,
  checkly,
  cronitor,
  coralogix,
  axiom,
  honeycomb,
  splunkObservability,
  splunk,
  newrelicLegacy,
  newrelic,
  netdata,
  librenms,
  kapacitor,
  alibaba,
  dynatrace,
  github,
  gitlab,
  // Templates that customers write themselves, and shapes that others share.
  checkmk,
  icinga,
  nagios,
  appdynamics,
  logicmonitor,
  elastic,
  zabbix,
  datadog,
  servicenowLike,
  opsgenieApi,
  pagerdutyChange,
  cloudEvents,
  standardWebhooks,
]
