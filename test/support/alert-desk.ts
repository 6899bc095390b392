import { gzipSync } from 'node:zlib'
import { alertId, restoreAlert } from '../../lib/alert/alert.ts'
import type { Delivery } from '../../lib/alert/delivery.ts'
import { read } from '../../lib/alert/read.ts'
import type { AlertSource } from '../../lib/alert/source.ts'
import { alertSourceKind } from '../../lib/alert/source.ts'
import { type AlertDesk, sourcesIn, surroundingsIn } from '../../lib/desk/alert/alert-desk.ts'
import { type Consumed, consume } from '../../lib/desk/alert/consume.ts'
import { execute } from '../../lib/desk/execute.ts'
import { keep } from '../../lib/desk/keep.ts'
import type { IncidentCommand } from '../../lib/incident/command.ts'
import type { IncidentEvent } from '../../lib/incident/event.ts'
import { type Incident, restore } from '../../lib/incident/incident.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import type { StoredFile } from '../../lib/store/files.ts'
import { key, partOf } from '../../lib/store/schema.ts'
import type { Store } from '../../lib/store/store.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import type { TimelineEntry } from '../../lib/ticket/event.ts'
import { second, source } from './alert.ts'
import { officeOf } from './policy.ts'

/** Somebody of the desk. */
export const jihoon: Actor = { id: 'p-jihoon', name: '박지훈', is: 'agent' }

let names = 0
/** A name that nothing else of this run has. */
export const unused = (what: string): string => `${what}-${++names}`

/** A desk that takes in alerts, over a table of its own, with a clock that a test winds. */
export const alertDeskOver = (store: Store) => {
  const clock = { second: 0 }
  const now = () => second(clock.second)
  const bucket = new Map<string, StoredFile>()
  let keys = 0
  const desk: AlertDesk = {
    ...officeOf(store),
    files: {
      read: async (name) => bucket.get(name),
      write: async (name, { bytes }) => void bucket.set(name, { bytes, size: bytes.length }),
    },
    read,
    now,
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    replyKey: () => String(++keys).padStart(26, 'a'),
    sourceOf: sourcesIn(store, now),
    surroundings: surroundingsIn(store, now),
  }
  let lines = 0
  const sheet = unused('sheet')

  /** A delivery that a source sent just now. */
  const delivery = (from: string, body: unknown, over: Partial<Delivery> = {}): Delivery => {
    const line = lines++
    return {
      id: unused('evt'),
      source: from,
      at: now(),
      method: 'POST',
      path: '',
      headers: { 'content-type': 'application/json' },
      query: {},
      body: gzipSync(typeof body === 'string' ? body : JSON.stringify(body)).toString('base64'),
      sheet: `${sheet}-${Math.floor(line / 64)}`,
      line: line % 64,
      ...over,
    }
  }

  return {
    store,
    desk,
    clock,
    bucket,
    delivery,
    /** Keeps a source; answers its id. */
    source: async (over: Partial<AlertSource> = {}): Promise<string> => {
      const id = unused('source')
      const { id: _, version: __, ...value } = source({ name: `Monitor ${id}`, ...over })
      await keep(store, { kind: alertSourceKind, id, value, by: jihoon, at: now() })
      return id
    },
    keep: async (kind: string, id: string, value: object) => {
      await keep(store, { kind, id, value, by: jihoon, at: now() })
    },
    take: (...deliveries: readonly Delivery[]): Promise<Consumed> =>
      consume(
        deliveries.map((one) => ({ id: one.id, body: JSON.stringify(one) })),
        desk,
      ),
    alert: async (from: string, name: string) => {
      const found = await store.get(key.alert(alertId(from, name)))
      return found && restoreAlert(found)
    },
    incident: async (number: string): Promise<Incident> => restore((await store.get(key.ticket(number)))!),
    timeline: async (number: string) =>
      (await store.parts(number, partOf.event, { limit: 100 })).items as unknown as TimelineEntry<IncidentEvent>[],
    /** A person of the desk does something. */
    person: (number: string, command: IncidentCommand) =>
      execute(officeOf(store), {
        process: incidentProcess,
        number,
        command,
        context: { at: now(), by: jihoon, channel: 'web' },
      }),
  }
}

/** What a monitor sends in the desk's own format. */
export const fires = (dedup_key: string, over: object = {}) => ({
  dedup_key,
  status: 'firing',
  severity: 'critical',
  title: `${dedup_key} is down`,
  message: 'Nobody answers.',
  host: 'web-1',
  ...over,
})
export const recovers = (dedup_key: string, over: object = {}) => ({ ...fires(dedup_key, over), status: 'resolved' })
