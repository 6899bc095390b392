import { Service, serviceKind } from '../../alert/affected-service.ts'
import { MaintenanceWindow, maintenanceKind } from '../../alert/maintenance.ts'
import type { Payload } from '../../alert/payload.ts'
import type { Read, ReadSettings } from '../../alert/read.ts'
import type { Unreadable } from '../../alert/reading.ts'
import { AlertSource, alertSourceKind } from '../../alert/source.ts'
import { AlertRules, alertRules, defaultAlertRules } from '../../policy/alert-rules.ts'
import type { Files } from '../../store/files.ts'
import type { Store } from '../../store/store.ts'
import type { Office } from '../execute.ts'
import { allKept, readKept } from '../keep.ts'
import { remembered } from '../remembered.ts'

/** Turns a body into what it means, or says why it cannot (lib/alert/read.ts). */
export type ReadAlert = (payload: Payload, settings: ReadSettings) => Promise<Read | Unreadable>

/** Everything around alerts that administrators say and that rarely changes. */
export interface Surroundings {
  readonly rules: AlertRules
  readonly services: readonly Service[]
  readonly windows: readonly MaintenanceWindow[]
}

/** Where alerts become incidents. */
export interface AlertDesk extends Office {
  /** The alerts' bucket. */
  readonly files: Pick<Files, 'read' | 'write'>
  readonly read: ReadAlert
  readonly now: () => string
  readonly wait: (milliseconds: number) => Promise<void>
  /** 26 random base-32 letters. */
  readonly replyKey: () => string
  /** The source, unless there is none or it was removed. */
  readonly sourceOf: (id: string) => Promise<AlertSource | undefined>
  readonly surroundings: () => Promise<Surroundings>
  /** Notes that what the desk sent itself at an instant came through; absent where nothing comes from the queue. */
  readonly cameThrough?: (sentAt: string) => Promise<void>
}

/** Sources by id, each remembered for some seconds. */
export const sourcesIn = (store: Store, now: () => string): AlertDesk['sourceOf'] => {
  const known = new Map<string, () => Promise<AlertSource | undefined>>()
  return (id) => {
    const found = known.get(id) ?? remembered(() => sourceIn(store, id), now)
    known.set(id, found)
    return found()
  }
}

const sourceIn = async (store: Store, id: string): Promise<AlertSource | undefined> => {
  const found = await readKept(store, AlertSource, alertSourceKind, id)
  return found?.isRemoved ? undefined : found
}

/** What is around alerts, remembered for some seconds. */
export const surroundingsIn = (store: Store, now: () => string): AlertDesk['surroundings'] =>
  remembered(async () => {
    const [rules = defaultAlertRules, services, windows] = await Promise.all([
      readKept(store, AlertRules, alertRules.kind, alertRules.id),
      allKept(store, Service, serviceKind),
      allKept(store, MaintenanceWindow, maintenanceKind),
    ])
    const isThere = ({ isRemoved }: { readonly isRemoved?: boolean | undefined }) => !isRemoved
    return { rules, services: services.filter(isThere), windows: windows.filter(isThere) }
  }, now)
