import { canonical, keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, isRecord, text } from '../walk.ts'
import type { Format } from './format.ts'

const ofType: Readonly<Record<string, AlertStatus>> = {
  acknowledgement_set: 'acknowledged',
  downtime_start: 'suppressed',
  mute: 'suppressed',
}

/** Severities of Icinga Notifications; `ok` is the recovery. */
const severities = ['ok', 'debug', 'info', 'notice', 'warning', 'err', 'crit', 'alert', 'emerg']

const statusOf = (type: string | null, severity: string | null): AlertStatus => {
  if (type !== null && type !== 'state' && type !== 'incident') return meaning(ofType, type) ?? 'ignored'
  return severity === 'ok' ? 'resolved' : 'firing'
}

const tagsOf = (body: Json) => field(body, 'object.tags') ?? field(body, 'tags')

/** Icinga Notifications: events as its sources send them, and notifications as its webhook channel passes them on. Its tags are the identity. */
export const icingaNotifications: Format = {
  id: 'icinga-notifications',
  recognises: (body) =>
    isRecord(tagsOf(body)) &&
    ((isRecord(field(body, 'object')) && isRecord(field(body, 'incident'))) ||
      (severities.includes(text(body, 'severity') ?? '') &&
        text(body, 'name') !== null &&
        ['type', 'relations', 'complete_relations', 'extra_tags'].some((name) => has(body, name)))),
  read: (body) => {
    const tags = tagsOf(body)
    const severity = text(body, 'event.severity', 'incident.severity', 'severity')
    const host = text(tags, 'host')
    const isPlain = Object.keys(isRecord(tags) ? tags : {}).every((name) => name === 'host' || name === 'service')
    return [
      makeReading({
        format: 'icinga-notifications',
        status: statusOf(text(body, 'event.type', 'type'), severity),
        key: isPlain ? keyed({ host, service: text(tags, 'service') }) : keyed({ tags: canonical(tags) }),
        severity,
        title: text(body, 'object.name', 'name'),
        description: [text(body, 'summary'), text(body, 'event.message', 'message')],
        host,
        identifiers: [host, text(tags, 'service'), text(body, 'relations.host.display_name')],
        links: [['Icinga', text(body, 'object.url', 'url', 'incident.url')]],
        at: field(body, 'event.time') ?? field(body, 'time'),
        facts: [...factsOf(tags), ...factsOf(field(body, 'object.extra_tags') ?? field(body, 'extra_tags'))],
      }),
    ]
  },
}
