import { keyed } from '../identity.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  down: 'firing',
  critical: 'firing',
  trouble: 'firing',
  up: 'resolved',
  suspended: 'suppressed',
  maintenance: 'suppressed',
}

const levels: Readonly<Record<string, AlertLevel>> = { down: 'high', critical: 'critical', trouble: 'medium' }

/** Site24x7's webhook, JSON or form. */
export const site24x7: Format = {
  id: 'site24x7',
  recognises: (body) =>
    has(body, 'STATUS') && ['MONITOR_ID', 'MONITORNAME', 'MONITOR_DASHBOARD_LINK'].some((name) => has(body, name)),
  read: (body) => {
    const word = text(body, 'STATUS')
    const status = meaning(statuses, word)
    if (!status) return { error: 'The Site24x7 alert has no `STATUS` of UP, DOWN, TROUBLE or CRITICAL.' }
    const id = filled(body, 'MONITOR_ID')
    const name = filled(body, 'MONITORNAME')
    const url = filled(body, 'MONITORURL')
    return [
      makeReading({
        format: 'site24x7',
        status,
        key: id ? keyed({ monitor: id }) : keyed({ name, url }),
        severity: word,
        level: meaning(levels, word) ?? null,
        title: name ?? url,
        description: text(body, 'INCIDENT_REASON'),
        host: url ?? name,
        identifiers: [url, name],
        links: [
          ['Site24x7', text(body, 'MONITOR_DASHBOARD_LINK')],
          ['Monitored', url],
        ],
        at: field(body, 'INCIDENT_TIME_ISO') ?? field(body, 'OUTAGE_TIME_UNIX_FORMAT'),
        facts: [
          ['Type', text(body, 'MONITORTYPE')],
          ['Locations', text(body, 'FAILED_LOCATIONS')],
          ['Tags', text(body, 'TAGS')],
          ['Lasted', text(body, 'DOWNTIME_DURATION')],
        ],
      }),
    ]
  },
}
