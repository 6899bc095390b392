import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { AlertStatus } from '../reading.ts'
import { field, isRecord, text } from '../walk.ts'
import type { Format } from './format.ts'

const states: Record<string, AlertStatus> = { open: 'firing', acknowledged: 'acknowledged', closed: 'resolved' }

/** Names in the order of how well people know them; `resource_name` may be a sentence about labels. */
const hostOf = (incident: Json) =>
  text(incident, 'resource_display_name', 'metadata.system_labels.name') ??
  [text(incident, 'resource_name')].find((name) => name !== null && !/\blabels \{/.test(name)) ??
  text(
    field(incident, 'resource.labels'),
    'host',
    'instance_name',
    'instance_id',
    'service_name',
    'function_name',
    'cluster_name',
    'database_id',
    'pod_name',
    'url',
  )

/** Google Cloud Monitoring, all versions of its webhook. */
export const gcp: Format = {
  id: 'gcp',
  recognises: (body) => {
    const incident = field(body, 'incident')
    return (
      isRecord(incident) &&
      ['incident_id', 'policy_name', 'condition_name', 'started_at', 'resource_name', 'scoping_project_id'].filter(
        (name) => text(incident, name) !== null,
      ).length >= 2
    )
  },
  read(body) {
    const incident = field(body, 'incident') ?? null
    const word = text(incident, 'state')
    const state = word?.trim().toLowerCase() ?? ''
    const hasEnded = Number(text(incident, 'ended_at') ?? 0) > 0
    const status = Object.hasOwn(states, state)
      ? states[state]!
      : word === null
        ? hasEnded
          ? 'resolved'
          : 'firing'
        : undefined
    if (status === undefined) return { error: `\`incident.state\` is “${word}”, which is no state.` }
    return [
      makeReading({
        format: 'gcp',
        kind: text(body, 'version') === 'test' ? 'test' : 'alert',
        status,
        key:
          keyed({ incident_id: text(incident, 'incident_id') }) ??
          keyed({
            policy: text(incident, 'policy_name'),
            condition: text(incident, 'condition_name'),
            resource: hostOf(incident),
          }),
        severity: text(incident, 'severity', 'policy_user_labels.severity'),
        title: text(incident, 'policy_name', 'condition_name', 'documentation.subject', 'summary'),
        description: [field(incident, 'summary'), field(incident, 'documentation.content')],
        host: hostOf(incident),
        identifiers: [
          field(incident, 'resource_id'),
          ...factsOf(field(incident, 'resource.labels')).map(([, value]) => value),
        ],
        links: [['incident', field(incident, 'url')]],
        at: field(incident, status === 'resolved' ? 'ended_at' : 'started_at'),
        facts: [
          ['condition', field(incident, 'condition_name')],
          ['value', field(incident, 'observed_value')],
          ['threshold', field(incident, 'threshold_value')],
          ['metric', text(incident, 'metric.displayName', 'metric.type')],
          ['project', field(incident, 'scoping_project_id')],
          ...factsOf(field(incident, 'resource.labels')),
          ...factsOf(field(incident, 'policy_user_labels')),
        ],
      }),
    ]
  },
}
