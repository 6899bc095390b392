import { canonical, keyed } from '../identity.ts'
import { type Json, parseJson } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  occurred: 'firing',
  alert: 'firing',
  alarm: 'firing',
  resolved: 'resolved',
  recovered: 'resolved',
  ok: 'resolved',
  insufficient_data: 'ignored',
}

/** Dimensions are a list, an object, JSON of either, or `{userId=…, instanceId=…}`. */
const dimensionsOf = (body: Json): { readonly [name: string]: Json } => {
  const said = field(body, 'dimensions')
  const parsed = typeof said === 'string' ? parseJson(said.trim()) : said
  const first = list(parsed)[0]
  if (isRecord(first)) return first
  const pairs = [...(typeof said === 'string' ? said.slice(0, 2000) : '').matchAll(/(\w+)=([^,{}]+)/g)]
  return Object.fromEntries(pairs.map(([, name, value]) => [name!, value!.trim()]))
}

const isCallback = (body: Json) =>
  has(body, 'alertState') &&
  has(body, 'alertName') &&
  ['metricName', 'metricProject', 'ruleId', 'curValue', 'dimensions'].some((name) => has(body, name))

/** Alibaba Cloud's CloudMonitor: events of CMS 2.0, and the callbacks of threshold rules, by form or JSON. */
export const alibaba: Format = {
  id: 'alibaba',
  recognises: (body) => isCallback(body) || (has(body, 'ruleId') && has(body, 'alertEntityId') && has(body, 'status')),
  read: (body) => {
    const state = text(body, 'alertState', 'status')
    const status = meaning(statuses, state)
    if (!status) return { error: 'The alert of CloudMonitor has no state that is known.' }
    const dimensions = dimensionsOf(body)
    const entity = field(body, 'resource.entity')
    const instance =
      text(dimensions, 'instanceId') ?? text(entity, 'entity_id') ?? text(body, 'resource.tags.instanceId')
    const isCallbackOfRule = isCallback(body)
    return [
      makeReading({
        format: 'alibaba',
        status,
        key: isCallbackOfRule
          ? keyed({
              rule: text(body, 'ruleId', 'alertName'),
              dimensions:
                Object.keys(dimensions).length > 0 ? canonical(dimensions) : text(body, 'dimensions', 'instanceName'),
            })
          : keyed({ rule: text(body, 'ruleId'), entity: text(body, 'alertEntityId') }),
        severity: text(body, 'severity', 'triggerLevel', 'preTriggerLevel'),
        title: text(body, 'alertName', 'ruleName', 'annotations.summary', 'title', 'labels.alertname', 'subtype'),
        description: [text(body, 'expression'), text(body, 'annotations.description', 'message')],
        host: text(body, 'instanceName') ?? instance,
        identifiers: [instance, text(body, 'instanceName')],
        at: field(body, 'time') ?? field(body, 'timestamp'),
        facts: [
          ['Metric', text(body, 'metricName', 'rawMetricName')],
          ['Namespace', text(body, 'metricProject', 'namespace')],
          ['Value', text(body, 'curValue', 'annotations.current_value', 'data.currentValue')],
          ['Region', text(body, 'regionId', 'regionName')],
          ['Workspace', text(body, 'workspace')],
        ],
      }),
    ]
  },
}
