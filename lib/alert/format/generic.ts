import { keyed, keyOfWhole } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import type { AlertStatus, Reading, Unreadable } from '../reading.ts'
import { statusOf } from '../status-word.ts'
import { asText, isRecord, list, loose, texts } from '../walk.ts'
import { type Format, isUnreadable } from './format.ts'

/** Names as people give them, without case, `_`, `-` and blanks, the most telling first. */
const names = {
  key: [
    'dedupkey',
    'deduplicationkey',
    'alertuid',
    'fingerprint',
    'alias',
    'alertkey',
    'incidentkey',
    'messagekey',
    'correlationid',
    'alertid',
    'incidentid',
    'problemid',
    'monitorid',
    'checkid',
    'uuid',
    'uid',
    'id',
  ],
  status: [
    'status',
    'state',
    'alertstatus',
    'alertstate',
    'currentstate',
    'newstate',
    'eventaction',
    'action',
    'transition',
    'event',
    'eventtype',
    'type',
  ],
  severity: ['severity', 'priority', 'alertseverity', 'level', 'urgency', 'criticality', 'impact'],
  title: [
    'title',
    'summary',
    'subject',
    'alertname',
    'name',
    'message',
    'shortdescription',
    'alerttitle',
    'monitorname',
    'checkname',
    'text',
    'headline',
  ],
  description: ['description', 'message', 'details', 'detail', 'body', 'text', 'reason', 'output'],
  host: [
    'host',
    'hostname',
    'node',
    'server',
    'instance',
    'device',
    'service',
    'servicename',
    'resource',
    'component',
    'entity',
    'target',
    'source',
    'monitor',
    'site',
  ],
  link: [
    'url',
    'link',
    'linktoupstreamdetails',
    'href',
    'alerturl',
    'dashboardurl',
    'incidenturl',
    'runbookurl',
    'imageurl',
  ],
  at: ['timestamp', 'time', 'eventtime', 'occurredat', 'startedat', 'createdat', 'date', 'updatedat'],
} as const

/** Objects that bodies keep the alert in, one level down. */
const holders = [
  'alert',
  'event',
  'incident',
  'problem',
  'issue',
  'payload',
  'data',
  'detail',
  'details',
  'monitor',
  'check',
  'notification',
  'attributes',
]

type Fields = { readonly [name: string]: Json }

const first = (places: readonly Fields[], wanted: readonly string[]): readonly [string, string] | undefined => {
  for (const place of places) {
    for (const name of wanted) {
      const found = asText(place[name])
      if (found !== null) return [name, found]
    }
  }
  return undefined
}

/** The name as the body spells it, so that its owner finds it again. */
const spelled = (body: Json, plain: string): string => {
  const spell = (value: Json) =>
    Object.keys(isRecord(value) ? value : {}).find((name) => name.toLowerCase().replace(/[\s_.-]/g, '') === plain)
  return (
    spell(body) ??
    Object.values(isRecord(body) ? body : {})
      .map(spell)
      .find((name) => name !== undefined) ??
    plain
  )
}

/** A status is a known word, or the last part of an event's name (`incident.resolved`). */
const statusIn = (places: readonly Fields[]): AlertStatus | undefined => {
  for (const place of places) {
    for (const name of names.status) {
      const word = asText(place[name])
      const status = statusOf(word) ?? statusOf(word?.split(/[./:]/).at(-1)) ?? statusOf(word?.split(/[_\s-]/).at(-1))
      if (status !== null) return status
    }
    for (const [name, isFiring] of [
      ['resolved', false],
      ['isresolved', false],
      ['recovered', false],
      ['firing', true],
      ['isfiring', true],
      ['active', true],
    ] as const) {
      if (typeof place[name] === 'boolean') return place[name] === isFiring ? 'firing' : 'resolved'
    }
  }
  return undefined
}

const reading = (format: string, body: Json): Reading | Unreadable => {
  if (!isRecord(body)) return { error: 'The body is no object.' }
  const top = loose(body)
  const places = [top, ...holders.filter((name) => isRecord(top[name])).map((name) => loose(top[name]))]
  const key = first(places, names.key)
  const title = first(places, names.title)
  const severity = first(places, names.severity)
  const status = statusIn(places)
  const isRecognisable =
    (title !== undefined || key !== undefined) &&
    (status !== undefined || severity !== undefined || (key !== undefined && title !== undefined))
  if (!isRecognisable) return { error: 'The body has no fields of the usual names for an alert.' }
  const host = first(places, names.host)
  const isRecovery = statusOf(severity?.[1]) === 'resolved' && severity !== undefined && status !== 'firing'
  return makeReading({
    format,
    status: status ?? (isRecovery ? 'resolved' : 'firing'),
    key:
      (key && keyed({ [spelled(body, key[0])]: key[1] })) ??
      keyed({
        host: host?.[1],
        check: first(places, [
          'check',
          'checkname',
          'rule',
          'rulename',
          'alertname',
          'monitorname',
          'metric',
          'service',
          'name',
        ])?.[1],
      }) ??
      keyOfWhole(body),
    severity: severity?.[1],
    title: title?.[1],
    description: first(places, names.description)?.[1],
    host: host?.[1],
    identifiers: [...texts(top.tags), host?.[1]],
    links: places.flatMap((place) => names.link.map((name) => [name, place[name]] as const)),
    at: first(places, names.at)?.[1],
    facts: Object.entries(body).filter(([, value]) => asText(value) !== null),
  })
}

/** Readings of one object, or of each in an array, by the usual names, as what `format` says. */
export const readGenerically = (format: string, body: Json): readonly Reading[] | Unreadable => {
  const found = list(body).map((one) => reading(format, one))
  return found.length === 0
    ? { error: 'The body is an empty list.' }
    : (found.find(isUnreadable) ?? (found as Reading[]))
}

/** What no other format knows: an object, or an array of them, with an alert's fields under their usual names. */
export const generic: Format = {
  id: 'generic',
  recognises: (body) => !isUnreadable(readGenerically('generic', body)),
  read: (body) => readGenerically('generic', body),
}
