import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus, Reading } from '../reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  alert_notification_trigger: 'firing',
  alert_notification_clear: 'resolved',
}

const isNotice = (each: Json | undefined) =>
  isRecord(each) &&
  ((has(each, 'eventType') && has(each, 'alert.ruleName')) || text(each, 'eventType') === 'WEBHOOK_TEST')

const read = (body: Json): Reading => {
  const alert = field(body, 'alert') ?? null
  const type = text(body, 'eventType')
  const status = meaning(statuses, type) ?? 'ignored'
  const targets = list(field(alert, 'testTargetsDescription'))
  return makeReading({
    format: 'thousandeyes',
    kind: /TEST$/.test(type ?? '') ? 'test' : 'alert',
    status,
    key: keyed({ alert: text(alert, 'alertId', 'id') }),
    severity: text(alert, 'severity'),
    title: text(alert, 'ruleName') ?? type,
    description: [text(alert, 'ruleExpression'), text(alert, 'testName'), text(alert, 'agents.0.metricsAtStart')],
    host: text(targets, '0') ?? text(alert, 'hostname', 'agentName', 'testName'),
    identifiers: [...targets, text(alert, 'hostname'), text(alert, 'ipAddress'), text(alert, 'testName')],
    links: [['Alert', text(alert, 'permalink', 'links.appLink.href')]],
    // Without their zone the dates are in whatever one the account has set.
    at: status === 'resolved' ? field(alert, 'dateEndZoned') : field(alert, 'dateStartZoned'),
    facts: [
      ['Type', text(alert, 'type')],
      ['Test', text(alert, 'testName')],
      [
        'Agents',
        list(field(alert, 'agents'))
          .map((agent) => text(agent, 'agentName') ?? '')
          .join(', '),
      ],
      ['Violations', text(alert, 'violationCount')],
    ],
  })
}

/** What the kinds of a notification's template count. */
const ofKind: Readonly<Record<string, AlertStatus>> = { 1: 'resolved', 2: 'firing' }

/** A custom webhook whose template keeps the variables under their own names. */
const isTemplate = (body: Json) =>
  meaning(ofKind, text(body, 'type.id')) !== undefined && has(body, 'alert.id') && has(body, 'alert.rule')

const readTemplate = (body: Json): Reading => {
  const alert = field(body, 'alert') ?? null
  const status = meaning(ofKind, text(body, 'type.id')) ?? 'ignored'
  return makeReading({
    format: 'thousandeyes',
    status,
    key: keyed({ alert: text(alert, 'id') }),
    severity: text(alert, 'severity.id', 'severity'),
    title: text(alert, 'rule.name'),
    description: [text(alert, 'rule.expression'), text(alert, 'test.name')],
    host: text(alert, 'targets.0.name', 'test.name'),
    at: field(alert, status === 'resolved' ? 'timeCleared.epochMilli' : 'firstSeen.epochMilli'),
    deliveryId: field(body, 'id'),
    facts: [
      ['Type', text(alert, 'rule.alertType.id')],
      ['Notes', text(alert, 'rule.notes')],
    ],
  })
}

/** ThousandEyes' classic webhooks, one or a list of them, and custom ones with its own names. */
export const thousandeyes: Format = {
  id: 'thousandeyes',
  recognises: (body) => isTemplate(body) || list(body).some(isNotice),
  read: (body) => (isTemplate(body) ? [readTemplate(body)] : list(body).filter(isNotice).map(read)),
}
