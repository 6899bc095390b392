import { hostName } from './host-name.ts'
import { boundedKey } from './identity.ts'
import { instant } from './instant.ts'
import type { Json } from './json.ts'
import type { AlertLevel } from './level.ts'
import type { AlertMember, AlertStatus, DeliveryKind, Reading } from './reading.ts'
import { levelOf } from './severity-word.ts'
import { asText, list } from './walk.ts'

/** What a format found in a body, as it lies there; whatever it does not say is left out. */
export interface Found {
  readonly format: string
  readonly status: AlertStatus
  readonly kind?: DeliveryKind | undefined
  readonly key?: string | null | undefined
  readonly severity?: Json | undefined
  /** Only when the word alone does not tell it (numbers); absent: by the word. */
  readonly level?: AlertLevel | null | undefined
  readonly title?: Json | undefined
  readonly description?: readonly (Json | undefined)[] | Json | undefined
  /** Host, service or address; scheme and port are taken off. */
  readonly host?: Json | undefined
  /** Most exact first; `host` is added at the end. */
  readonly identifiers?: readonly (Json | undefined)[] | undefined
  readonly links?: readonly (readonly [text: string, url: Json | undefined])[] | undefined
  /** What relative links are relative to. */
  readonly base?: Json | undefined
  /** Any shape that `instant` reads. */
  readonly at?: Json | undefined
  readonly members?: readonly AlertMember[] | undefined
  readonly isTruncated?: boolean | undefined
  readonly deliveryId?: Json | undefined
  /** Objects give their fields; nested ones are shown as JSON. */
  readonly facts?: readonly (readonly [name: string, value: Json | undefined])[] | undefined
}

/** PagerDuty's and GoAlert's limit. */
const titleLength = 1024
const descriptionLength = 16_384
const most = { facts: 40, links: 20, identifiers: 40, factLength: 1000, urlLength: 2048 }

/** `text` up to `length`, never in the middle of a character. */
export const cut = (text: string, length: number): string => {
  const well = text.toWellFormed()
  return well.length <= length ? well : well.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}

const webLink = (url: Json | undefined, base: string | null): string | null => {
  const said = asText(url)?.trim()
  if (!said || said.length > most.urlLength) return null
  const parsed = URL.parse(said) ?? (base && /^https?:\/\//i.test(base) ? URL.parse(said, base) : null)
  return parsed && /^https?:$/.test(parsed.protocol) && parsed.href.length <= most.urlLength ? parsed.href : null
}

const shown = (value: Json | undefined): string | null =>
  typeof value === 'object' && value !== null
    ? Object.keys(value).length === 0
      ? null
      : cut(JSON.stringify(value), most.factLength)
    : (asText(value)?.slice(0, most.factLength).toWellFormed() ?? null)

const distinct = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null && value !== '').map((value) => value as string)),
]

/** One member for each key, in the sender's order: what fires wins, since nobody can say which of the two is newer. */
const distinctMembers = (members: readonly AlertMember[]): AlertMember[] => {
  const byKey = new Map<string, AlertMember>()
  for (const { key, status, title, host, severity } of members) {
    const name = hostName(host)
    const member = {
      key: boundedKey(key.toWellFormed()),
      status,
      ...(title && { title: cut(title.trim(), titleLength) }),
      ...(name && { host: cut(name, 1024) }),
      ...(severity && { severity: cut(severity.trim(), 255) }),
    }
    if (!byKey.has(member.key) || status === 'firing') byKey.set(member.key, member)
  }
  return [...byKey.values()]
}

/**
 * A reading of what a format found: only web links, a host without port, times in UTC or absent, titles cut at 1,024
 * characters, keys over 1,024 characters as their hash, at most 40 facts. Text is data and stays as it came.
 */
export const makeReading = (found: Found): Reading => {
  const host = hostName(asText(found.host))
  const severity = asText(found.severity)
  const title = asText(found.title)?.trim()
  const description = list(found.description as Json)
    .map(asText)
    .filter((part) => part !== null)
  const base = asText(found.base)
  const links = (found.links ?? [])
    .slice(0, 200)
    .map(([text, url]) => ({ text: cut(text, 200), url: webLink(url, base) }))
  const at = instant(found.at)
  const deliveryId = asText(found.deliveryId)
  return {
    format: found.format,
    kind: found.kind ?? 'alert',
    status: found.status,
    key: found.key ? boundedKey(found.key.toWellFormed()) : null,
    severity: severity && cut(severity.trim(), 255),
    level: found.level === undefined ? levelOf(severity) : found.level,
    title: title ? cut(title, titleLength) : null,
    ...(description.length > 0 && { description: cut(distinct(description).join('\n\n').trim(), descriptionLength) }),
    host: host && cut(host, 1024),
    identifiers: distinct([...(found.identifiers ?? []).map(asText), host])
      .filter(({ length }) => length <= 1024)
      .map((id) => id.toWellFormed())
      .slice(0, most.identifiers),
    links: links
      .filter((link): link is { text: string; url: string } => link.url !== null)
      .filter(({ url }, i, all) => all.findIndex((other) => other.url === url) === i)
      .slice(0, most.links),
    ...(at && { at }),
    members: distinctMembers(found.members ?? []),
    ...(found.isTruncated && { isTruncated: true }),
    ...(deliveryId && { deliveryId: boundedKey(deliveryId.toWellFormed()) }),
    facts: (found.facts ?? [])
      .slice(0, 200)
      .map(([name, value]) => ({ name: cut(name, 200), value: shown(value) }))
      .filter((fact): fact is { name: string; value: string } => fact.value !== null)
      .slice(0, most.facts),
  }
}

/** The fields of an object as facts, in its order. */
export const factsOf = (value: Json | undefined): (readonly [string, Json])[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
