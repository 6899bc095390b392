import type { Format } from './format.ts'
import { formats } from './formats.ts'
import { generic } from './generic.ts'

/** What people call a sender, as `plain` spells it, and the formats that it may mean, the likeliest first. */
const aliases: Readonly<Record<string, string>> = {
  prometheus: 'alertmanager',
  prometheusalertmanager: 'alertmanager',
  mimir: 'alertmanager',
  cortex: 'alertmanager',
  thanos: 'alertmanager',
  loki: 'alertmanager',
  victoriametrics: 'alertmanager',
  vmalert: 'alertmanager',
  grafanaalerting: 'grafana',
  grafanaunified: 'grafana',
  grafanalegacy: 'grafana',
  aws: 'cloudwatch-sns cloudwatch-eventbridge',
  cloudwatch: 'cloudwatch-sns cloudwatch-eventbridge',
  awscloudwatch: 'cloudwatch-sns cloudwatch-eventbridge',
  amazoncloudwatch: 'cloudwatch-sns cloudwatch-eventbridge',
  cloudwatchlambda: 'cloudwatch-eventbridge',
  sns: 'cloudwatch-sns',
  awssns: 'cloudwatch-sns',
  amazonsns: 'cloudwatch-sns',
  eventbridge: 'cloudwatch-eventbridge',
  awseventbridge: 'cloudwatch-eventbridge',
  amazoneventbridge: 'cloudwatch-eventbridge',
  pagerduty: 'pagerduty-events-v2 pagerduty-webhook-v3 pagerduty-webhook-v2 pagerduty-events-v1 pagerduty-change',
  pagerdutyevents: 'pagerduty-events-v2 pagerduty-events-v1 pagerduty-change',
  pagerdutyv1: 'pagerduty-events-v1 pagerduty-webhook-v2',
  pagerdutyv2: 'pagerduty-events-v2 pagerduty-webhook-v2',
  pagerdutyv3: 'pagerduty-webhook-v3',
  pagerdutywebhook: 'pagerduty-webhook-v3 pagerduty-webhook-v2',
  pdcef: 'pagerduty-events-v2',
  azure: 'azure-common azure-activity azure-metric azure-classic azure-log',
  azuremonitor: 'azure-common azure-activity azure-metric azure-classic azure-log',
  azurealert: 'azure-common azure-activity azure-metric azure-classic azure-log',
  googlecloud: 'gcp',
  googlecloudmonitoring: 'gcp',
  gcpmonitoring: 'gcp',
  gcpcloudmonitoring: 'gcp',
  stackdriver: 'gcp',
  newrelic: 'newrelic newrelic-legacy',
  newrelicissue: 'newrelic',
  newrelicworkflow: 'newrelic',
  sentry: 'sentry sentry-legacy',
  sentryio: 'sentry sentry-legacy',
  opsgenie: 'opsgenie opsgenie-api',
  jsm: 'opsgenie opsgenie-api',
  jiraservicemanagement: 'opsgenie opsgenie-api',
  datadoghq: 'datadog',
  nagiosxi: 'nagios',
  naemon: 'nagios',
  centreon: 'nagios',
  icinga: 'icinga icinga-notifications nagios',
  icinga2: 'icinga icinga-notifications nagios',
  kuma: 'uptime-kuma',
  betteruptime: 'better-stack',
  kibana: 'elastic',
  elasticsearch: 'elastic',
  elk: 'elastic',
  watcher: 'elastic',
  splunk: 'splunk splunk-observability',
  splunkenterprise: 'splunk',
  splunkcloud: 'splunk',
  signalfx: 'splunk-observability',
  splunkobservabilitycloud: 'splunk-observability',
  githubactions: 'github',
  dependabot: 'github',
  influxdb: 'kapacitor',
  netdatacloud: 'netdata',
  aliyun: 'alibaba',
  alibabacloud: 'alibaba',
  alibabacms: 'alibaba',
  cloudmonitor: 'alibaba',
  atlassianstatuspage: 'statuspage',
  errbit: 'airbrake',
  servicenow: 'servicenow-like',
  standardwebhook: 'standard-webhooks',
  cloudevent: 'cloudevents',
  webhook: 'generic',
  custom: 'generic',
  json: 'generic',
}

/** `Uptime Kuma`, `uptime_kuma` and `uptimekuma` are one name. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

const all: readonly Format[] = [...formats, generic]
const byId = new Map(all.map((format) => [format.id, format]))
const byPlain = new Map(all.map((format) => [plain(format.id), format]))

/**
 * The formats that a name means, in any case and spelling: one for a format's own name, several for a sender that has
 * several (`azure`, `pagerduty`), the likeliest first. Empty when nobody is called so.
 */
export const formatsNamed = (name: string): readonly Format[] => {
  const said = plain(name)
  if (Object.hasOwn(aliases, said)) return aliases[said]!.split(' ').map((id) => byId.get(id)!)
  const own = byPlain.get(said)
  return own ? [own] : []
}
