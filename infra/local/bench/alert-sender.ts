import { connect, type Socket } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** What is sent: so many alerts a second for so long, over so many connections that stay open. */
export interface AlertLoad {
  readonly port: number
  readonly path: string
  readonly ratePerSecond: number
  readonly seconds: number
  readonly connections: number
  /** Different alerts; each is sent again and again. */
  readonly keys: number
}

/** What came of it; times in milliseconds from the instant at which each request was due, waiting for a connection included. */
export interface AlertLoadResult {
  readonly sent: number
  readonly statuses: Readonly<Record<string, number>>
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly most: number
}

const { port, path, ratePerSecond, seconds, connections, keys } = workerData as AlertLoad

const times: number[] = []
const statuses: Record<string, number> = {}
const waiting: number[] = []
const idle: Sender[] = []
const total = ratePerSecond * seconds
let due = 0
let done = 0
let next = 0

/** One request as raw text: a client library would take the processor from what is measured. */
const requestOf = (i: number): string => {
  const key = i % keys
  const body = JSON.stringify({
    status: 'firing',
    dedup_key: `bench-${key}`,
    title: `Disk almost full on db-${key}`,
    severity: 'warning',
    host: `db-${key}.example`,
    description: `The disk of db-${key} is 91 % full. It was 90 % full a minute ago, and grows by a percent a minute.`,
    event: i,
  })
  return `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\nuser-agent: bench\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

class Sender {
  readonly #socket: Socket
  #began = 0
  #left = ''

  constructor() {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.setEncoding('latin1')
    this.#socket.on('connect', () => idle.push(this))
    this.#socket.on('data', (text: string) => this.#take(text))
    this.#socket.on('error', (error) => {
      throw error
    })
  }

  send(began: number) {
    this.#began = began
    this.#socket.write(requestOf(next++))
  }

  #take(text: string) {
    this.#left += text
    const end = this.#left.indexOf('\r\n\r\n')
    const length = Number(/content-length: (\d+)/i.exec(this.#left)?.[1] ?? 0)
    if (end < 0 || this.#left.length < end + 4 + length) return
    const status = this.#left.slice(9, 12)
    statuses[status] = (statuses[status] ?? 0) + 1
    times.push(performance.now() - this.#began)
    this.#left = ''
    done += 1
    const began = waiting.shift()
    if (began === undefined) idle.push(this)
    else this.send(began)
  }

  end() {
    this.#socket.destroy()
  }
}

const senders = Array.from({ length: connections }, () => new Sender())
setTimeout(() => {
  const start = performance.now()
  const tick = setInterval(() => {
    const now = performance.now()
    const wanted = Math.min(total, Math.floor(((now - start) / 1000) * ratePerSecond))
    for (; due < wanted; due++) {
      const began = start + (due / ratePerSecond) * 1000
      const sender = idle.pop()
      if (sender) sender.send(began)
      else waiting.push(began)
    }
    if (done < total) return
    clearInterval(tick)
    times.sort((a, b) => a - b)
    const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))]!
    const result: AlertLoadResult = {
      sent: done,
      statuses,
      perSecond: done / ((performance.now() - start) / 1000),
      p50: at(0.5),
      p99: at(0.99),
      most: times.at(-1)!,
    }
    parentPort!.postMessage(result)
    for (const sender of senders) sender.end()
  }, 1)
}, 300)
