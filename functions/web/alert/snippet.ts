/** Whose configuration a snippet belongs to. */
export const senders = [
  'curl',
  'alertmanager',
  'grafana',
  'sns',
  'datadog',
  'pagerduty',
  'opsgenie',
  'heartbeat',
] as const
export type Sender = (typeof senders)[number]

/** Where a source is reached, and its key where it was just made. */
export interface Reached {
  readonly publicUrl: string
  readonly id: string
  readonly key?: string | undefined
}

/** What stands for the key where nobody knows it any more. */
const unknownKey = '<KEY>'
/** What PagerDuty's clients take of a key. */
const routingLength = 32

/** The address that names the source and not its key. */
export const addressOf = ({ publicUrl, id }: Reached): string => `${publicUrl}/hooks/alerts/${id}`

/** The address that is the credential itself. */
export const secretAddressOf = ({ publicUrl, key = unknownKey }: Reached): string => `${publicUrl}/hooks/alerts/${key}`

const json = (value: unknown) => JSON.stringify(value, null, 2)

const example = {
  dedup_key: 'disk-web-1',
  status: 'firing',
  severity: 'critical',
  title: 'Disk full on web-1',
  host: 'web-1',
}

/** https://docs.datadoghq.com/integrations/webhooks: variables that Datadog fills in. */
const datadog = {
  alert_id: '$ALERT_ID',
  alert_cycle_key: '$ALERT_CYCLE_KEY',
  alert_transition: '$ALERT_TRANSITION',
  alert_type: '$ALERT_TYPE',
  alert_priority: '$ALERT_PRIORITY',
  alert_scope: '$ALERT_SCOPE',
  title: '$EVENT_TITLE',
  body: '$EVENT_MSG',
  hostname: '$HOSTNAME',
  tags: '$TAGS',
  date: '$DATE',
  link: '$LINK',
}

const snippets: Readonly<Record<Sender, (reached: Reached) => string>> = {
  curl: (at) =>
    [
      `curl -X POST '${addressOf(at)}' \\`,
      `  -H 'Authorization: Bearer ${at.key ?? unknownKey}' \\`,
      `  -H 'Content-Type: application/json' \\`,
      `  -d '${JSON.stringify(example)}'`,
    ].join('\n'),
  alertmanager: (at) =>
    [
      'receivers:',
      '  - name: haneul',
      '    webhook_configs:',
      `      - url: ${addressOf(at)}`,
      '        send_resolved: true',
      '        max_alerts: 100',
      '        http_config:',
      '          authorization:',
      `            credentials: ${at.key ?? unknownKey}`,
    ].join('\n'),
  grafana: (at) =>
    [
      'apiVersion: 1',
      'contactPoints:',
      '  - orgId: 1',
      '    name: Haneul',
      '    receivers:',
      '      - uid: haneul',
      '        type: webhook',
      '        settings:',
      `          url: ${addressOf(at)}`,
      '          httpMethod: POST',
      '          authorization_scheme: Bearer',
      `          authorization_credentials: ${at.key ?? unknownKey}`,
    ].join('\n'),
  sns: (at) =>
    [
      'aws sns subscribe --protocol https \\',
      '  --topic-arn arn:aws:sns:ap-northeast-2:111122223333:alarms \\',
      `  --notification-endpoint '${secretAddressOf(at)}'`,
    ].join('\n'),
  datadog: (at) => `${secretAddressOf(at)}\n\n${json(datadog)}`,
  pagerduty: (at) =>
    [
      `curl -X POST '${at.publicUrl}/v2/enqueue' \\`,
      `  -H 'Content-Type: application/json' \\`,
      `  -d '${JSON.stringify({
        routing_key: (at.key ?? unknownKey).slice(0, routingLength),
        event_action: 'trigger',
        dedup_key: example.dedup_key,
        payload: { summary: example.title, source: example.host, severity: 'critical' },
      })}'`,
    ].join('\n'),
  opsgenie: (at) =>
    [
      `curl -X POST '${at.publicUrl}/v2/alerts' \\`,
      `  -H 'Authorization: GenieKey ${at.key ?? unknownKey}' \\`,
      `  -H 'Content-Type: application/json' \\`,
      `  -d '${JSON.stringify({ message: example.title, alias: example.dedup_key, priority: 'P1', entity: example.host })}'`,
    ].join('\n'),
  heartbeat: (at) => `curl -fsS '${at.publicUrl}/hooks/heartbeats/${at.key ?? unknownKey}/nightly-backup'`,
}

/** What to put into the configuration of a sender, ready to be copied. */
export const snippetFor = (sender: Sender, reached: Reached): string => snippets[sender](reached)
