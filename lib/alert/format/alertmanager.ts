import { field, has, isRecord } from '../walk.ts'
import { alertsIn, isLabelled, readAlerts } from './alert-group.ts'
import type { Format } from './format.ts'

/**
 * Prometheus Alertmanager: the webhook of versions 4 and 3, and the array that its client API takes. Google Cloud's
 * managed Prometheus, Mimir and vmalert send the same.
 */
export const alertmanager: Format = {
  id: 'alertmanager',
  recognises(body) {
    if (Array.isArray(body)) return body.length > 0 && body.every(isLabelled)
    if (isLabelled(body)) return true
    if (!Array.isArray(field(body, 'alerts') ?? field(body, 'alert'))) return false
    return (
      has(body, 'groupKey') ||
      alertsIn(body).some(
        (alert) =>
          isRecord(field(alert, 'labels')) || (isRecord(field(alert, 'annotations')) && has(alert, 'startsAt')),
      )
    )
  },
  read: (body) => {
    const readings = readAlerts('alertmanager', body)
    return readings.length > 0 ? readings : { error: 'The list `alerts` is empty.' }
  },
}
