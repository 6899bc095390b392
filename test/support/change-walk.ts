import { inject } from 'vitest'
import { machinesOf } from '../../infra/local/states/machine.ts'
import { loadWorld } from '../../infra/local/template/world.ts'
import type { Change } from '../../lib/change/change.ts'
import type { ChangeCommand } from '../../lib/change/command.ts'
import { changeProcess } from '../../lib/change/process.ts'
import { execute, load } from '../../lib/desk/execute.ts'
import { settle } from '../../lib/desk/workflow/settle.ts'
import type { WorkflowDesk } from '../../lib/desk/workflow/wait.ts'
import { type Waiting, waitFor } from '../../lib/desk/workflow/wait-for.ts'
import { executionNamed } from '../../lib/workflow/execution.ts'
import type { Machine, Running } from '../../lib/workflow/machine.ts'
import { MACHINE, openRoom, type Room } from '../infra/local/states/room.ts'
import { vote, window } from './change.ts'
import { jihoon } from './life.ts'
import { officeOf } from './policy.ts'
import { startTable, type TestTable } from './table.ts'
import { at } from './ticket.ts'

/** The definition of the machine of changes as the template has it, with ARNs in the place of references. */
export const changeDefinition = (): { readonly States: Record<string, object> } & object => {
  const world = loadWorld(inject('assembly'), { endpoint: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:2' })
  return JSON.parse(machinesOf(world).find(({ name }) => name.endsWith('-change'))!.definition)
}

/** The machine of changes at work: the real definition, the real table, and time that is wound by hand. */
export interface Walk {
  readonly table: TestTable
  readonly room: Room
  readonly desk: WorkflowDesk
  /** Has the next calls of the task fail. */
  failing: boolean
  /** Carries out a command now, and lets whatever follows from it happen; without a number it opens a change. */
  order(command: ChangeCommand, number?: string): Promise<string>
  /** As `order`, while nobody hears of it: the event was lost. */
  unheard(command: ChangeCommand, number: string): Promise<void>
  change(number: string): Promise<Change>
  /** Everybody named approves, one after the other: `board:p-cab-1`. */
  approve(number: string, ...votes: string[]): Promise<void>
  /** Lets time pass, and whatever follows. */
  pass(minutes: number): Promise<void>
  /** Waits until nothing moves any more. */
  quiet(): Promise<void>
  /** States that an execution entered, in order. */
  way(execution: string): string[]
  status(execution: string): string
  stop(): Promise<void>
}

/** Opens it at the first minute of the day on which the changes of the tests happen. */
export const startWalk = async (): Promise<Walk> => {
  const table = await startTable()
  const { store } = table
  const office = officeOf(store)
  let underWay = 0
  const task = async ({ execution, ...given }: Waiting & { readonly execution: string }) => {
    underWay += 1
    try {
      if (walk.failing) throw new Error('The table does not answer.')
      await waitFor(desk, { ...given, run: executionNamed(execution)!.run })
    } finally {
      underWay -= 1
    }
  }
  const room = openRoom(changeDefinition(), { 'haneul-local-workflow-task': task as never })
  room.clock.wind(Date.parse(at(0).at) - room.clock.now())
  const now = () => new Date(room.clock.now()).toISOString()
  const desk: WorkflowDesk = { store, machine: machineIn(room), now }
  const walk: Walk = {
    table,
    room,
    desk,
    failing: false,
    order: async (command, number) => {
      const context = { at: now(), by: jihoon, channel: 'api' } as const
      const done = await execute(office, { process: changeProcess, command, context, ...(number && { number }) })
      await settle(desk, done.number)
      await walk.quiet()
      return done.number
    },
    unheard: async (command, number) => {
      await execute(office, {
        process: changeProcess,
        number,
        command,
        context: { at: now(), by: jihoon, channel: 'api' },
      })
    },
    change: async (number) => (await load(store, changeProcess, number))!,
    approve: async (number, ...votes) => {
      for (const each of votes) {
        const [stage, person] = each.split(':') as [string, string]
        await walk.order(vote(await walk.change(number), stage, person), number)
      }
    },
    pass: async (minutes) => {
      room.clock.wind(minutes * 60_000)
      await walk.quiet()
    },
    quiet: async () => {
      do {
        await room.quiet()
        while (underWay > 0) await new Promise((done) => setTimeout(done, 2))
        await room.quiet()
      } while (underWay > 0)
    },
    way: (execution) =>
      room
        .ask('GetExecutionHistory', { executionArn: arnOf(execution), maxResults: 1000 })
        .events.flatMap(({ stateEnteredEventDetails }: { stateEnteredEventDetails?: { name: string } }) =>
          stateEnteredEventDetails ? [stateEnteredEventDetails.name] : [],
        ),
    status: (execution) => room.describe(arnOf(execution)).status,
    stop: () => table.stop(),
  }
  return walk
}

const arnOf = (execution: string) => `${MACHINE.replace(':stateMachine:', ':execution:')}:${execution}`

/** The machine of a room, asked as over the network. */
const machineIn = (room: Room): Machine => {
  const unless = (names: readonly string[], ask: () => unknown): boolean => {
    try {
      ask()
      return true
    } catch (error) {
      if (error instanceof Error && names.includes(error.name)) return false
      throw error
    }
  }
  return {
    start: async (name, input) =>
      unless(['ExecutionAlreadyExists'], () =>
        room.ask('StartExecution', { stateMachineArn: MACHINE, name, input: JSON.stringify(input) }),
      ),
    answer: async (taskToken, output) =>
      unless(['TaskTimedOut', 'TaskDoesNotExist'], () =>
        room.ask('SendTaskSuccess', { taskToken, output: JSON.stringify(output) }),
      ),
    stop: async (name, cause) => room.ask('StopExecution', { executionArn: arnOf(name), cause }),
    running: async () =>
      room
        .ask('ListExecutions', { stateMachineArn: MACHINE, statusFilter: 'RUNNING', maxResults: 1000 })
        .executions.map(({ name, startDate }: { name: string; startDate: number }): Running => {
          return { name, startedAt: new Date(startDate * 1000).toISOString() }
        }),
  }
}

/** Minutes after the beginning of the day at which the changes' window begins. */
export const windowAt = (Date.parse(window.from) - Date.parse(at(0).at)) / 60_000
