import { connect, type Socket } from 'node:net'

/** What is sent: so many alerts a second for so long, over so many connections that stay open. */
export interface AlertLoad {
  readonly port: number
  readonly path: string
  readonly ratePerSecond: number
  readonly seconds: number
  readonly connections: number
  /** Different alerts that are sent again and again, and what their names begin with. */
  readonly keys: number
  readonly name: string
  /** One of so many alerts has a key of its own; 0: none. */
  readonly distinctEvery?: number
}

/** What came of it; times in milliseconds. */
export interface AlertLoadResult {
  readonly sent: number
  /** How requests were answered, and how often a connection was refused or broken (`none`). */
  readonly statuses: Readonly<Record<string, number>>
  /** How often each key was answered 202, and how often it may have been accepted without our hearing of it. */
  readonly accepted: Readonly<Record<string, number>>
  readonly unheard: Readonly<Record<string, number>>
  /** Accepted in a second, from the first to the last. */
  readonly perSecond: number
  /** From the instant at which a request was due until its 202, waiting for a connection included; without what an outage held up. */
  readonly p50: number
  readonly p99: number
  /** From sending a request until its answer. */
  readonly answeredP99: number
  /** For how long nobody accepted, and the time until all that had waited meanwhile was accepted. */
  readonly outageSeconds: number
  readonly heldUpSeconds: number
}

/** How long a sender waits before it tries again what was refused, or nobody answered. */
const againAfter = 200

interface Event {
  readonly key: string
  readonly text: string
  readonly dueAt: number
}

/** Sends alerts, and again those that were not accepted, as every monitor does that does not lose any. */
export const sendLoad = async (load: AlertLoad): Promise<AlertLoadResult> => {
  const { port, ratePerSecond, seconds, connections } = load
  const total = ratePerSecond * seconds
  const statuses: Record<string, number> = {}
  const accepted: Record<string, number> = {}
  const unheard: Record<string, number> = {}
  const times: (readonly [dueAt: number, until: number])[] = []
  const answered: number[] = []
  const waiting: Event[] = []
  const idle: Sender[] = []
  let next = 0
  let done = 0
  let failedAt: number | undefined
  let worksAt: number | undefined
  let heldUpUntil: number | undefined
  const count = (counts: Record<string, number>, of: string) => {
    counts[of] = (counts[of] ?? 0) + 1
  }
  const { promise: ended, resolve: finish } = Promise.withResolvers<void>()

  class Sender {
    #socket: Socket | undefined
    #left = ''
    #event: Event | undefined
    #sentAt = 0

    constructor() {
      this.#connect()
    }

    send(event: Event) {
      this.#event = event
      this.#sentAt = performance.now()
      this.#socket!.write(event.text)
    }

    end() {
      this.#socket?.destroy()
    }

    #connect() {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true })
      this.#socket = socket
      socket.setEncoding('latin1')
      socket.on('connect', () => this.#rest())
      socket.on('data', (text: string) => this.#take(text))
      // What went wrong is told by the close that follows.
      socket.on('error', () => undefined)
      socket.on('close', () => this.#broken())
    }

    #rest() {
      const event = waiting.shift()
      if (event === undefined) {
        idle.push(this)
        if (worksAt !== undefined) heldUpUntil ??= performance.now()
      } else this.send(event)
    }

    #broken() {
      if (done === total) return
      count(statuses, 'none')
      failedAt ??= performance.now()
      const position = idle.indexOf(this)
      if (position >= 0) idle.splice(position, 1)
      if (this.#event) {
        // The host may have had it, and died before it said so.
        count(unheard, this.#event.key)
        waiting.unshift(this.#event)
      }
      this.#event = undefined
      this.#left = ''
      setTimeout(() => this.#connect(), againAfter)
    }

    #take(text: string) {
      this.#left += text
      const end = this.#left.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(this.#left)?.[1] ?? 0)
      if (end < 0 || this.#left.length < end + 4 + length) return
      const status = this.#left.slice(9, 12)
      const event = this.#event!
      this.#left = ''
      this.#event = undefined
      count(statuses, status)
      const now = performance.now()
      if (status === '202') {
        if (failedAt !== undefined) worksAt ??= now
        times.push([event.dueAt, now])
        answered.push(now - this.#sentAt)
        count(accepted, event.key)
        done += 1
        if (done === total) finish()
      } else setTimeout(() => give(event), againAfter)
      this.#rest()
    }
  }

  const give = (event: Event) => {
    const sender = idle.pop()
    if (sender) sender.send(event)
    else waiting.push(event)
  }

  const senders = Array.from({ length: connections }, () => new Sender())
  await new Promise((ready) => setTimeout(ready, 300))
  const start = performance.now()
  const tick = setInterval(() => {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * ratePerSecond))
    for (; next < due; next++) give(eventOf(load, next, start + (next / ratePerSecond) * 1000))
    if (next === total) clearInterval(tick)
  }, 2)
  await ended
  for (const sender of senders) sender.end()
  const last = performance.now()
  const isHeldUp = (dueAt: number, until: number) =>
    failedAt !== undefined && until >= failedAt && dueAt <= (heldUpUntil ?? last)
  const usual = times.flatMap(([dueAt, until]) => (isHeldUp(dueAt, until) ? [] : [until - dueAt])).sort((a, b) => a - b)
  answered.sort((a, b) => a - b)
  const at = (sorted: readonly number[], q: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
  return {
    sent: done,
    statuses,
    accepted,
    unheard,
    perSecond: done / ((last - start) / 1000),
    p50: at(usual, 0.5),
    p99: at(usual, 0.99),
    answeredP99: at(answered, 0.99),
    outageSeconds: failedAt === undefined ? 0 : ((worksAt ?? last) - failedAt) / 1000,
    heldUpSeconds: worksAt === undefined ? 0 : ((heldUpUntil ?? last) - worksAt) / 1000,
  }
}

/** One request as raw text: a client library would take the processor from what is measured. */
const eventOf = ({ path, keys, name, distinctEvery = 0 }: AlertLoad, i: number, dueAt: number): Event => {
  const key = distinctEvery > 0 && i % distinctEvery === 0 ? `${name}-own-${i}` : `${name}-${i % keys}`
  const body = JSON.stringify({
    status: 'firing',
    dedup_key: key,
    title: `Disk almost full on ${key}`,
    severity: 'warning',
    host: `${key}.example`,
    description: `The disk of ${key} is 91 % full. It was 90 % full a minute ago, and grows by a percent a minute.`,
    event: i,
  })
  const text = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nuser-agent: bench\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  return { key, text, dueAt }
}

// A process of its own: what is measured is the host, and not who sends.
if (import.meta.main) process.send!(await sendLoad(JSON.parse(process.argv[2]!) as AlertLoad))
