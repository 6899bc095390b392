import type { AlertSource } from '../../alert/source.ts'
import { isOpen } from '../../incident/life-cycle.ts'
import { incidentProcess } from '../../incident/process.ts'
import { key } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import { load } from '../execute.ts'

/** Alerts of one service that share an incident while they come soon after each other. */
export interface AlertGroup {
  readonly version: number
  readonly incident: string
  readonly startedAt: string
  readonly lastAt: string
  readonly count: number
}

/** A group grows no longer than a day, and no larger than what is looked at when one of it ends (rule 10). */
const longestSeconds = 86_400
const mostAlerts = 500

const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000

/** The group that a new alert of the service would find, whether or not it can still be joined; and if so, its incident. */
export const groupFor = async (
  store: Store,
  { id, groupWithinSeconds }: Pick<AlertSource, 'id' | 'groupWithinSeconds'>,
  service: string | undefined,
  at: string,
): Promise<{ readonly before?: AlertGroup | undefined; readonly joins?: string | undefined } | undefined> => {
  if (groupWithinSeconds === 0 || service === undefined) return undefined
  const before = (await store.get(key.alertGroup(id, service))) as AlertGroup | undefined
  if (!before) return {}
  const isLive =
    seconds(before.lastAt, at) < groupWithinSeconds &&
    seconds(before.startedAt, at) < longestSeconds &&
    before.count < mostAlerts
  if (!isLive) return { before }
  const incident = await load(store, incidentProcess, before.incident)
  return { before, joins: incident && isOpen(incident) ? before.incident : undefined }
}

/** The write by which a group has one alert more, or begins. */
export const grown = (
  source: string,
  service: string,
  { before, joins }: { readonly before?: AlertGroup | undefined; readonly joins?: string | undefined },
  incident: string,
  at: string,
): Write => {
  const goesOn = before !== undefined && joins !== undefined
  const { startedAt, count } = goesOn ? before : { startedAt: at, count: 0 }
  const version = (before?.version ?? 0) + 1
  const expiresAt = Math.floor(Date.parse(at) / 1000) + 2 * longestSeconds
  return {
    put: { kind: 'alert-group', version, incident, startedAt, lastAt: at, count: count + 1, expiresAt },
    at: key.alertGroup(source, service),
    if: { version: version - 1 },
  }
}
