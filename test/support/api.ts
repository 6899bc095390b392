import { randomBytes } from 'node:crypto'
import type { ApiDesk } from '../../functions/api/operation.ts'
import { operations } from '../../functions/api/operations.ts'
import { answering } from '../../functions/api/route.ts'
import { type Response as Answer, problemResponse } from '../../functions/edge/http.ts'
import { problemOf } from '../../functions/edge/problem.ts'
import { people, teams } from '../../infra/local/company.ts'
import type { Delivery } from '../../lib/alert/delivery.ts'
import { read } from '../../lib/alert/read.ts'
import { wholeReader } from '../../lib/alert/whole-reader.ts'
import { keep } from '../../lib/desk/keep.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import type { Person } from '../../lib/people/person.ts'
import { registration } from '../../lib/people/register.ts'
import { tokenText, tokenWrite } from '../../lib/people/token.ts'
import type { Store } from '../../lib/store/store.ts'
import type { Actor } from '../../lib/ticket/actor.ts'
import { memoryIncoming } from './incoming.ts'
import type { Json } from './json.ts'
import { startTable } from './table.ts'

/** What was asked, by whom, and what else must hold. */
export interface Asking {
  /** Id of one of the company's people without `p-`; an agent unless told. */
  readonly as?: string
  /** A body makes it a POST unless it says otherwise. */
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer, as JSON. */
export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Json
}

/** The whole API over a table of its own, with the company known, on a clock that only the test moves. */
export interface TestApi {
  readonly store: Store
  /** What its operations work with. */
  readonly desk: ApiDesk
  /** Deliveries that were sent through again. */
  readonly sent: readonly Delivery[]
  now: string
  ask(path: string, asking?: Asking): Promise<Answered>
  /** Opens an incident and answers its number. */
  open(body?: object, asking?: Asking): Promise<string>
  /** Gives a command to an incident. */
  order(number: string, command: string, body?: object, asking?: Asking): Promise<Answered>
  /** Asks of a change; a body makes it a command. */
  change(number: string, command?: string, body?: object, asking?: Asking): Promise<Answered>
  read(number: string, asking?: Asking): Promise<Answered['body']>
  /** Puts a part of a file to storage, by where the file will lie. */
  putPart(key: string, number: number, bytes: Uint8Array): void
  /** Lets time pass. */
  pass(minutes: number): void
  stop(): Promise<void>
}

const founder: Actor = { id: 'seed', name: 'Haneul', is: 'system' }
const tokenOf = (id: string) => tokenText(Buffer.from(id.padEnd(32, '.')))
const letters = 'abcdefghijklmnopqrstuvwxyz'

/** A Tuesday morning in Seoul, in office hours. */
const tuesday = '2026-11-24T00:30:00.000Z'

/** `others` are known beside the company. */
export const startApi = async (others: readonly Person[] = []): Promise<TestApi> => {
  const table = await startTable()
  const { store } = table
  let keys = 0
  const writing = { by: founder, at: tuesday }
  for (const person of [...people, ...others]) {
    await store.commit(registration(person, writing))
    await store.commit([tokenWrite(tokenOf(person.id), person, tuesday)])
  }
  for (const { id, ...value } of teams) await keep(store, { kind: 'team', id, value, ...writing })
  const newKey = () => [...String(keys++).padStart(26, '0')].map((digit) => letters[Number(digit)]).join('')
  const api = { now: tuesday }
  const now = () => api.now
  const sent: Delivery[] = []
  const secrets = new Map<string, string>()
  const bucket = new Map<string, Uint8Array>()
  const incoming = memoryIncoming(bucket)
  const desk: ApiDesk = {
    store,
    policies: policySource(store, now),
    auditDays: 365,
    publicUrl: 'https://desk.example',
    mails: { link: async (key: string) => `https://mails.example/${key}` },
    files: {
      read: async () => undefined,
      write: async (key, { bytes }) => void bucket.set(key, bytes),
      link: async (key) => `https://files.example/${key}`,
    },
    incoming,
    scansFiles: true,
    webhookReach: 'public',
    now,
    wait: async (milliseconds) => {
      await new Promise((done) => setTimeout(done, milliseconds))
    },
    replyKey: newKey,
    newId: newKey,
    randomBytes: () => randomBytes(32),
    secrets: {
      read: async (name) => secrets.get(name),
      write: async (name, value) => void secrets.set(name, value),
      remove: async (name) => void secrets.delete(name),
    },
    alertReader: wholeReader,
    alertIntake: {
      files: {
        read: async (name) => {
          const bytes = bucket.get(name)
          return bytes && { bytes, size: bytes.length }
        },
        write: async (name, { bytes }) => void bucket.set(name, bytes),
      },
      read,
      send: async (delivery) => void sent.push(delivery),
    },
    givenUpAlerts: { count: async () => 0, handBack: async () => undefined, progress: async () => undefined },
  }
  const answer = answering(operations, desk)

  const ask: TestApi['ask'] = async (given, { as = 'jihoon.park', method, body, headers = {} } = {}) => {
    const { pathname, searchParams } = new URL(given, 'https://desk.example')
    const request = {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      path: pathname,
      headers: { authorization: `Bearer ${tokenOf(`p-${as}`)}`, ...headers },
      query: Object.fromEntries(searchParams),
      body: Buffer.from(
        body === undefined ? '' : typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
      ),
    }
    const answered: Answer = await answer(request).catch((error: unknown) => {
      const problem = problemOf(error)
      if (!problem) throw error
      return problemResponse(problem)
    })
    // As it goes over the wire.
    const wire = answered.body === undefined ? undefined : JSON.parse(JSON.stringify(answered.body))
    return { status: answered.status, headers: answered.headers ?? {}, body: wire }
  }

  return Object.assign(api, {
    store,
    desk,
    sent,
    ask,
    open: async (body: object = {}, asking: Asking = {}) => {
      const opened = await ask('/api/v1/incidents', { body: { title: 'The printer is on fire', ...body }, ...asking })
      if (opened.status !== 201) throw new Error(JSON.stringify(opened.body))
      return opened.body.number as string
    },
    order: (number: string, command: string, body: object = {}, asking: Asking = {}) =>
      ask(`/api/v1/incidents/${number}/${command}`, { body, ...asking }),
    change: (number: string, command?: string, body?: object, asking: Asking = {}) =>
      ask(`/api/v1/changes/${number}${command === undefined ? '' : `/${command}`}`, {
        ...(body && { body }),
        ...asking,
      }),
    read: async (number: string, asking: Asking = {}) => (await ask(`/api/v1/incidents/${number}`, asking)).body,
    putPart: incoming.part,
    pass: (minutes: number) => {
      api.now = new Date(Date.parse(api.now) + minutes * 60_000).toISOString()
    },
    stop: () => table.stop(),
  })
}
