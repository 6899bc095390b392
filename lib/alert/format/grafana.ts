import type { Json } from '../json.ts'
import type { Payload } from '../payload.ts'
import type { Reading } from '../reading.ts'
import { field, has, text } from '../walk.ts'
import { alertsIn, readAlerts } from './alert-group.ts'
import { alertmanager } from './alertmanager.ts'
import type { Format } from './format.ts'
import { grafanaLegacy } from './grafana-legacy.ts'

/** What only Grafana puts beside the labels; `version` "1" alone says nothing, Google Cloud sends it too. */
const ownFields = ['silenceURL', 'dashboardURL', 'panelURL', 'valueString', 'values', 'orgId', 'ruleUID']

/** The test button's alert; since version 12 its key is new with each press, and older ones contain the time. */
const isTest = (body: Json) =>
  /^\{alertname="TestAlert", instance="Grafana"\}/.test(text(body, 'groupKey') ?? '') ||
  (alertsIn(body).length > 0 &&
    alertsIn(body).every((alert) => text(alert, 'labels.alertname') === 'TestAlert') &&
    (text(alertsIn(body)[0], 'labels.instance') ?? 'Grafana') === 'Grafana')

const asTest = (reading: Reading): Reading => ({ ...reading, kind: 'test' })

const isUnified = (body: Json, payload: Payload) =>
  alertmanager.recognises(body, payload) &&
  (has(body, 'orgId') ||
    alertsIn(body).some((alert) => ownFields.some((name) => has(alert, name))) ||
    (has(body, 'title') && has(body, 'state') && has(body, 'message')) ||
    /\/alerting\/grafana\//.test(text(field(body, 'alerts.0'), 'generatorURL') ?? ''))

/**
 * Grafana since version 8: Alertmanager's envelope with the organisation, a title and links per alert. Before: see
 * `grafanaLegacy`.
 */
export const grafana: Format = {
  id: 'grafana',
  recognises: (body, payload) => isUnified(body, payload) || grafanaLegacy.recognises(body, payload),
  read(body, payload) {
    if (grafanaLegacy.recognises(body, payload)) return grafanaLegacy.read(body, payload)
    const readings = readAlerts('grafana', body)
    if (readings.length === 0) return { error: 'The list `alerts` is empty.' }
    return isTest(body) ? readings.map(asTest) : readings
  },
}
