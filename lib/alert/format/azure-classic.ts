import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { Reading, Unreadable } from '../reading.ts'
import { field, isRecord, text } from '../walk.ts'
import { azureLevel, azureStatus, resourceName } from './azure.ts'
import type { Format } from './format.ts'

/** One rule over several resources is a problem for each of them. */
const keyOf = (context: Json) => {
  const id = text(context, 'id')
  const isOfMany = /multiple.?resource/i.test(text(context, 'conditionType') ?? '')
  return id === null
    ? keyed({ rule: text(context, 'name'), resource: text(context, 'resourceId', 'resourceName') })
    : isOfMany
      ? `${id}|${text(context, 'resourceId') ?? ''}`
      : id
}

const reading = (format: string, holder: Json, context: Json): Reading | Unreadable => {
  const word = text(holder, 'status')
  const status = azureStatus(word)
  if (status === undefined) return { error: `\`status\` is “${word ?? ''}”, which is no status.` }
  const severity = text(context, 'severity')
  const condition = field(context, 'condition')
  return makeReading({
    format,
    status,
    key: keyOf(context),
    severity,
    level: azureLevel(severity),
    title: text(context, 'name') ?? resourceName(text(context, 'id')),
    description: field(context, 'description'),
    host: text(context, 'resourceName') ?? resourceName(text(context, 'resourceId')),
    identifiers: [field(context, 'resourceId'), field(context, 'resourceName')],
    links: [['portal', field(context, 'portalLink')]],
    at: field(context, 'timestamp'),
    facts: [
      ['resource type', field(context, 'resourceType')],
      ['resource group', field(context, 'resourceGroupName')],
      ['metric', field(condition, 'metricName')],
      ['value', field(condition, 'metricValue')],
      ['threshold', field(condition, 'threshold')],
      ['condition', field(condition, 'allOf')],
      ...factsOf(field(holder, 'properties')),
    ],
  })
}

const isContext = (context: Json | undefined) =>
  isRecord(context) &&
  text(context, 'id', 'name') !== null &&
  text(context, 'resourceId', 'resourceName', 'conditionType', 'timestamp') !== null

const one = (found: Reading | Unreadable) => ('error' in found ? found : [found])

/** Azure's classic metric alerts. */
export const azureClassic: Format = {
  id: 'azure-classic',
  recognises: (body) => text(body, 'status') !== null && isContext(field(body, 'context')),
  read: (body) => one(reading('azure-classic', body, field(body, 'context') ?? null)),
}

/** Azure's near-real-time metric alerts: the same within `data`. */
export const azureMetric: Format = {
  id: 'azure-metric',
  recognises: (body) => text(body, 'data.status') !== null && isContext(field(body, 'data.context')),
  read: (body) => one(reading('azure-metric', field(body, 'data') ?? null, field(body, 'data.context') ?? null)),
}
