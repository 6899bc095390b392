import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus, Reading, Unreadable } from '../reading.ts'

/** What Nagios and its children say of a host or of one of its services. */
export interface HostCheck {
  readonly format: string
  /** PROBLEM, RECOVERY, ACKNOWLEDGEMENT, … */
  readonly notification: string | null
  /** OK, WARNING, CRITICAL, UNKNOWN, UP, DOWN, UNREACHABLE. */
  readonly state: string | null
  /** SOFT (0) while the monitor still tries again; HARD (1) and absent when it is sure. */
  readonly stateType?: string | null
  readonly host: string | null
  readonly service?: string | null
  /** Part of the identity where one receiver hears of several sites. */
  readonly site?: string | null
  readonly title?: Json
  readonly description?: readonly (Json | undefined)[]
  readonly identifiers?: readonly (Json | undefined)[]
  readonly links?: readonly (readonly [string, Json | undefined])[]
  readonly at?: Json
  readonly facts?: readonly (readonly [string, Json | undefined])[]
}

const ofState: Readonly<Record<string, AlertStatus>> = {
  ok: 'resolved',
  up: 'resolved',
  warning: 'firing',
  warn: 'firing',
  critical: 'firing',
  crit: 'firing',
  unknown: 'firing',
  down: 'firing',
  unreachable: 'firing',
  unreach: 'firing',
}

/** What a notification says besides the state: PROBLEM leaves the state its say. */
const ofNotification: Readonly<Record<string, AlertStatus>> = {
  recovery: 'resolved',
  acknowledgement: 'acknowledged',
  acknowledgementset: 'acknowledged',
  acknowledged: 'acknowledged',
  downtimestart: 'suppressed',
  downtimestarted: 'suppressed',
  downtime_start: 'suppressed',
  downtimeend: 'ignored',
  downtime_end: 'ignored',
  downtimeremoved: 'ignored',
  downtime_removed: 'ignored',
  downtimecancelled: 'ignored',
  flappingstart: 'ignored',
  flapping_start: 'ignored',
  flappingstop: 'ignored',
  flapping_end: 'ignored',
  flappingend: 'ignored',
  flappingdisabled: 'ignored',
  custom: 'ignored',
}

/** What the two words mean together; undefined when neither is known. */
export const checkStatus = (notification: string | null, state: string | null): AlertStatus | undefined =>
  meaning(ofNotification, notification?.replace(/\s*\(.*$/, '')) ??
  meaning(ofState, state) ??
  (/^problem$/i.test(notification ?? '') ? 'firing' : undefined)

/** A reading of a check: known by `site`, host and service, however its message is worded. */
export const readCheck = (check: HostCheck): readonly Reading[] | Unreadable => {
  const said = checkStatus(check.notification, check.state)
  const status = said === 'firing' && /^(?:0(?:\.0)?|soft)$/i.test(check.stateType ?? '') ? 'ignored' : said
  if (!status) return { error: 'The check names neither a kind of notification nor a state that is known.' }
  if (!check.host) return { error: 'The check does not name its host.' }
  return [
    makeReading({
      format: check.format,
      status,
      key: keyed({ site: check.site, host: check.host, service: check.service }),
      severity: check.state,
      title: check.title ?? (check.service ? `${check.service} on ${check.host}` : check.host),
      description: check.description ?? [],
      host: check.host,
      identifiers: [...(check.identifiers ?? []), check.host, check.service],
      links: check.links ?? [],
      at: check.at,
      facts: [['Notification', check.notification], ...(check.facts ?? [])],
    }),
  ]
}
