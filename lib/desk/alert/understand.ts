import { type FoundService, findService, type Service } from '../../alert/affected-service.ts'
import { alertId } from '../../alert/alert.ts'
import type { Decision } from '../../alert/decision.ts'
import type { Delivery } from '../../alert/delivery.ts'
import { type Heard, orderOf } from '../../alert/heard.ts'
import { coveringOf } from '../../alert/maintenance.ts'
import type { Payload } from '../../alert/payload.ts'
import type { Reading } from '../../alert/reading.ts'
import type { AlertSource } from '../../alert/source.ts'
import type { AlertDesk, Surroundings } from './alert-desk.ts'
import { payloadOf } from './body.ts'

/** One reading of a delivery that concerns an alert. */
export interface Part {
  readonly delivery: Delivery
  /** Which of the delivery's readings it is, from 0. */
  readonly index: number
  readonly source: AlertSource
  /** Id of the alert. */
  readonly alert: string
  readonly heard: Heard
  /** Services that it might be about, where several are called so. */
  readonly candidates: readonly Service[]
}

/** A reading that is about no alert, or a body that nobody could read. */
export interface Aside {
  readonly delivery: Delivery
  readonly reading?: Reading | undefined
  readonly decision: Decision
}

/** What a delivery means. */
export interface Understood {
  readonly delivery: Delivery
  readonly payload: Payload
  readonly parts: readonly Part[]
  readonly asides: readonly Aside[]
  /** What somebody who looks after the source should know. */
  readonly note?: string | undefined
}

/** Lines of a sheet; a delivery's further readings are ticked this far behind its own line. */
const linesOfASheet = 64

/** The number by which a part is ticked off on its delivery's sheet. */
export const lineOf = ({ delivery, index }: Pick<Part, 'delivery' | 'index'>): number =>
  delivery.line + index * linesOfASheet

/** Reads a delivery of a source, and says of each reading which alert it is about. Throws only for failures of ours. */
export const understand = async (
  delivery: Delivery,
  source: AlertSource,
  desk: Pick<AlertDesk, 'files' | 'read' | 'surroundings'>,
): Promise<Understood> => {
  const [payload, around] = await Promise.all([payloadOf(delivery, desk.files), desk.surroundings()])
  if (delivery.format === 'heartbeat')
    return { delivery, payload, parts: [partOf(delivery, 0, beatOf(delivery.path), source, around)], asides: [] }
  const read = await desk.read(payload, { ...source, format: delivery.format ?? source.format })
  if ('error' in read) {
    const decision: Decision = { word: 'unreadable', error: read.error }
    return { delivery, payload, parts: [], asides: [{ delivery, decision }] }
  }
  const parts: Part[] = []
  const asides: Aside[] = []
  for (const [index, reading] of read.readings.entries()) {
    if (isAboutAnAlert(reading)) parts.push(partOf(delivery, index, reading, source, around))
    else asides.push({ delivery, reading, decision: { word: wordOf(reading) } })
  }
  return { delivery, payload, parts, asides, note: read.note }
}

/** A request to a heartbeat's address says all by coming, whatever is in it. */
const beatOf = (path: string): Reading => {
  const name = nameIn(path)
  return {
    format: 'heartbeat',
    kind: 'heartbeat',
    status: 'firing',
    key: name,
    severity: null,
    level: null,
    title: name === '' ? 'Heartbeat' : `Heartbeat ${name}`,
    host: null,
    identifiers: name === '' ? [] : [name],
    links: [],
    members: [],
    facts: [],
  }
}

const nameIn = (path: string): string => {
  const name = path.split('/').find((part) => part !== '') ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    // No percent encoding: then it is called so.
    return name
  }
}

const isAboutAnAlert = ({ kind, status }: Reading) => kind === 'heartbeat' || (kind === 'alert' && status !== 'ignored')

const wordOf = ({ kind }: Reading): Decision['word'] =>
  kind === 'test' || kind === 'control' || kind === 'non-alert' ? kind : 'ignored'

/** A heartbeat is no alert of the same name, and an alert without any identity is one of its own. */
const keyOf = ({ kind, key }: Reading, delivery: Delivery) =>
  kind === 'heartbeat' ? `heartbeat ${key ?? ''}`.trimEnd() : (key ?? delivery.id)

const partOf = (
  delivery: Delivery,
  index: number,
  reading: Reading,
  source: AlertSource,
  around: Surroundings,
): Part => {
  const key = keyOf(reading, delivery)
  const found = serviceOf(reading, source, around.services)
  const { host } = reading
  const service = found.service?.id
  const heard: Heard = {
    delivery: delivery.id,
    reading: { ...reading, key },
    at: orderOf(reading.at, delivery.at),
    receivedAt: delivery.at,
    level: reading.level ?? source.defaultLevel,
    service,
    covering: coveringOf(around.windows, { source: source.id, service, host: host ?? undefined }, delivery.at),
  }
  return { delivery, index, source, alert: alertId(source.id, key), heard, candidates: found.candidates ?? [] }
}

/** What names a service counts; else the one that the source is about. */
export const serviceOf = (
  { identifiers, host }: Pick<Reading, 'identifiers' | 'host'>,
  source: Pick<AlertSource, 'service'>,
  services: readonly Service[],
): FoundService => {
  const found = findService([...identifiers, ...(host ? [host] : [])], services)
  if (found.service) return found
  const own = services.find(({ id }) => id === source.service)
  return own ? { service: own } : found
}
