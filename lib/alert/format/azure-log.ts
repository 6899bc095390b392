import { keyed } from '../identity.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { field, isRecord, list, text, texts } from '../walk.ts'
import { azureLevel, azureStatus, resourceName } from './azure.ts'
import type { Format } from './format.ts'

/** Azure's log search alerts outside the common schema: flat, or as `Microsoft.Insights/LogAlert`. They never recover. */
export const azureLog: Format = {
  id: 'azure-log',
  recognises: (body) =>
    ['', 'data.'].some(
      (at) =>
        text(body, `${at}AlertRuleName`) !== null &&
        [
          'SearchQuery',
          'LinkToSearchResults',
          'SearchResult',
          'SearchIntervalStartTimeUtc',
          'AlertThresholdValue',
        ].some((name) => field(body, at + name) != null),
    ),
  read(body) {
    const data = text(body, 'AlertRuleName') === null ? (field(body, 'data') ?? null) : body
    const rule = text(data, 'AlertRuleName')
    const severity = text(data, 'Severity')
    const resource = text(data, 'ResourceId') ?? text(list(field(data, 'SearchResult.dataSources'))[0], 'resourceId')
    const items = texts(field(data, 'AffectedConfigurationItems'))
    return [
      makeReading({
        format: 'azure-log',
        status: azureStatus(text(data, 'MonitorCondition')) ?? 'firing',
        key: keyed({
          subscription: text(data, 'SubscriptionId'),
          workspace: text(data, 'WorkspaceId', 'ApplicationId'),
          rule,
        }),
        severity,
        level: azureLevel(severity),
        title: rule,
        description: field(data, 'Description'),
        host: items[0] ?? resourceName(resource),
        identifiers: [resource, ...items],
        links: [['results', field(data, 'LinkToSearchResults')]],
        at: field(data, 'SearchIntervalEndtimeUtc') ?? field(data, 'SearchIntervalEndTimeUtc'),
        facts: [
          ['query', field(data, 'SearchQuery')],
          ['results', field(data, 'ResultCount')],
          ['threshold', field(data, 'AlertThresholdValue')],
        ],
      }),
    ]
  },
}

/** Azure's activity log alerts outside the common schema: something happened to a resource. Only health's are ever over. */
export const azureActivity: Format = {
  id: 'azure-activity',
  recognises: (body) => isRecord(field(body, 'data.context.activityLog')),
  read(body) {
    const log = field(body, 'data.context.activityLog') ?? null
    const severity = text(log, 'level')
    const resource = text(log, 'resourceId')
    const isHealth = /health/i.test(text(log, 'eventSource') ?? '')
    const isOver = isHealth && text(log, 'status') === 'Resolved'
    return [
      makeReading({
        format: 'azure-activity',
        status: isOver ? 'resolved' : (azureStatus(text(body, 'data.status')) ?? 'firing'),
        key: keyed({
          // What happened to the health is in the operation's name: `…/healthevent/Resolved/action`.
          operation: text(log, 'operationName')?.replace(/(healthevent)\/\w+\/action$/i, '$1') ?? null,
          resource,
          tracking: text(log, 'properties.trackingId') ?? (resource === null ? text(log, 'correlationId') : null),
        }),
        severity,
        title: text(log, 'properties.title', 'description', 'operationName'),
        description: [field(log, 'description'), field(log, 'properties.message')],
        host: resourceName(resource) ?? text(log, 'properties.service'),
        identifiers: [resource],
        at: field(log, 'eventTimestamp'),
        facts: [
          ['operation', field(log, 'operationName')],
          ['status', field(log, 'status')],
          ['caller', field(log, 'caller')],
          ...factsOf(field(body, 'data.properties')),
        ],
      }),
    ]
  },
}
