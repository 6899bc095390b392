import { ofText } from '../body.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import type { Reading, Unreadable } from '../reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import { alarmKey, alarmStatus, consoleLink, dimensionsOf, hostOf, regionOf } from './cloudwatch.ts'
import { type Format, isUnreadable } from './format.ts'

const id = 'cloudwatch-sns'

const isEnvelope = (body: Json | undefined) =>
  text(body, 'TopicArn') !== null &&
  (text(body, 'Type') !== null || text(body, 'MessageId') !== null) &&
  has(body, 'Message')

const isAlarm = (body: Json | undefined) =>
  text(body, 'AlarmName', 'AlarmArn') !== null && text(body, 'NewStateValue') !== null

const recordsOf = (body: Json): readonly Json[] =>
  list(field(body, 'Records'))
    .map((record) => field(record, 'Sns'))
    .filter((sns) => isRecord(sns))

const alarm = (body: Json, envelope: Json): Reading | Unreadable => {
  const status = alarmStatus(text(body, 'NewStateValue'))
  if (status === undefined)
    return { error: `\`NewStateValue\` is “${text(body, 'NewStateValue')}”, which is no state.` }
  const arn = text(body, 'AlarmArn')
  const name = text(body, 'AlarmName')
  // `Region` is a name for people (“EU (Ireland)”).
  const region = regionOf(arn) ?? regionOf(text(envelope, 'TopicArn'))
  const dimensions = dimensionsOf(
    field(body, 'Trigger.Dimensions'),
    ...list(field(body, 'Trigger.Metrics')).map((metric) => field(metric, 'MetricStat.Metric.Dimensions')),
  )
  return makeReading({
    format: id,
    status,
    key: alarmKey(arn, { account: text(body, 'AWSAccountId'), region: text(body, 'Region'), alarm: name }),
    title: name ?? arn,
    description: [field(body, 'AlarmDescription'), field(body, 'NewStateReason')],
    host: hostOf(dimensions),
    identifiers: [arn, ...dimensions.map(([, value]) => value)],
    links: [['CloudWatch', consoleLink(region, name)]],
    at: text(body, 'StateChangeTime') ?? text(envelope, 'Timestamp'),
    deliveryId: field(envelope, 'MessageId'),
    facts: [
      ...dimensions,
      ['Metric', field(body, 'Trigger.MetricName')],
      ['Namespace', field(body, 'Trigger.Namespace')],
      ['Threshold', field(body, 'Trigger.Threshold')],
      ['Alarm rule', field(body, 'AlarmRule')],
      ['Previous state', field(body, 'OldStateValue')],
      ['Account', field(body, 'AWSAccountId')],
      ['Region', field(body, 'Region')],
    ],
  })
}

const message = (envelope: Json): Reading | Unreadable => {
  const type = text(envelope, 'Type') ?? 'Notification'
  const said = field(envelope, 'Message')
  const inner = typeof said === 'string' ? ofText(said, 1) : (said ?? null)
  if (type === 'Notification' && isAlarm(inner)) return alarm(inner, envelope)
  return makeReading({
    format: id,
    kind: type === 'Notification' ? 'non-alert' : 'control',
    status: 'ignored',
    title: text(envelope, 'Subject') ?? (type === 'Notification' ? text(envelope, 'Message') : type),
    description: field(envelope, 'Message'),
    at: field(envelope, 'Timestamp'),
    deliveryId: field(envelope, 'MessageId'),
    facts: [['Topic', field(envelope, 'TopicArn')]],
  })
}

/**
 * CloudWatch alarms by Amazon SNS: in its envelope, as raw message delivery, and as a function's records. Confirmations
 * of subscriptions are control messages, other notifications no alerts.
 */
export const cloudwatchSns: Format = {
  id,
  recognises: (body, { headers }) =>
    isEnvelope(body) ||
    isAlarm(body) ||
    recordsOf(body).some(isEnvelope) ||
    (typeof body === 'string' && 'x-amz-sns-message-type' in headers),
  read(body, { headers }) {
    const envelopes = recordsOf(body)
    const found =
      typeof body === 'string'
        ? [
            message({
              Type: headers['x-amz-sns-message-type'] ?? 'Notification',
              Message: body,
              MessageId: headers['x-amz-sns-message-id'] ?? null,
            }),
          ]
        : isAlarm(body)
          ? [
              alarm(body, {
                MessageId: headers['x-amz-sns-message-id'] ?? null,
                TopicArn: headers['x-amz-sns-topic-arn'] ?? null,
              }),
            ]
          : (envelopes.length > 0 ? envelopes : isEnvelope(body) ? [body] : []).map(message)
    return found.find(isUnreadable) ?? (found as Reading[])
  },
}
