import { keyed, keyOfWhole } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import type { AlertStatus, DeliveryKind, Reading, Unreadable } from '../reading.ts'
import { statusOf } from '../status-word.ts'
import { asText, isRecord, list, loose, plainName, texts } from '../walk.ts'
import { type Format, isUnreadable } from './format.ts'
import { genericHolders, identified, genericNames as names } from './generic-name.ts'

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

/** What was checked; an event's name counts only when it is none of a state, which the recovery has not. */
const checkIn = (places: readonly Fields[]): string | undefined => {
  const found = first(places, names.check)
  return found && /^event/.test(found[0]) && statusOfWord(found[1]) !== null ? undefined : found?.[1]
}

/** The name as the body spells it, so that its owner finds it again. */
const spelled = (body: Json, plain: string): string => {
  const spell = (value: Json) => Object.keys(isRecord(value) ? value : {}).find((name) => plainName(name) === plain)
  const inner = Object.values(isRecord(body) ? body : {})
  return spell(body) ?? inner.map(spell).find((name) => name !== undefined) ?? plain
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
  [/^ping$/i, 'control'],
  [/^test(?:[\s_.-]?(?:alert|message|notification|event|webhook))?$/i, 'test'],
]

/** What the body says that it is, where that is no alert. */
const kindOf = (top: Fields): DeliveryKind | undefined => {
  if (top.test === true || top.istest === true) return 'test'
  const said = names.status.map((name) => asText(top[name])).filter((word) => word !== null)
  return kinds.find(([words]) => said.some((word) => words.test(word.trim())))?.[1]
}

const reading = (format: string, body: Json): Reading | Unreadable => {
  if (!isRecord(body)) return { error: 'The body is no object.' }
  const top = loose(body)
  const places = [top, ...genericHolders.filter((name) => isRecord(top[name])).map((name) => loose(top[name]))]
  const kind = kindOf(top)
  const key = keyIn(top, places)
  const title = first(places, names.title)
  const severity = first(places, names.severity)
  const host = first(places, names.host)
  const status = statusIn(places)
  const isAbout = title !== undefined || key !== undefined || host !== undefined
  const isAlert =
    isAbout && (status !== undefined || severity !== undefined || (key !== undefined && title !== undefined))
  if (!isAlert && kind === undefined) return { error: 'The body has no fields of the usual names for an alert.' }
  const isRecovery = status === undefined && statusOf(severity?.[1]) === 'resolved'
  return makeReading({
    format,
    kind,
    status: kind === 'control' ? 'ignored' : (status ?? (isRecovery ? 'resolved' : 'firing')),
    key:
      (key && keyed({ [spelled(body, key[0])]: key[1] })) ??
      keyed({ host: host?.[1], check: checkIn(places) }) ??
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
