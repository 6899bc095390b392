import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, isRecord, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  occurred: 'firing',
  rate_exceeded: 'firing',
  unresolved: 'firing',
  resolved: 'resolved',
  volume_spike: 'firing',
  down: 'firing',
  up: 'resolved',
  cert_will_expire: 'firing',
  check_in_missing: 'firing',
  check_in_reporting: 'resolved',
  alarm_alert: 'firing',
  alarm_ok: 'resolved',
}

/** What somebody did, which is no state. */
const others = ['assigned', 'commented', 'deployed']

const objects = ['fault', 'site', 'check_in', 'alarm']

const objectOf = (body: Json) => objects.find((name) => has(body, `${name}.id`))

/** Honeybadger's webhook, of errors, sites, check-ins and alarms. */
export const honeybadger: Format = {
  id: 'honeybadger',
  recognises: (body) => {
    const event = text(body, 'event')
    const isKnown = meaning(statuses, event) !== undefined || others.includes(event ?? '')
    return isKnown && (objectOf(body) !== undefined || isRecord(field(body, 'deploy')))
  },
  read: (body) => {
    const event = text(body, 'event')
    const name = objectOf(body)
    const about = name ? field(body, name) : undefined
    const status = meaning(statuses, event)
    return [
      makeReading({
        format: 'honeybadger',
        kind: status ? 'alert' : 'non-alert',
        status: status ?? 'ignored',
        key: name
          ? keyed({ [name]: text(about, 'id'), certificate: event === 'cert_will_expire' ? 'expires' : null })
          : null,
        title: text(about, 'klass', 'name', 'title') ?? text(body, 'message'),
        description: [text(body, 'message'), text(about, 'message')],
        host: text(about, 'url', 'project_name', 'name') ?? text(body, 'project.name'),
        identifiers: [text(about, 'url'), text(body, 'project.name'), text(about, 'environment')],
        links: [['Honeybadger', text(about, 'url') ?? text(body, 'links.web')]],
        at:
          status === 'firing'
            ? (text(about, 'last_notice_at') ?? field(body, 'outage.down_at'))
            : field(body, 'outage.up_at'),
        facts: [
          ['Event', event],
          ['Environment', text(about, 'environment')],
          ['Component', text(about, 'component')],
          ['Notices', text(about, 'notices_count')],
          ['By', text(body, 'actor.name')],
        ],
      }),
    ]
  },
}
