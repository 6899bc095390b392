import { randomBytes } from 'node:crypto'
import type { Delivery } from '../../lib/alert/delivery.ts'
import { openLimit } from '../../lib/alert/limit.ts'
import { unpacked } from '../../lib/alert/pack.ts'
import { read } from '../../lib/alert/read.ts'
import { openSheets } from '../../lib/alert/sheets.ts'
import { openSnsTrust } from '../../lib/alert/sns-trust.ts'
import { AlertSourceFields } from '../../lib/alert/source.ts'
import { type Accepting, type Arrival, accept, type Outcome } from '../../lib/desk/alert/accept.ts'
import { openSourceByKey } from '../../lib/desk/alert/source-by-key.ts'
import { makeKey } from '../../lib/desk/alert/source-keys.ts'
import { setSecret } from '../../lib/desk/alert/source-secrets.ts'
import { createSource } from '../../lib/desk/alert/sources.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { startTable } from './table.ts'

/** The doors of alerts over a table of their own, with everything behind them that a test can look into. */
export interface AlertDoor {
  now: string
  /** What lies in the queue. */
  readonly queue: Delivery[]
  /** What lies in the bucket. */
  readonly bucket: Map<string, Uint8Array>
  /** What can be fetched, by its address; whatever else is asked for is an error. */
  readonly web: Map<string, string>
  /** What was fetched. */
  readonly fetched: string[]
  /** Makes a source, and answers a key of it. */
  source(id: string, fields?: object): Promise<string>
  /** Sets a signing secret, and answers it. */
  secret(id: string, given?: string): Promise<string>
  /** Sends a request; a body makes it a POST. */
  send(
    path: string,
    arrival?: Partial<Omit<Arrival, 'body'>> & { readonly body?: string | Uint8Array },
  ): Promise<Outcome>
  /** The text of a delivery's body. */
  bodyOf(delivery: Delivery | undefined): string
  stop(): Promise<void>
}

const by: Actor = { id: 'test', name: 'Test', is: 'system' }

/** Opens the doors. */
export const openAlertDoor = async (perMinute?: number): Promise<AlertDoor> => {
  const table = await startTable()
  const { store } = table
  const kept = new Map<string, string>()
  const secrets = {
    read: async (name: string) => kept.get(name),
    write: async (name: string, value: string) => void kept.set(name, value),
    remove: async (name: string) => void kept.delete(name),
  }
  const queue: Delivery[] = []
  const bucket = new Map<string, Uint8Array>()
  const web = new Map<string, string>()
  const fetched: string[] = []
  let ids = 0
  const door = { now: '2026-11-24T09:00:00.000Z' }
  const now = () => door.now
  const newId = () => `id-${ids++}`
  const fetchText = async (address: string) => {
    fetched.push(address)
    const text = web.get(address)
    if (text === undefined) throw new Error(`Nothing is at ${address}`)
    return text
  }
  const accepting: Accepting = {
    sourceOf: openSourceByKey(store),
    secrets,
    sns: openSnsTrust({ fetchText, now }),
    isTooMany: openLimit(perMinute),
    nextLine: openSheets(newId),
    glance: async (payload, source) => {
      const found = await read(payload, source)
      if ('error' in found) return {}
      const { key, deliveryId } = found.readings[0]!
      return { ...(key !== null && { key }), ...(deliveryId !== undefined && { deliveryId }) }
    },
    store: async (key, bytes) => void bucket.set(key, bytes),
    send: async (delivery) => void queue.push(delivery),
    newId,
    now,
  }
  return Object.assign(door, {
    queue,
    bucket,
    web,
    fetched,
    source: async (id: string, fields: object = {}) => {
      const order = { id, by, at: door.now }
      await createSource(store, order, AlertSourceFields.parse({ name: id, ...fields }))
      return (await makeKey(store, order, { keyId: newId(), random: randomBytes(64), olderEndsInHours: 24 })).text
    },
    secret: async (id: string, given?: string) => {
      const order = { secretId: newId(), given, random: randomBytes(32), olderEndsInHours: 24 }
      return (await setSecret({ store, secrets }, { id, by, at: door.now }, order)).text
    },
    send: async (path: string, { body, ...arrival }: Parameters<AlertDoor['send']>[1] = {}) => {
      const { pathname, searchParams } = new URL(path, 'https://desk.example')
      const { outcome } = await accept(
        {
          method: body === undefined ? 'GET' : 'POST',
          path: decodeURIComponent(pathname),
          headers: {},
          query: Object.fromEntries(searchParams),
          address: '203.0.113.7',
          ...arrival,
          body: typeof body === 'string' ? Buffer.from(body) : (body ?? new Uint8Array()),
        },
        accepting,
      )
      return outcome
    },
    bodyOf: (delivery: Delivery | undefined) => {
      const where = delivery?.body ?? bucket.get(delivery?.bodyAt ?? '')
      return Buffer.from(unpacked(where ?? new Uint8Array())).toString('utf8')
    },
    stop: () => table.stop(),
  })
}
