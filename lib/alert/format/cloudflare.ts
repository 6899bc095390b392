import { keyed } from '../identity.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

/** Cloudflare's notifications. Some kinds of alerts start and end, known by their correlation; the others only fire. */
export const cloudflare: Format = {
  id: 'cloudflare',
  recognises: (body) =>
    text(body, 'alert_type') !== null &&
    ['policy_id', 'policy_name', 'alert_correlation_id'].some((name) => has(body, name)) &&
    (has(body, 'ts') || has(body, 'text')),
  read: (body) => {
    const correlation = text(body, 'alert_correlation_id')
    const data = field(body, 'data')
    return [
      makeReading({
        format: 'cloudflare',
        status: /_END$/.test(text(body, 'alert_event') ?? '') ? 'resolved' : 'firing',
        key: correlation
          ? keyed({ correlation })
          : keyed({ policy: text(body, 'policy_id', 'policy_name'), type: text(body, 'alert_type') }),
        severity: text(data, 'severity', 'impact'),
        title: text(body, 'policy_name', 'name'),
        description: text(body, 'text'),
        host: text(data, 'zone_name', 'zone', 'hostname', 'origin_name', 'pool_name', 'target_hostname'),
        identifiers: [text(data, 'zone_name', 'zone', 'target_hostname'), text(data, 'target_ip')],
        links: [['Cloudflare', text(data, 'dashboard_link', 'link')]],
        at: field(body, 'ts'),
        facts: [['Type', text(body, 'alert_type')], ...factsOf(data)],
      }),
    ]
  },
}
