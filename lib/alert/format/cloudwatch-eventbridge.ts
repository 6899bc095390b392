import type { Json } from '../json.ts'
import { cut, makeReading } from '../make-reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import { alarmKey, alarmStatus, consoleLink, dimensionsOf, hostOf, regionOf } from './cloudwatch.ts'
import type { Format } from './format.ts'

const id = 'cloudwatch-eventbridge'

/** What alarm actions give a function has the same parts under other names. */
const isAction = (body: Json) => isRecord(field(body, 'alarmData')) && has(body, 'alarmData.state')
const isEvent = (body: Json) =>
  text(body, 'detail-type') !== null && text(body, 'source') !== null && isRecord(field(body, 'detail'))

const alarmOf = (body: Json) =>
  isAction(body)
    ? { detail: field(body, 'alarmData') ?? null, arn: text(body, 'alarmArn') }
    : {
        detail: field(body, 'detail') ?? null,
        arn:
          list(field(body, 'resources'))
            .map((arn) => text({ arn }, 'arn'))
            .find((arn) => arn !== null) ?? null,
      }

const otherEvent = (body: Json) =>
  makeReading({
    format: id,
    kind: 'non-alert',
    status: 'ignored',
    title: cut(
      `${text(body, 'detail-type') ?? 'Event'}${text(body, 'source') ? ` (${text(body, 'source')})` : ''}`,
      1024,
    ),
    identifiers: list(field(body, 'resources')),
    at: field(body, 'time'),
    deliveryId: field(body, 'id'),
    facts: [
      ['Account', field(body, 'account')],
      ['Region', field(body, 'region')],
    ],
  })

/** CloudWatch alarms by EventBridge, or as an alarm's action given to a function. Other events of AWS open nothing. */
export const cloudwatchEventbridge: Format = {
  id,
  recognises: (body) => isEvent(body) || isAction(body),
  read(body) {
    const { detail, arn } = alarmOf(body)
    const status = alarmStatus(text(detail, 'state.value'))
    const isAlarm = isAction(body) || /alarm state change/i.test(text(body, 'detail-type') ?? '')
    if (!isAlarm)
      return isEvent(body) ? [otherEvent(body)] : { error: 'The body has no `detail-type` and no `alarmData`.' }
    if (status === undefined)
      return { error: `\`state.value\` is “${text(detail, 'state.value') ?? ''}”, which is no state.` }
    const name = text(detail, 'alarmName') ?? arn?.split(':alarm:')[1] ?? null
    const region = text(body, 'region') ?? regionOf(arn)
    const dimensions = dimensionsOf(
      ...list(field(detail, 'configuration.metrics')).map((metric) => field(metric, 'metricStat.metric.dimensions')),
    )
    return [
      makeReading({
        format: id,
        status,
        key: alarmKey(arn, { account: text(body, 'account', 'accountId'), region, alarm: name }),
        title: name,
        description: [field(detail, 'configuration.description'), field(detail, 'state.reason')],
        host: hostOf(dimensions),
        identifiers: [arn, ...dimensions.map(([, value]) => value)],
        links: [['CloudWatch', consoleLink(region, name)]],
        at: text(detail, 'state.timestamp') ?? text(body, 'time'),
        deliveryId: field(body, 'id'),
        facts: [
          ...dimensions,
          ['Alarm rule', field(detail, 'configuration.alarmRule')],
          ['Suppressed by', field(detail, 'state.actionsSuppressedBy')],
          ['Previous state', field(detail, 'previousState.value')],
          ['Account', field(body, 'account') ?? field(body, 'accountId')],
          ['Region', region],
        ],
      }),
    ]
  },
}
