import { readFileSync } from 'node:fs'
import type { AlertLoadResult } from './alert-sender.ts'
import { type OwnHost, sendAlerts, sourceOf, startOwnHost } from './own-host.ts'
import { queuedAlerts, storedAlerts } from './stored-alerts.ts'

/** What a desk did with a thousand alerts a second while it was killed and started again. */
export interface AlertLoadReport {
  readonly load: AlertLoadResult
  readonly accepted: number
  /** Counted in the end, and how many of those may be requests whose answer the kill cut off, which were sent again. */
  readonly counted: number
  readonly unheard: number
  /** Accepted deliveries that no alert counts; of these as many as are still in the queue are not lost. */
  readonly missing: number
  readonly waiting: number
  readonly keys: number
  /** The least and most incidents that alerts of one key have. */
  readonly incidents: readonly [least: number, most: number]
  readonly inStorm: number
  readonly dead: number
  /** Deliveries in the queue when the last one was accepted, and seconds until they were taken in. */
  readonly queued: number
  readonly drainSeconds: number
  /**
   * Milliseconds of all processors, of the host with all its functions and of its table: for each event accepted since the
   * restart (the start of functions, and what was taken in meanwhile, included), and for each that was taken in after the last.
   */
  readonly processorTime: { readonly accepting: number; readonly takingIn: number }
}

/** What is asked for: the rate of the issue, for as long as it says. */
export const askedFor = { ratePerSecond: 1000, seconds: 30 } as const
const keys = 10
/** One alert in fifty is of a key of its own: beyond a hundred incidents a minute that is a storm of its own. */
const distinctEvery = 50

/** Milliseconds that the host's process and its table have computed. Linux only. */
const computed = ({ pid, dataDir }: OwnHost): number => {
  const of = (process: number | string) => {
    const fields = readFileSync(`/proc/${process}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) * 10
  }
  return of(pid()) + of(readFileSync(`${dataDir}/dynamodb.pid`, 'utf8'))
}

/** Waits until the queue is empty, or has not become shorter for so long; answers after how many seconds. */
const taken = async ({ dataDir }: OwnHost, patienceSeconds: number): Promise<number> => {
  const began = performance.now()
  let least = Number.POSITIVE_INFINITY
  let since = began
  for (;;) {
    const { queued } = queuedAlerts(dataDir)
    const present = performance.now()
    if (queued < least) {
      least = queued
      since = present
    }
    if (queued === 0 || present - since > patienceSeconds * 1000) return (present - began) / 1000
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** Sends what is asked for to a host of its own, kills that once in the middle, and counts what became of it all. */
export const alertLoad = async ({ ratePerSecond, seconds } = askedFor): Promise<AlertLoadReport> => {
  const host = await startOwnHost()
  try {
    const load = {
      port: host.port,
      path: await sourceOf(host, 'bench'),
      connections: 48,
      keys,
      name: 'db',
      distinctEvery,
    }
    // Functions start, and their code is compiled, before it counts: on another source, so that nothing mixes.
    const warm = { path: await sourceOf(host, 'warm'), name: 'warm', distinctEvery: 0 }
    await sendAlerts({ ...load, ...warm, ratePerSecond: 300, seconds: 4 })
    await taken(host, 30)
    const sending = sendAlerts({ ...load, ratePerSecond, seconds })
    await new Promise((done) => setTimeout(done, seconds * 400))
    await host.killAndStart()
    const before = computed(host)
    const acceptedBefore = countedSince(host)
    const result = await sending
    const atLast = computed(host)
    const { queued } = queuedAlerts(host.dataDir)
    const drainSeconds = await taken(host, 60)
    const atEnd = computed(host)
    const stored = storedAlerts(host.dataDir, 'bench')
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0)
    const total = (key: string) => stored.keys.get(`dedup_key=${key}`)?.total ?? 0
    const missing = Object.entries(result.accepted).map(([key, count]) => Math.max(0, count - total(key)))
    const incidents = [...stored.keys.values()].map((one) => (one.isStorm ? 1 : one.incidents))
    const events = result.sent - acceptedBefore
    return {
      load: result,
      accepted: sum(result.accepted),
      counted: [...stored.keys.values()].reduce((all, one) => all + one.total, 0),
      unheard: sum(result.unheard),
      missing: missing.reduce((a, b) => a + b, 0),
      waiting: stored.queued,
      keys: stored.keys.size,
      incidents: [Math.min(...incidents), Math.max(...incidents)],
      inStorm: [...stored.keys.values()].filter(({ isStorm }) => isStorm).length,
      dead: stored.dead,
      queued,
      drainSeconds,
      processorTime: {
        accepting: (atLast - before) / events,
        takingIn: queued > 0 ? (atEnd - atLast) / (queued - stored.queued) : 0,
      },
    }
  } finally {
    await host.stop()
  }
}

/** Deliveries accepted so far: what is in the queue, and what was counted. */
const countedSince = ({ dataDir }: OwnHost): number =>
  queuedAlerts(dataDir).queued +
  [...storedAlerts(dataDir, 'bench').keys.values()].reduce((all, one) => all + one.total, 0)
