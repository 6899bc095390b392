import type { Stage } from '../../../lib/approval/approval.ts'
import { digestOf } from '../../../lib/approval/digest.ts'
import type { ChangeCommand } from '../../../lib/change/command.ts'
import { materialOf } from '../../../lib/change/material.ts'
import { changeProcess } from '../../../lib/change/process.ts'
import { execute, load } from '../../../lib/desk/execute.ts'
import { policySource } from '../../../lib/desk/policy-source.ts'
import { settle } from '../../../lib/desk/workflow/settle.ts'
import type { Actor } from '../../../lib/ticket/actor.ts'
import { type Capacity, countCapacity } from './capacity.ts'
import { benchMachine } from './change-machine.ts'
import type { BenchDesk } from './desk.ts'
import { price, type Usage } from './price.ts'

const agent: Actor = { id: 'p-jihoon.park', name: 'Jihoon Park', is: 'agent' }
const ref = (id: string) => ({ id, name: id })

const stage = (id: string, approver: string): Stage => ({
  id,
  name: id,
  quorum: { is: 'any' },
  dueHours: 72,
  remindHours: [24, 48],
  ballots: [{ approver: ref(approver), state: 'requested' }],
})

/** What one normal change uses from its opening to its closing, approved in two steps by one person each. */
export interface ChangeCosts {
  /** The change itself: nine commands. */
  readonly change: Capacity
  /** Its execution: begun, its tokens kept and answered. */
  readonly execution: Capacity
  readonly transitions: number
  /** Entries of its timeline; each is an event on the bus. */
  readonly entries: number
  readonly reactions: number
  readonly tasks: number
}

/** Seconds until the window begins: more than the commands before it take. */
const leadSeconds = 5

/** Walks one change through its whole life against the real table, and counts. */
export const changeCosts = async ({ host, store }: BenchDesk): Promise<ChangeCosts> => {
  const now = () => new Date().toISOString()
  const office = { store, policies: policySource(store, now) }
  await office.policies.with([])
  const machine = benchMachine(host.world, store)
  const total = countCapacity(host.table.db)
  const change: Capacity = { writeUnits: 0, readUnits: 0, calls: 0 }
  let reactions = 0
  const order = async (command: ChangeCommand, number?: string) => {
    const before = { ...total }
    const context = { at: now(), by: agent, channel: 'api' } as const
    const done = await execute(office, { process: changeProcess, command, context, ...(number && { number }) })
    for (const unit of ['writeUnits', 'readUnits', 'calls'] as const) change[unit] += total[unit] - before[unit]
    return done
  }
  const follow = async (number: string, state?: string) => {
    reactions++
    await settle(machine.desk, number)
    await machine.untilIn(`${number}-r1`, state)
  }
  const started = { ...total }
  const from = new Date(Date.now() + leadSeconds * 1000).toISOString()
  const { number } = await order({
    type: 'open',
    of: 'normal',
    title: 'Replace the disks of the mail store',
    message: { text: 'They are five years old.' },
    requester: ref('p-minji.kim'),
    owner: ref('p-sora.han'),
    items: ['mail-store-1'],
    service: 'mail',
    language: 'en',
    replyKey: 'abcdefghijklmnopqrstuvwxyz',
    window: { from, to: new Date(Date.parse(from) + 7_200_000).toISOString() },
    texts: { plan: 'One disk at a time.', test: 'Read and write.', backout: 'Put the old ones back.' },
  })
  await order({ type: 'submit', assessment: { risk: 'moderate', because: [] }, obstacles: [] }, number)
  await settle(machine.desk, number)
  reactions++
  const steps = [[stage('lead', 'p-lead')], [stage('manager', 'p-manager')]]
  await order({ type: 'request-approval', approval: { row: 'bench', steps }, obstacles: [] }, number)
  await follow(number, 'Approve')
  const approve = async (where: string, approver: string) => {
    const digest = digestOf(materialOf((await load(store, changeProcess, number))!))
    const vote = { type: 'decide', stage: where, approver: ref(approver), decision: 'approved' } as const
    await order({ ...vote, digest, channel: 'mail' }, number)
  }
  await approve('lead', 'p-lead')
  await follow(number, 'Approve')
  await approve('manager', 'p-manager')
  await follow(number, 'Wait for the window')
  await machine.untilIn(`${number}-r1`, 'Implement')
  await order({ type: 'start', obstacles: [] }, number)
  await follow(number, 'Implement')
  await order({ type: 'finish', outcome: 'successful', notes: 'As planned.' }, number)
  await follow(number, 'Review')
  await order({ type: 'review', outcome: 'successful', notes: 'Nothing to add.' }, number)
  const { state } = await order({ type: 'close' }, number)
  await follow(number)
  machine.stop()
  // The look at the change before each vote is that of the page, which a change costs as well; it counts for neither.
  const looks = { writeUnits: 0, readUnits: 2, calls: 2 }
  const rest = (unit: keyof Capacity) => total[unit] - started[unit] - change[unit] - looks[unit]
  return {
    change,
    execution: { writeUnits: rest('writeUnits'), readUnits: rest('readUnits'), calls: rest('calls') },
    transitions: machine.transitions(),
    entries: state.version,
    reactions,
    tasks: machine.tasks(),
  }
}

/** What Lambda bills for one step on AWS; not measured here: a transaction takes about 25 ms there, a read 8, an answer 20. */
const assumed = {
  command: { megabytes: 512, milliseconds: 60 },
  publish: { megabytes: 512, milliseconds: 20 },
  reaction: { megabytes: 512, milliseconds: 50 },
  task: { megabytes: 512, milliseconds: 60 },
}

const commands = 9

/** What the change itself uses on AWS, its mails left out. */
export const usageOfChange = ({ change, entries }: ChangeCosts): Usage => ({
  writeUnits: change.writeUnits,
  readUnits: change.readUnits,
  s3Puts: 0,
  s3Gets: 0,
  events: entries,
  invocations: Array.from({ length: commands }, () => [assumed.command, assumed.publish]).flat(),
  logBytes: commands * 300,
})

/** What its execution uses beside its transitions. */
export const usageOfExecution = ({ execution, reactions, tasks }: ChangeCosts): Usage => ({
  writeUnits: execution.writeUnits,
  readUnits: execution.readUnits,
  s3Puts: 0,
  s3Gets: 0,
  events: 0,
  invocations: [
    ...Array.from({ length: reactions }, () => assumed.reaction),
    ...Array.from({ length: tasks }, () => assumed.task),
  ],
  logBytes: tasks * 300,
})

/** Dollars of an execution's transitions. */
export const transitionDollars = ({ transitions }: ChangeCosts): number => transitions * price.transition
