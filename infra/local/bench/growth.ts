import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { commentOn } from '../../../lib/desk/comment-on.ts'
import { execute, type Office } from '../../../lib/desk/execute.ts'
import { listTickets } from '../../../lib/desk/list-tickets.ts'
import { policySource } from '../../../lib/desk/policy-source.ts'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { indexKeys, key } from '../../../lib/store/schema.ts'
import { type Capacity, countCapacity } from './capacity.ts'
import { type BenchDesk, startBenchDesk } from './desk.ts'
import { quiet } from './quiet.ts'

/** What an agent does all day. */
export const operations = ['open', 'comment', 'assign', 'resolve', 'list first 50', 'get one'] as const
export type OperationName = (typeof operations)[number]

/** One operation at one size of the desk. */
export interface Measured {
  readonly milliseconds: number
  readonly capacity: Capacity
}

/** Rounds that only warm the functions, and rounds of which the median is taken. */
const warmUp = 10
const rounds = 60

const agent = { id: 'p-jihoon.park', name: '박지훈' }
const now = () => new Date().toISOString()

/** One in twenty tickets is open; the others were closed over the last two years. About 1 KB each, as heads are. */
const oldTicket = (count: number) => {
  const number = `INC-${1_000_000 + count}`
  const isOpen = count % 20 === 0
  const openedAt = new Date(Date.now() - (1 + ((count * 7919) % 730)) * 86_400_000).toISOString()
  const ticket = {
    kind: 'incident',
    number,
    version: 4,
    title: `The printer on floor ${count} does not print and nobody knows why since this morning`,
    state: isOpen ? 'in_progress' : 'closed',
    impact: 'low',
    urgency: 'medium',
    priority: `P${3 + (count % 3)}`,
    requester: { id: `p-${count % 1000}`, name: 'Somebody', address: `somebody${count % 1000}@haneul.example` },
    team: count % 2 === 0 ? 'service-desk' : 'network',
    assignee: { id: `p-agent${count % 20}`, name: 'An agent' },
    watchers: [],
    channel: 'mail',
    language: 'en',
    openedAt,
    updatedAt: openedAt,
    replyKey: 'abcdefghijklmnopqrstuvwxyz',
    clocks: [],
  }
  return { ...ticket, ...indexKeys(ticket), ...key.ticket(number) }
}

/** BatchWriteItem takes 25 items. */
const fill = async ({ host }: BenchDesk, size: number): Promise<void> => {
  const { name, db } = host.table
  let next = 0
  const writer = async () => {
    for (let start = next; start < size; start = next) {
      next = Math.min(size, start + 25)
      const PutRequests = Array.from({ length: next - start }, (_, i) => ({
        PutRequest: { Item: oldTicket(start + i) },
      }))
      await db.send(new BatchWriteCommand({ RequestItems: { [name]: PutRequests } }))
    }
  }
  await Promise.all(Array.from({ length: 8 }, writer))
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

/** The operations over HTTP, as a client of the API sees them. */
const overHttp = (desk: BenchDesk) => {
  const { agent: token } = JSON.parse(readFileSync(join(desk.dataDir, 'credentials.json'), 'utf8')) as { agent: string }
  const call = async (path: string, body?: object): Promise<{ number: string }> => {
    const answer = await fetch(`${desk.host.url}/api/v1/incidents${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}` },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { number: string }
  }
  let number = ''
  const work: Record<OperationName, () => Promise<unknown>> = {
    open: async () => {
      number = (await call('', { title: 'The printer does not print', description: 'Since this morning.' })).number
    },
    comment: () => call(`/${number}/comments`, { text: 'I am looking at it.' }),
    assign: () => call(`/${number}/assign`, { assignee: 'me' }),
    resolve: () => call(`/${number}/resolve`, { code: 'solved', notes: 'A new cartridge.' }),
    'list first 50': () => call('?limit=50&state=new,in_progress,on_hold'),
    'get one': () => call(`/${number}`),
  }
  return work
}

/** The same, here, against the same table, so that every capacity unit is counted. */
const directly = (desk: BenchDesk) => {
  const office: Office = { store: desk.store, policies: policySource(desk.store, now) }
  const context = () => ({ at: now(), by: { ...agent, is: 'agent' as const }, channel: 'api' as const })
  let number = ''
  const command = (order: Parameters<typeof incidentProcess.decide>[1]) =>
    execute(office, { process: incidentProcess, number, command: order, context: context() })
  const work: Record<OperationName, () => Promise<unknown>> = {
    open: async () => {
      const { number: opened } = await execute(office, {
        process: incidentProcess,
        command: {
          type: 'open',
          title: 'The printer does not print',
          message: { text: 'Since this morning.' },
          requester: { ...agent, address: 'jihoon.park@haneul.example' },
          language: 'en',
          replyKey: 'abcdefghijklmnopqrstuvwxyz',
        },
        context: context(),
      })
      number = opened
    },
    comment: () =>
      commentOn(office, {
        number,
        command: { type: 'comment', message: { text: 'I am looking at it.' }, visibility: 'public' },
        context: context(),
      }),
    assign: () => command({ type: 'assign', assignee: agent }),
    resolve: () => command({ type: 'resolve', code: 'solved', notes: 'A new cartridge.' }),
    'list first 50': () =>
      listTickets(desk.store, { kind: 'incident', states: ['new', 'in_progress', 'on_hold'], limit: 50, at: now() }),
    'get one': () => readTicket(desk.store, number),
  }
  return work
}

/** A desk of one size, the operations on it, and what they took so far. */
const prepared = async (size: number) => {
  const desk = await startBenchDesk()
  const total = countCapacity(desk.host.table.db)
  await fill(desk, size)
  const times = Object.fromEntries(operations.map((name) => [name, [] as number[]])) as Record<OperationName, number[]>
  return { desk, total, times, http: overHttp(desk), direct: directly(desk) }
}
type Prepared = Awaited<ReturnType<typeof prepared>>

const capacitiesOf = async ({ total, direct }: Prepared): Promise<Record<OperationName, Capacity>> => {
  const capacities = {} as Record<OperationName, Capacity>
  // The first round reads the rules in force, which a warm function has in memory.
  for (let round = 0; round < 2; round++) {
    for (const name of operations) {
      const before = { ...total }
      await direct[name]()
      capacities[name] = {
        writeUnits: total.writeUnits - before.writeUnits,
        readUnits: total.readUnits - before.readUnits,
        calls: total.calls - before.calls,
      }
    }
  }
  return capacities
}

/**
 * Measures every operation in desks that hold so many tickets, side by side and in turn, so that a machine that becomes
 * faster or slower meanwhile does so for all of them.
 */
export const growth = async (sizes: readonly number[]): Promise<readonly Record<OperationName, Measured>[]> => {
  const desks: Prepared[] = []
  try {
    for (const size of sizes) desks.push(await prepared(size))
    // Filling is followed by a stream of as many records, which is not what is measured.
    await quiet()
    for (let round = 0; round < warmUp + rounds; round++) {
      for (const name of operations) {
        for (const { http, times } of round % 2 === 0 ? desks : desks.toReversed()) {
          const began = performance.now()
          await http[name]()
          if (round >= warmUp) times[name].push(performance.now() - began)
        }
      }
    }
    const measured = []
    for (const each of desks) {
      const capacities = await capacitiesOf(each)
      measured.push(
        Object.fromEntries(
          operations.map((name) => [name, { milliseconds: median(each.times[name]), capacity: capacities[name] }]),
        ) as Record<OperationName, Measured>,
      )
    }
    return measured
  } finally {
    for (const { desk } of desks) await desk.stop()
  }
}
