import { canonical, keyed } from '../identity.ts'
import { instant } from '../instant.ts'
import type { Json } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { AlertMember, AlertStatus, Reading } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { field, isRecord, list, record, text } from '../walk.ts'

/** Prometheus' own shape of alerts, which Alertmanager, Grafana, Mimir, vmalert and others send. */

/** What surrounds the labels of an alert and of little else. */
const surroundings = ['annotations', 'startsAt', 'endsAt', 'fingerprint', 'generatorURL']

/** Whether it is one alert: a set of labels, and something of what surrounds them; less, when the labels are an alert's. */
export const isLabelled = (value: Json | undefined): boolean =>
  isRecord(field(value, 'labels')) &&
  (surroundings.some((name) => field(value, name) != null) ||
    (text(value, 'labels.alertname', 'labels.severity') !== null &&
      ['status', 'summary', 'description'].some((name) => field(value, name) != null)))

const words: Record<string, AlertStatus> = {
  ...{ firing: 'firing', alerting: 'firing', active: 'firing', pending: 'firing', unprocessed: 'firing' },
  ...{ nodata: 'firing', no_data: 'firing', error: 'firing' },
  ...{ resolved: 'resolved', ok: 'resolved', normal: 'resolved', inactive: 'resolved', expired: 'resolved' },
  ...{ suppressed: 'suppressed', muted: 'suppressed' },
}

/** The word of an alert or a group; the API of Alertmanager has it in an object. */
export const wordOf = (value: Json): AlertStatus | null =>
  words[(text(value, 'status', 'status.state', 'state') ?? '').trim().toLowerCase()] ?? null

const hostLabels = ['instance', 'host', 'hostname', 'node', 'nodename', 'pod', 'service', 'job'].map(
  (name) => `labels.${name}`,
)

const hostOf = (alert: Json) => text(alert, ...hostLabels)

const titleOf = (alert: Json) =>
  text(
    alert,
    'labels.alertname',
    'annotations.summary',
    'annotations.title',
    'annotations.message',
    'annotations.description',
    'summary',
    'description',
  )

const severityOf = (alert: Json) => text(alert, 'labels.severity', 'annotations.severity')

/** The identity of one alert: the hash of its labels that the sender made, else the labels themselves. */
export const memberKey = (alert: Json): string => text(alert, 'fingerprint') ?? canonical(field(alert, 'labels'))

/** Alerts that always fire, so that their absence is noticed. */
const watchdog = /watch-?_?dog|dead-?_?man'?s?-?_?s?-?_?switch|^heart-?_?beat$|always-?_?firing/i

export const isWatchdog = (alert: Json): boolean => watchdog.test(text(alert, 'labels.alertname') ?? '')

/** An end before the begin is no end: it counts from the begin that it ends. */
const since = (alert: Json, status: AlertStatus): string | undefined => {
  const begin = instant(field(alert, 'startsAt'))
  const end = status === 'resolved' ? instant(field(alert, 'endsAt')) : undefined
  return end !== undefined && begin !== undefined && end < begin ? begin : (end ?? begin)
}

/** What an alert without a word of its own is: its group's, and firing by the client API's rule. */
export const memberOf = (alert: Json, group: AlertStatus | null): AlertMember => {
  const status = wordOf(alert) ?? group ?? 'firing'
  return {
    key: memberKey(alert),
    status,
    title: titleOf(alert) ?? undefined,
    host: hostOf(alert) ?? undefined,
    severity: severityOf(alert) ?? undefined,
    at: since(alert, status),
  }
}

const ranks: Record<AlertLevel, number> = { critical: 0, high: 1, medium: 2, low: 3 }
const rank = (alert: Json) => {
  const level = levelOf(severityOf(alert))
  return level === null ? 4 : ranks[level]
}

/** The alert that stands for all: the first that fires, or the first; and among equals of those, the worst. */
const leading = (alerts: readonly Json[], members: readonly AlertMember[]) => {
  const firing = alerts.filter((_, i) => members[i]!.status === 'firing')
  const candidates = firing.length > 0 ? firing : alerts
  return {
    first: candidates[0] ?? null,
    worst: candidates.reduce<Json>((a, b) => (rank(b) < rank(a) ? b : a), candidates[0] ?? null),
  }
}

/**
 * The word of the group decides, except that it cannot be resolved while a member fires; never the times of the end,
 * which senders fill with anything. Without a word: firing while one member fires.
 */
const groupStatus = (word: AlertStatus | null, members: readonly AlertMember[]): AlertStatus => {
  if (members.some(({ status }) => status === 'firing')) return 'firing'
  if (word !== null) return word
  return members.every(({ status }) => status === 'resolved') ? 'resolved' : (members[0]?.status ?? 'firing')
}

const labelFacts = (alert: Json, common: Json | undefined) =>
  factsOf({ ...record(common), ...record(field(alert, 'labels')) })

const parts = (alert: Json, common: Json | undefined) => ({
  description: ['description', 'message', 'summary'].map((name) => field(alert, `annotations.${name}`)),
  host: hostOf(alert) ?? hostOf({ labels: common ?? null }),
  identifiers: hostLabels.map((name) => field(alert, name)),
  facts: labelFacts(alert, common),
})

const linksOf = (alert: Json, body: Json): (readonly [string, Json | undefined])[] => [
  ['source', field(alert, 'generatorURL')],
  ['runbook', field(alert, 'annotations.runbook_url') ?? field(body, 'commonAnnotations.runbook_url')],
  ['dashboard', field(alert, 'dashboardURL') ?? field(alert, 'annotations.dashboard')],
  ['panel', field(alert, 'panelURL')],
  ['silence', field(alert, 'silenceURL')],
  ['image', field(alert, 'imageURL')],
  ['alerts', field(body, 'externalURL')],
]

/** Times of both ends; which of them is meant tells the status. */
const atOf = (alert: Json, status: AlertStatus) => text(alert, status === 'resolved' ? 'endsAt' : 'startsAt')

const single = (format: string, alert: Json, body: Json, group: AlertStatus | null): Reading => {
  const member = memberOf(alert, group)
  const fingerprint = text(alert, 'fingerprint')
  return makeReading({
    format,
    kind: isWatchdog(alert) ? 'heartbeat' : 'alert',
    status: member.status,
    key: fingerprint ? keyed({ fingerprint }) : keyed({ labels: member.key }),
    severity: severityOf(alert),
    title: titleOf(alert),
    ...parts(alert, null),
    links: linksOf(alert, body),
    base: field(body, 'externalURL'),
    at: atOf(alert, member.status),
    members: [member],
  })
}

/** The alerts in a body of this shape, in whatever field a version keeps them. */
export const alertsIn = (body: Json): readonly Json[] =>
  (Array.isArray(body) ? body : isLabelled(body) ? [body] : list(field(body, 'alerts') ?? field(body, 'alert'))).filter(
    isRecord,
  )

/**
 * Readings of a group (one, whose members are its alerts) or of alerts without a group (one each). Always-firing alerts
 * are heartbeats and leave the group.
 */
export const readAlerts = (format: string, body: Json): readonly Reading[] => {
  const all = alertsIn(body)
  const isGroup = isRecord(body) && !isLabelled(body)
  const word = isGroup ? wordOf(body) : null
  const key = isGroup
    ? (keyed({ groupKey: text(body, 'groupKey') }) ??
      (isRecord(body.groupLabels)
        ? keyed({ receiver: text(body, 'receiver'), groupLabels: canonical(body.groupLabels) })
        : null))
    : null
  if (key === null) return all.map((alert) => single(format, alert, body, word))
  const others = all.filter((alert) => !isWatchdog(alert))
  const isHeartbeat = all.length > 0 && others.length === 0
  const alerts = isHeartbeat ? all : others
  const heartbeats = isHeartbeat ? [] : all.filter(isWatchdog).map((alert) => single(format, alert, body, word))
  const members = alerts.map((alert) => memberOf(alert, word))
  const status = groupStatus(word, members)
  const { first, worst } = leading(alerts, members)
  const common = field(body, 'commonLabels')
  const group = makeReading({
    format,
    kind: isHeartbeat ? 'heartbeat' : 'alert',
    status,
    key,
    severity:
      severityOf(worst) ?? text(body, 'commonLabels.severity', 'groupLabels.severity', 'commonAnnotations.severity'),
    title:
      text(first, 'labels.alertname') ??
      text(body, 'commonLabels.alertname', 'groupLabels.alertname') ??
      titleOf(first) ??
      text(body, 'commonAnnotations.summary', 'title'),
    ...parts(first, common),
    links: linksOf(first, body),
    base: field(body, 'externalURL'),
    at: atOf(first, status),
    members,
    isTruncated: Number(text(body, 'truncatedAlerts') ?? 0) > 0,
  })
  return [group, ...heartbeats]
}
