import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { field, isRecord, list, text, texts } from '../walk.ts'
import { azureLevel, azureStatus, resourceName } from './azure.ts'
import type { Format } from './format.ts'

/** The portal's test sends masked ids, the same for all rules; budgets' have no rule and an id that says so. */
const isTest = (essentials: Json, rule: string | null) => {
  const id = text(essentials, 'alertId') ?? ''
  const isMasked = /^\/subscriptions\/(?:1{8}-1{4}-1{4}-1{4}-1{12}|<[^>]*>)\//.test(id)
  return (isMasked && /^test/i.test(rule ?? '')) || (rule === null && /\/alerts\/Test_Alert$/i.test(id))
}

/** Azure Monitor's common alert schema, for all its kinds of alerts; those of activity logs and service health never recover. */
export const azureCommon: Format = {
  id: 'azure-common',
  recognises: (body) =>
    isRecord(field(body, 'data.essentials')) &&
    [
      text(body, 'schemaId'),
      text(body, 'data.essentials.alertId'),
      text(body, 'data.essentials.monitorCondition'),
    ].filter(Boolean).length >= 2,
  read(body) {
    const essentials = field(body, 'data.essentials') ?? null
    const context = field(body, 'data.alertContext')
    const word = text(essentials, 'monitorCondition')
    const status = azureStatus(word)
    if (status === undefined) return { error: `\`monitorCondition\` is “${word ?? ''}”, which is no condition.` }
    const rule = text(essentials, 'alertRule')
    const targets = texts(field(essentials, 'alertTargetIDs'))
    const items = texts(field(essentials, 'configurationItems'))
    const severity = text(essentials, 'severity')
    return [
      makeReading({
        format: 'azure-common',
        kind: isTest(essentials, rule) ? 'test' : 'alert',
        status,
        key:
          text(essentials, 'alertId', 'originAlertId') ??
          keyed({ rule: text(essentials, 'alertRuleID') ?? rule, target: targets[0] }),
        severity,
        level: azureLevel(severity),
        title: rule ?? text(context, 'properties.title', 'operationName', 'AlertData.BudgetName', 'AlertCategory'),
        description: [
          field(essentials, 'description'),
          field(context, 'properties.title'),
          field(context, 'properties.cause'),
        ],
        host: items[0] ?? resourceName(targets[0] ?? null) ?? text(context, 'properties.service'),
        identifiers: [...targets, ...items, ...texts(field(essentials, 'targetResourceName'))],
        links: [
          ['investigate', field(essentials, 'investigationLink')],
          [
            'results',
            field(list(field(context, 'condition.allOf'))[0], 'linkToSearchResultsUI') ??
              field(context, 'LinkToSearchResults'),
          ],
        ],
        at:
          text(essentials, status === 'resolved' ? 'resolvedDateTime' : 'firedDateTime') ??
          text(essentials, 'firedDateTime'),
        facts: [
          ['signal', field(essentials, 'signalType')],
          ['service', field(essentials, 'monitoringService')],
          ...list(field(context, 'condition.allOf')).flatMap((one) => [
            [text(one, 'metricName') ?? 'value', field(one, 'metricValue')] as const,
            ...list(field(one, 'dimensions')).map(
              (dimension) => [text(dimension, 'name') ?? 'dimension', field(dimension, 'value')] as const,
            ),
          ]),
          ...factsOf(field(body, 'data.customProperties')),
        ],
      }),
    ]
  },
}
