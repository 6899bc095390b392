import { keyed, keyOfWhole } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import type { AlertStatus, DeliveryKind, Reading, Unreadable } from '../reading.ts'
import { statusOf } from '../status-word.ts'
import { asText, isRecord, list, loose, plainName, texts } from '../walk.ts'
import { type Format, isUnreadable } from './format.ts'
import { genericHolders, identified, genericNames as names, watched } from './generic-name.ts'

type Fields = { readonly [name: string]: Json }
type Found = readonly [name: string, value: string]

const first = (places: readonly Fields[], wanted: readonly string[]): Found | undefined => {
  for (const place of places) {
    for (const name of wanted) {
      const found = asText(place[name])
      if (found !== null) return [name, found]
    }
  }
  return undefined
}

const keyIn = (top: Fields, places: readonly Fields[]): Found | undefined => {
  for (const name of names.key) {
    const found = first(places, [name])
    if (found) return found
  }
  const inner = identified.filter((name) => isRecord(top[name])).map((name) => loose(top[name]))
  return first([...inner, top], names.id)
}

/** What was checked: no state, which the recovery has not, and no number, which measures. */
const checkIn = (places: readonly Fields[]): string | undefined => {
  const isName = ([name, value]: Found) =>
    !/^[\d.]+$/.test(value) && (/^event/.test(name) ? statusOfWord(value) : statusOf(value)) === null
  return names.check.map((name) => first(places, [name])).find((found) => found !== undefined && isName(found))?.[1]
}

/** What is watched, where only its address says it. */
const addressIn = (top: Fields): string | undefined =>
  first(
    watched.map((name) => loose(top[name])),
    ['url', 'requesturl'],
  )?.[1]

/** `node_down`, but neither `trigger` nor `check.down`, which name nothing. */
const eventIn = (places: readonly Fields[]): string | undefined => {
  const event = first(places, ['event', 'eventname'])?.[1]
  return statusOf(event) === null && !/[./:]/.test(event ?? '') ? event : undefined
}

/** The name as the body spells it, so that its owner finds it again. */
const spelled = (body: Json, plain: string): string => {
  const spell = (value: Json) => Object.keys(isRecord(value) ? value : {}).find((name) => plainName(name) === plain)
  const inner = Object.values(isRecord(body) ? body : {})
  return spell(body) ?? inner.map(spell).find((name) => name !== undefined) ?? plain
}

interface Checked {
  readonly host: string | undefined
  readonly check: string | undefined
  readonly title: string | undefined
}

/** What a title says beside states and measures, which differ between an alert and its recovery. */
const subjectOf = (title: string | undefined): string | undefined =>
  title
    ?.toLowerCase()
    .split(/[^\p{L}\p{N}_]+/u)
    .filter((word) => word !== '' && !/^\d+$/.test(word) && statusOfWord(word) === null)
    .join(' ')

/**
 * A key of its own, or what was checked where. An event's id only when one of these two is missing; and where nothing says what
 * was checked, the title's subject does, for a host may have several troubles at once.
 */
const keyOf = (
  body: Json,
  places: readonly Fields[],
  key: Found | undefined,
  { host, check, title }: Checked,
): string => {
  const named = key ?? (host && check ? undefined : first(places, names.eventId))
  const checked = host && !check ? { host, title: subjectOf(title) } : { host, check }
  return (named && keyed({ [spelled(body, named[0])]: named[1] })) ?? keyed(checked) ?? keyOfWhole(body)
}

const flags = {
  resolved: 'resolved',
  isresolved: 'resolved',
  recovered: 'resolved',
  firing: 'firing',
  isfiring: 'firing',
  isactive: 'firing',
  active: 'firing',
} as const

/** A known word, or the last part of an event's name (`incident.resolved`); numbers mean anything. */
const statusOfWord = (word: string): AlertStatus | null =>
  word.length > 200 || /^\d+$/.test(word)
    ? null
    : (statusOf(word) ?? statusOf(word.split(/[./:]/).at(-1)) ?? statusOf(word.split(/[_\s-]/).at(-1)))

const statusIn = (places: readonly Fields[]): AlertStatus | undefined => {
  for (const place of places) {
    for (const name of names.status) {
      const status = statusOfWord(asText(place[name]) ?? '0')
      if (status !== null) return status
    }
    for (const [name, meant] of Object.entries(flags)) {
      if (typeof place[name] === 'boolean') return place[name] === (meant === 'firing') ? 'firing' : 'resolved'
    }
  }
  return undefined
}

const kinds: readonly (readonly [RegExp, DeliveryKind])[] = [
  [/^(?:heart-?_?beat|keep-?_?alive|watchdog|dead-?_?man)/i, 'heartbeat'],
  [/^(?:ping|verification)$/i, 'control'],
  [/^test(?:[\s_.-]?(?:alert|message|notification|event|webhook))?$/i, 'test'],
]

/** What the body says that it is, where that is no alert. */
const kindOf = (top: Fields): DeliveryKind | undefined => {
  if (['test', 'istest', 'triggeredbyusertest'].some((name) => top[name] === true)) return 'test'
  const said = names.status.map((name) => asText(top[name])).filter((word) => word !== null)
  return kinds.find(([words]) => said.some((word) => words.test(word.trim())))?.[1]
}

/** A state that says how bad it is, as Nagios and its like have no other word for it. */
const gradeIn = (places: readonly Fields[]): string | undefined =>
  places
    .flatMap((place) => names.status.map((name) => asText(place[name])))
    .find((word) => word !== null && /^(?:fatal|critical|crit|major|minor|warning|warn)$/i.test(word)) ?? undefined

/** A build that did not fail is no alert, whatever its state is called. */
const isBuild = (top: Fields) => names.build.filter((name) => name in top).length >= 2

const reading = (format: string, body: Json): Reading | Unreadable => {
  if (!isRecord(body)) return { error: 'The body is no object.' }
  const top = loose(body)
  const places = [top, ...genericHolders.filter((name) => isRecord(top[name])).map((name) => loose(top[name]))]
  const status = statusIn(places)
  const kind = kindOf(top) ?? (isBuild(top) && status !== 'firing' ? 'non-alert' : undefined)
  const key = keyIn(top, places)
  const title = first(places, names.title)
  const severity = first(places, names.severity)?.[1] ?? gradeIn(places)
  const host = first(places, names.host)?.[1] ?? addressIn(top)
  const check = checkIn(places)
  // An event of anything has an id of its own at the top.
  const isKeyed = key !== undefined && (key[0] !== 'id' || asText(top.id) !== key[1])
  const isAbout = title !== undefined || isKeyed || host !== undefined || check !== undefined
  const isAlert =
    isAbout && (status !== undefined || severity !== undefined || (key !== undefined && title !== undefined))
  if (!isAlert && kind === undefined) return { error: 'The body has no fields of the usual names for an alert.' }
  const isRecovery = status === undefined && statusOf(severity) === 'resolved'
  return makeReading({
    format,
    kind,
    status: kind === 'control' || kind === 'non-alert' ? 'ignored' : (status ?? (isRecovery ? 'resolved' : 'firing')),
    key: keyOf(body, places, key, { host, check, title: title?.[1] }),
    severity,
    title: title?.[1] ?? check ?? eventIn(places),
    description: first(places, names.description)?.[1],
    host,
    identifiers: [...texts(top.tags), host],
    links: places.flatMap((place) => names.link.map((name) => [name, place[name]] as const)),
    at: first(places, names.at)?.[1],
    facts: Object.entries(body).filter(([, value]) => asText(value) !== null),
  })
}

/** Bodies that hold their alerts in a list. */
const listIn = (body: { readonly [name: string]: Json }) =>
  ['alerts', 'events', 'incidents', 'problems', 'notifications', 'messages', 'records', 'items', 'data']
    .map((name) => body[name])
    .find((value): value is readonly Json[] => Array.isArray(value) && value.length > 0 && value.every(isRecord))

/** Readings of one object, or of each in an array, by the usual names, as what `format` says. */
export const readGenerically = (format: string, body: Json): readonly Reading[] | Unreadable => {
  const whole = isRecord(body) ? reading(format, body) : undefined
  const held = isRecord(body) && whole && isUnreadable(whole) ? listIn(body) : undefined
  const found = whole && !held ? [whole] : (held ?? list(body)).map((one) => reading(format, one))
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
