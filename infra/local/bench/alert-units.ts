import { replyKey } from '../../../functions/edge/time.ts'
import type { Delivery } from '../../../lib/alert/delivery.ts'
import { packed } from '../../../lib/alert/pack.ts'
import { read } from '../../../lib/alert/read.ts'
import { AlertSourceFields, alertSourceKind } from '../../../lib/alert/source.ts'
import { type AlertDesk, sourcesIn, surroundingsIn } from '../../../lib/desk/alert/alert-desk.ts'
import { consume } from '../../../lib/desk/alert/consume.ts'
import { keep } from '../../../lib/desk/keep.ts'
import { policySource } from '../../../lib/desk/policy-source.ts'
import { type Capacity, countCapacity } from './capacity.ts'
import type { BenchDesk } from './desk.ts'

/** What a case of alerts consumes for each event, and for each incident that it opens. */
export interface AlertUnits extends Capacity {
  readonly events: number
  readonly incidents: number
  readonly bytesInQueue: number
}

/** As many deliveries come in one batch at most. */
const aBatch = 100

/** Counts what taking in alerts consumes, as DynamoDB reports it: the consumer at work, called here instead of by the queue. */
export const alertUnits = async (bench: BenchDesk) => {
  const total = countCapacity(bench.host.table.db)
  const { store } = bench
  const now = () => new Date().toISOString()
  const desk: AlertDesk = {
    store,
    policies: policySource(store, now),
    files: { read: async () => undefined, write: async () => undefined },
    read,
    now,
    wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    replyKey,
    sourceOf: sourcesIn(store, now),
    surroundings: surroundingsIn(store, now),
  }
  const by = { id: 'bench', name: 'Bench', is: 'system' } as const
  const source = async (id: string, stormPerMinute: number) => {
    const value = { ...AlertSourceFields.parse({ name: id, stormPerMinute }), keys: [], signingSecrets: [] }
    await keep(store, { kind: alertSourceKind, id, value, by, at: now() })
    return id
  }
  let lines = 0
  const sheet = replyKey()
  const delivery = (from: string, name: string, status: 'firing' | 'resolved', deliveryId?: string): Delivery => {
    const body = JSON.stringify({
      status,
      dedup_key: name,
      title: `Disk almost full on ${name}`,
      severity: 'warning',
      host: `${name}.example`,
      description: `The disk of ${name} is 91 % full. It was 90 % full a minute ago, and grows by a percent a minute.`,
    })
    const line = lines++
    return {
      id: `evt-${replyKey()}`,
      source: from,
      at: now(),
      method: 'POST',
      path: '',
      headers: { 'content-type': 'application/json', 'user-agent': 'bench' },
      query: {},
      body: packed(Buffer.from(body)),
      ...(deliveryId !== undefined && { deliveryId }),
      sheet: `${sheet}${Math.floor(line / 64)}`,
      line: line % 64,
    }
  }
  const take = async (deliveries: readonly Delivery[]) => {
    let opened = 0
    for (let i = 0; i < deliveries.length; i += aBatch) {
      const batch = deliveries.slice(i, i + aBatch).map((one) => ({ id: one.id, body: JSON.stringify(one) }))
      const { failed, decided } = await consume(batch, desk)
      if (failed.size > 0) throw [...failed.values()][0]
      opened += decided.opened ?? 0
    }
    return opened
  }
  /** What some deliveries consume, and others that come later. */
  const counted = async (first: readonly Delivery[], later: readonly Delivery[] = []): Promise<AlertUnits> => {
    const before = { ...total }
    const incidents = (await take(first)) + (await take(later))
    const deliveries = [...first, ...later]
    return {
      writeUnits: total.writeUnits - before.writeUnits,
      readUnits: total.readUnits - before.readUnits,
      calls: total.calls - before.calls,
      events: deliveries.length,
      incidents,
      bytesInQueue: deliveries.reduce((sum, one) => sum + JSON.stringify(one).length, 0) / deliveries.length,
    }
  }
  const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))

  const calm = await source('calm', 0)
  const stormy = await source('stormy', 100)
  // Rules, sources and number leases are in memory, as in a warm function; the alerts that repeat are there.
  await take([delivery(calm, 'web', 'firing')])
  await take(many(10, (i) => delivery(calm, `hot-${i}`, 'firing')))
  await take(many(150, (i) => delivery(stormy, `first-${i}`, 'firing')))
  const repeated = many(100, (i) => delivery(calm, `hot-${i % 10}`, 'firing', `delivery-${i}`))
  return {
    'storm on one key': await counted(many(1000, () => delivery(calm, 'web', 'firing'))),
    'storm on ten keys': await counted(many(1000, (i) => delivery(calm, `hot-${i % 10}`, 'firing'))),
    'distinct keys, an incident each': await counted(many(100, (i) => delivery(calm, `own-${i}`, 'firing'))),
    'distinct keys in a storm, one incident': await counted(many(200, (i) => delivery(stormy, `later-${i}`, 'firing'))),
    'trigger, and recovery later': await counted(
      many(50, (i) => delivery(calm, `pair-${i}`, 'firing')),
      many(50, (i) => delivery(calm, `pair-${i}`, 'resolved')),
    ),
    'deliveries with an id of their own': await counted(repeated),
    'the same deliveries again': await counted(
      repeated.map(({ deliveryId }, i) => delivery(calm, `hot-${i % 10}`, 'firing', deliveryId)),
    ),
  }
}
