import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus, Reading } from '../reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

const ofComponent: Readonly<Record<string, AlertStatus>> = {
  operational: 'resolved',
  degraded_performance: 'firing',
  partial_outage: 'firing',
  major_outage: 'firing',
  under_maintenance: 'suppressed',
}

const ofIncident: Readonly<Record<string, AlertStatus>> = {
  investigating: 'firing',
  identified: 'firing',
  monitoring: 'firing',
  resolved: 'resolved',
  postmortem: 'resolved',
  completed: 'resolved',
  scheduled: 'suppressed',
  in_progress: 'suppressed',
  verifying: 'suppressed',
}

const levels: Readonly<Record<string, AlertLevel>> = {
  major_outage: 'critical',
  critical: 'critical',
  partial_outage: 'high',
  major: 'high',
  degraded_performance: 'medium',
  minor: 'medium',
  under_maintenance: 'low',
  maintenance: 'low',
  none: 'low',
}

const component = (body: Json): Reading => {
  const about = field(body, 'component')
  const state = text(body, 'component_update.new_status') ?? text(about, 'status')
  return makeReading({
    format: 'statuspage',
    status: meaning(ofComponent, state) ?? 'ignored',
    key: keyed({ component: text(about, 'id') ?? text(body, 'component_update.component_id') }),
    severity: state,
    level: meaning(levels, state) ?? null,
    title: text(about, 'name'),
    description: text(about, 'description'),
    host: text(about, 'name'),
    at: text(body, 'component_update.created_at') ?? text(about, 'updated_at'),
    facts: [
      ['Before', text(body, 'component_update.old_status')],
      ['Page', text(body, 'page.status_description')],
    ],
  })
}

const incident = (body: Json): Reading => {
  const about = field(body, 'incident')
  const update = list(field(about, 'incident_updates'))[0]
  const names = list(field(about, 'components')).map((each) => text(each, 'name'))
  return makeReading({
    format: 'statuspage',
    status:
      meaning(ofIncident, text(about, 'status') ?? text(update, 'status')) ??
      (text(about, 'resolved_at') ? 'resolved' : 'firing'),
    key: keyed({ incident: text(about, 'id') }),
    severity: text(about, 'impact'),
    level: meaning(levels, text(about, 'impact')) ?? null,
    title: text(about, 'name'),
    description: text(update, 'body'),
    host: names[0] ?? text(update, 'affected_components.0.name'),
    identifiers: names,
    links: [['Status page', text(about, 'shortlink')]],
    at: text(about, 'updated_at', 'created_at'),
    facts: [
      ['Status', text(about, 'status')],
      ['Page', text(body, 'page.status_description')],
    ],
  })
}

/** Status pages of suppliers (Atlassian Statuspage and what sends alike): components and incidents. */
export const statuspage: Format = {
  id: 'statuspage',
  recognises: (body) =>
    isRecord(field(body, 'page')) &&
    (has(body, 'component.id') ||
      has(body, 'component_update.component_id') ||
      has(body, 'incident.incident_updates') ||
      (has(body, 'incident.id') && has(body, 'meta'))),
  read: (body) => [isRecord(field(body, 'incident')) ? incident(body) : component(body)],
}
