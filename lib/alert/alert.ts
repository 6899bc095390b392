import { createHash } from 'node:crypto'
import type { AlertLevel } from './level.ts'

/** Why an alert that fires has no incident yet. */
export type Unopened =
  | { readonly why: 'held-off'; readonly until: string }
  | { readonly why: 'maintenance'; readonly until: string; readonly window: string }
  | { readonly why: 'suppressed' }

/**
 * One alert of a source as it stands (about 1 KB): one identity, whatever it is called today. What the sender says is ordered
 * by the sender's clock, what waits for time by ours.
 */
export interface Alert {
  readonly kind: 'alert'
  /** `<source>#<digest of the key>`. */
  readonly id: string
  readonly version: number
  readonly source: string
  /** The identity, cut where it is long; it is the digest in the id that tells alerts apart. */
  readonly key: string
  readonly isHeartbeat?: boolean | undefined
  /** `resolved` also of an alert of which we only heard that it is over. */
  readonly status: 'firing' | 'acknowledged' | 'resolved'
  /** The worst since it fires. */
  readonly level: AlertLevel
  /** When it became so bad, by the sender's clock. */
  readonly levelAt?: string | undefined
  /** The sender's word. */
  readonly severity?: string | undefined
  readonly title: string
  readonly host?: string | undefined
  readonly service?: string | undefined
  /** The incident that it opened or joined last. */
  readonly incident?: string | undefined
  /** The incident is that of a storm, which many alerts share. */
  readonly isStorm?: boolean | undefined
  /** How often it was said to fire since it fires, and altogether. */
  readonly count: number
  readonly total: number
  /** By the sender's clock: since when it fires (or fired), the newest that was applied, and its recovery. */
  readonly firstAt: string
  readonly lastAt: string
  readonly resolvedAt?: string | undefined
  /** By our clock: when it was heard of last, and when it last changed between firing and not. */
  readonly lastSeenAt: string
  readonly changedAt: string
  /** When somebody over there took notice of it. */
  readonly acknowledgedAt?: string | undefined
  /** Members that fire and such as did, by digest, each with the instant (ms) of the newest word about it. */
  readonly firing: Readonly<Record<string, number>>
  readonly recovered: Readonly<Record<string, number>>
  /** How many more fire than are kept apart. */
  readonly more?: number | undefined
  /** The last changes between firing and not, by the sender's clock, as far as they lie within the flapping window. */
  readonly changes: readonly string[]
  readonly flapping?: { readonly since: string; readonly notedAt: string } | undefined
  readonly unopened?: Unopened | undefined
  /** What an incident would say, as long as none was opened. */
  readonly words?: string | undefined
  readonly due?: { readonly lane: string; readonly at: string } | undefined
  /** Unix seconds after which it may be forgotten; absent while it fires. */
  readonly expiresAt?: number | undefined
}

const digest = (text: string, bytes: number) =>
  createHash('sha256').update(text).digest().subarray(0, bytes).toString('base64url')

/** The id of the alert that a source calls so: keys of any length, none cut. */
export const alertId = (source: string, key: string): string => `${source}#${digest(key, 18)}`

/** The name of a member within its alert: 48 bits tell 500 apart. */
export const memberId = (key: string): string => digest(key, 6)

/** Longest key that is kept to be shown. */
const longestKey = 255

/** An alert of which nothing is known. */
export const newAlert = (source: string, key: string, at: string): Alert => ({
  kind: 'alert',
  id: alertId(source, key),
  version: 0,
  source,
  key: key.slice(0, longestKey),
  status: 'resolved',
  level: 'low',
  title: key.slice(0, longestKey),
  count: 0,
  total: 0,
  firstAt: at,
  lastAt: at,
  lastSeenAt: at,
  changedAt: at,
  firing: {},
  recovered: {},
  changes: [],
})

/** The alert in a stored head. */
export const restoreAlert = (item: Readonly<Record<string, unknown>>): Alert => item as unknown as Alert

/** Whether something is wrong, seen by somebody or not. */
export const isFiring = ({ status }: Pick<Alert, 'status'>): boolean => status !== 'resolved'

/** How many members fire. */
export const firingMembers = ({ firing, more = 0 }: Pick<Alert, 'firing' | 'more'>): number =>
  Object.keys(firing).length + more
