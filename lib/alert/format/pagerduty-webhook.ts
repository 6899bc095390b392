import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import type { AlertStatus, Reading } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { field, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

/** PagerDuty as the sender: what happened to one of its incidents. */

const statuses: Record<string, AlertStatus> = {
  triggered: 'firing',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
}
const statusOf = (word: string | null): AlertStatus =>
  word !== null && Object.hasOwn(statuses, word.toLowerCase()) ? statuses[word.toLowerCase()]! : 'ignored'

/** Urgency is how fast somebody must look, in two words; a priority says more where the account has them. */
const level = (priority: string | null, urgency: string | null): AlertLevel | null =>
  levelOf(priority) ?? (urgency === 'high' ? 'high' : urgency === 'low' ? 'low' : null)

const incidentReading = (
  format: string,
  incident: Json,
  more: {
    status: AlertStatus
    kind?: Reading['kind']
    at?: Json | undefined
    deliveryId?: Json | undefined
    event: string | null
  },
): Reading => {
  const priority = text(incident, 'priority.summary', 'priority.name')
  const urgency = text(incident, 'urgency')
  return makeReading({
    format,
    ...more,
    key: keyed({ incident: text(incident, 'id', 'incident_key') }),
    severity: priority ?? urgency,
    level: level(priority, urgency),
    title: text(
      incident,
      'title',
      'trigger_summary_data.subject',
      'trigger_summary_data.description',
      'description',
      'summary',
      'message',
    ),
    host: text(incident, 'service.summary', 'service.name'),
    identifiers: [field(incident, 'service.id'), field(incident, 'service.summary'), field(incident, 'service.name')],
    links: [['PagerDuty', field(incident, 'html_url')]],
    facts: [
      ['event', more.event],
      ['number', field(incident, 'number') ?? field(incident, 'incident_number')],
      ['incident key', field(incident, 'incident_key')],
      ['urgency', urgency],
    ],
  })
}

/** The third version: one event a request. Notes, responders and services are no states; `pagey.ping` is the test. */
export const pagerdutyWebhookV3: Format = {
  id: 'pagerduty-webhook-v3',
  recognises: (body) =>
    isRecord(field(body, 'event')) &&
    text(body, 'event.event_type') !== null &&
    (isRecord(field(body, 'event.data')) || text(body, 'event.resource_type') !== null),
  read(body, { headers }) {
    const event = text(body, 'event.event_type')
    if (event === null) return { error: '`event.event_type` is missing.' }
    const data = field(body, 'event.data') ?? null
    const isState =
      event.startsWith('incident.') && text(data, 'status') !== null && text(data, 'type') !== 'incident_reference'
    const status = isState ? statusOf(text(data, 'status')) : 'ignored'
    const about = isState ? data : (field(data, 'incident') ?? (event.startsWith('incident.') ? data : null))
    return [
      incidentReading('pagerduty-webhook-v3', about, {
        status,
        kind: event === 'pagey.ping' ? 'control' : status === 'ignored' ? 'non-alert' : 'alert',
        at: field(body, 'event.occurred_at'),
        deliveryId: headers['x-webhook-id'] ?? field(body, 'event.id'),
        event,
      }),
    ]
  },
}

/** `incident.trigger` of versions 2 and 1, for incidents that do not carry their state. */
const events: Record<string, AlertStatus> = {
  ...{ trigger: 'firing', unacknowledge: 'firing', escalate: 'firing', assign: 'firing', delegate: 'firing' },
  ...{ acknowledge: 'acknowledged', resolve: 'resolved' },
}

const messageReading = (message: Json): Reading => {
  const incident = field(message, 'incident') ?? field(message, 'data.incident') ?? null
  const event = text(message, 'event', 'type')
  const word = event?.split('.').at(-1) ?? ''
  const isState = Object.hasOwn(events, word)
  const said = statusOf(text(incident, 'status'))
  const status = !isState ? 'ignored' : said === 'ignored' ? events[word]! : said
  return incidentReading('pagerduty-webhook-v2', incident, {
    status,
    kind: status === 'ignored' ? 'non-alert' : 'alert',
    at: field(message, 'created_on'),
    deliveryId: field(message, 'id'),
    event,
  })
}

/** The second version, and the first, which differ in where the incident lies: several messages a request. */
export const pagerdutyWebhookV2: Format = {
  id: 'pagerduty-webhook-v2',
  recognises: (body) =>
    list(field(body, 'messages')).some(
      (message) => isRecord(field(message, 'incident')) || isRecord(field(message, 'data.incident')),
    ),
  read: (body) => list(field(body, 'messages')).filter(isRecord).map(messageReading),
}
