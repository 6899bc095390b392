/** Bodies of well-known senders, of an imaginary company. */

/** An alert within Alertmanager's and Grafana's groups. */
export const labelled = (
  alertname: string,
  more: Record<string, unknown> = {},
  labels: Record<string, unknown> = {},
) => ({
  status: 'firing',
  labels: { alertname, severity: 'warning', instance: 'till-07.shop.test:9100', ...labels },
  annotations: { summary: `${alertname} on till-07`, description: 'It has been so for five minutes.' },
  startsAt: '2026-03-02T08:15:04.123456789+09:00',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.shop.test:9090/graph?g0.expr=up',
  fingerprint: `f-${alertname}`,
  ...more,
})

export const group = (alerts: unknown[], more: Record<string, unknown> = {}) => ({
  version: '4',
  groupKey: '{}/{team="tills"}:{alertname="QueueLong"}',
  receiver: 'desk',
  status: 'firing',
  groupLabels: { alertname: 'QueueLong' },
  commonLabels: { team: 'tills' },
  commonAnnotations: {},
  externalURL: 'http://alertmanager.shop.test:9093',
  truncatedAlerts: 0,
  alerts,
  ...more,
})

export const alarm = (state: string, more: Record<string, unknown> = {}) => ({
  AlarmName: 'parcels-late',
  AlarmDescription: 'Parcels wait too long',
  AWSAccountId: '444455556666',
  NewStateValue: state,
  NewStateReason: 'Threshold crossed',
  OldStateValue: 'OK',
  StateChangeTime: '2026-03-02T08:15:04.077+0000',
  Region: 'Asia Pacific (Seoul)',
  AlarmArn: 'arn:aws:cloudwatch:ap-northeast-2:444455556666:alarm:parcels-late',
  Trigger: {
    MetricName: 'Age',
    Dimensions: [
      { name: 'Stage', value: 'prod' },
      { name: 'QueueName', value: 'parcels' },
    ],
  },
  ...more,
})

export const notification = (message: unknown, more: Record<string, unknown> = {}) => ({
  Type: 'Notification',
  MessageId: 'a1b2',
  TopicArn: 'arn:aws:sns:ap-northeast-2:444455556666:alarms',
  Message: typeof message === 'string' ? message : JSON.stringify(message),
  Timestamp: '2026-03-02T08:15:05.000Z',
  ...more,
})

export const alarmEvent = (state: string) => ({
  version: '0',
  id: 'e-1',
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: '444455556666',
  time: '2026-03-02T08:15:04Z',
  region: 'ap-northeast-2',
  resources: ['arn:aws:cloudwatch:ap-northeast-2:444455556666:alarm:till-errors'],
  detail: {
    alarmName: 'till-errors',
    state: { value: state, reason: 'Threshold crossed', timestamp: '2026-03-02T08:15:04.077+0000' },
    configuration: { metrics: [{ metricStat: { metric: { dimensions: { ApiName: 'tills' } } } }] },
  },
})

export const pagerduty = (action: string, more: Record<string, unknown> = {}) => ({
  routing_key: 'r'.repeat(32),
  event_action: action,
  dedup_key: 'tills/queue',
  ...(action === 'trigger' && {
    payload: { summary: 'Queue at the tills', source: 'till-07.shop.test', severity: 'error', class: 'queue' },
  }),
  ...more,
})

export const opsgenie = (action: string, more: Record<string, unknown> = {}) => ({
  action,
  alert: {
    alertId: 'og-77',
    message: 'Queue at the tills',
    alias: 'tills/queue',
    tinyId: '9',
    entity: 'till-07',
    ...more,
  },
  source: { name: 'web', type: 'API' },
  integrationName: 'Desk',
})

export const datadog = (transition: string, more: Record<string, unknown> = {}) => ({
  id: `new-for-${transition}`,
  event_type: 'query_alert_monitor',
  title: `[P3] [${transition} on {host:till-07,env:prod}] Queue at the tills`,
  body: '%%%\nLonger than ten.\n%%%',
  date: '1772439304000',
  alert_id: '31337',
  alert_transition: transition,
  alert_type: transition === 'Recovered' ? 'success' : 'error',
  alert_priority: 'P3',
  alert_scope: 'host:till-07,env:prod',
  hostname: 'till-07',
  link: 'https://app.datadoghq.eu/monitors/31337',
  ...more,
})

export const azure = (condition: string, more: Record<string, unknown> = {}) => ({
  schemaId: 'azureMonitorCommonAlertSchema',
  data: {
    essentials: {
      alertId: '/subscriptions/9d7b/providers/Microsoft.AlertsManagement/alerts/77aa',
      alertRule: 'till-memory',
      severity: 'Sev2',
      monitorCondition: condition,
      alertTargetIDs: [
        '/subscriptions/9d7b/resourceGroups/Tills/providers/Microsoft.Compute/virtualMachines/Till-VM-3',
      ],
      configurationItems: ['till-vm-3'],
      firedDateTime: '2026-03-02T08:15:04.1234567Z',
      resolvedDateTime: '2026-03-02T08:45:04.7654321Z',
      ...more,
    },
    alertContext: {},
  },
})

export const gcp = (state: string, more: Record<string, unknown> = {}) => ({
  version: '1.2',
  incident: {
    incident_id: '0.tills',
    state,
    started_at: 1772439304,
    ended_at: state.toLowerCase() === 'closed' ? 1772439904 : null,
    policy_name: 'Tills answer',
    condition_name: 'Uptime check',
    resource_name: 'Uptime Check URL labels {host=tills.shop.test}',
    resource: { type: 'uptime_url', labels: { host: 'tills.shop.test' } },
    url: 'https://console.cloud.google.test/monitoring/incidents/0.tills',
    summary: 'The check fails.',
    ...more,
  },
})

export const azureOld = (status: string) => ({
  status,
  context: {
    id: '/subscriptions/9d7b/alertrules/till-cpu',
    name: 'till-cpu',
    resourceId: '/subscriptions/9d7b/virtualMachines/till-vm-4',
    resourceName: 'till-vm-4',
    timestamp: '2026-03-02T08:15:04.1234567Z',
  },
})

export const azureFast = (status: string) => ({
  schemaId: 'AzureMonitorMetricAlert',
  data: { version: '2.0', ...azureOld(status) },
})

export const pagerdutySays = (event: string, data: Record<string, unknown> = {}) => ({
  event: {
    id: `01-${event}`,
    event_type: `incident.${event}`,
    resource_type: 'incident',
    occurred_at: '2026-03-02T08:15:04.077Z',
    data: {
      id: 'PTILLS',
      type: 'incident',
      status: event,
      title: 'Queue at the tills',
      urgency: 'high',
      priority: null,
      service: { id: 'PSVC', summary: 'Tills' },
      html_url: 'https://shop.pagerduty.test/incidents/PTILLS',
      ...data,
    },
  },
})

export const grafanaOld = (state: string) => ({
  title: `[${state}] Queue`,
  ruleId: 12,
  ruleName: 'Queue',
  ruleUrl: 'https://grafana.shop.test/d/tills',
  orgId: 3,
  state,
  evalMatches: [{ metric: 'waiting', value: 14, tags: { host: 'till-07' } }],
  tags: { severity: 'high' },
  message: 'Too many wait.',
})

export const eventManagement = (severity: string | number, more: Record<string, unknown> = {}) => ({
  source: 'StoreWatch',
  node: 'till-07',
  type: 'Queue',
  resource: 'line 2',
  metric_name: 'waiting',
  severity,
  description: 'Queue at the tills',
  ...more,
})

/** A trigger and its recovery, of each format that tells one. */
export const pairs: Record<string, readonly [unknown, unknown]> = {
  alertmanager: [
    group([labelled('QueueLong')]),
    group([labelled('QueueLong', { status: 'resolved', endsAt: '2026-03-02T00:00:00Z' })], { status: 'resolved' }),
  ],
  grafana: [
    group([labelled('QueueLong', { valueString: 'A=1' })], { orgId: 3, version: '1' }),
    group([labelled('QueueLong', { status: 'resolved', valueString: 'A=0' })], {
      orgId: 3,
      version: '1',
      status: 'resolved',
    }),
  ],
  'grafana before 8': [grafanaOld('alerting'), grafanaOld('ok')],
  'cloudwatch-sns': [notification(alarm('ALARM')), notification(alarm('OK'), { MessageId: 'c3d4' })],
  'cloudwatch-eventbridge': [alarmEvent('ALARM'), alarmEvent('OK')],
  'pagerduty-events-v2': [pagerduty('trigger'), pagerduty('resolve')],
  'pagerduty-events-v1': [
    { service_key: 's', event_type: 'trigger', incident_key: 'tills', description: 'Queue' },
    { service_key: 's', event_type: 'resolve', incident_key: 'tills' },
  ],
  'pagerduty-webhook-v3': [pagerdutySays('triggered'), pagerdutySays('resolved')],
  'pagerduty-webhook-v2': [
    {
      messages: [
        { id: '1', event: 'incident.trigger', incident: { id: 'PTILLS', status: 'triggered', title: 'Queue' } },
      ],
    },
    { messages: [{ id: '2', type: 'incident.resolve', data: { incident: { id: 'PTILLS', status: 'resolved' } } }] },
  ],
  opsgenie: [opsgenie('Create'), opsgenie('Close')],
  datadog: [datadog('Triggered'), datadog('Recovered')],
  'azure-common': [azure('Fired'), azure('Resolved')],
  'azure-classic': [azureOld('Activated'), azureOld('Resolved')],
  'azure-metric': [azureFast('Activated'), azureFast('Deactivated')],
  gcp: [gcp('open'), gcp('CLOSED')],
  'servicenow-like': [eventManagement(1), eventManagement(0)],
  'standard-webhooks': [
    { type: 'alert.triggered', timestamp: '2026-03-02T08:15:04Z', data: { id: 'tills', title: 'Queue' } },
    { type: 'alert.resolved', timestamp: '2026-03-02T08:45:04Z', data: { id: 'tills', title: 'Queue' } },
  ],
  generic: [
    { alert_uid: 'tills', title: 'Queue', state: 'alerting' },
    { alert_uid: 'tills', title: 'No queue', state: 'ok' },
  ],
}
