import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import aslValidator from 'asl-validator'
import type { AwsCall, AwsResponse } from '../../../../infra/local/events/aws-call.ts'
import type { PutEventsEntry } from '../../../../infra/local/events/bus.ts'
import { openStates } from '../../../../infra/local/states/states.ts'
import type { Declaration } from '../../../../infra/local/template/assembly.ts'
import { worldFrom } from '../cloud.ts'
import { type StillClock, stillClock } from './still-clock.ts'

/** 2026-03-01T00:00:00Z, when every room opens. */
export const OPENED = Date.parse('2026-03-01T00:00:00Z')

export const MACHINE = 'arn:aws:states:ap-northeast-2:000000000000:stateMachine:machine'
export const functionArn = (name: string) => `arn:aws:lambda:ap-northeast-2:000000000000:function:${name}`

/** What a function of a test throws to fail with an error of that name. */
export class Failing extends Error {
  readonly errorType: string

  constructor(errorType: string, message = '') {
    super(message)
    this.errorType = errorType
  }
}

type TestFunction = (event: never) => unknown

/** How an execution is, as DescribeExecution says it; input and output are read. */
export interface Described {
  readonly status: string
  readonly output?: unknown
  readonly error?: string
  readonly cause?: string
}

/** State machines at work on a ledger in memory; functions are the test's own, and time is wound by hand. */
export interface Room {
  readonly clock: StillClock
  /** Calls of functions, in order. */
  readonly calls: { readonly name: string; readonly event: unknown }[]
  readonly published: PutEventsEntry[]
  /** Calls the API as a caller with all grants; a refusal is thrown as an error of its name. */
  // biome-ignore lint/suspicious/noExplicitAny: each operation has a shape of its own
  ask(action: string, request?: object): any
  /** Starts an execution; answers its ARN. */
  start(input?: unknown, name?: string): string
  describe(executionArn: string): Described
  /** Runs to the end; waits and pauses are wound over. */
  run(input?: unknown): Promise<Described>
  /** Waits until nothing moves any more without time, an answer to a token or a function's end. */
  quiet(): Promise<void>
  /** Types of the events of an execution. */
  story(executionArn: string): string[]
  /** Ends the part and opens it anew over the same ledger, perhaps with another definition. */
  restart(definition?: object): Promise<void>
}

const reply = (status: number, body: string, headers: AwsResponse['headers'] = {}): AwsResponse => ({
  status,
  headers,
  body,
})

/**
 * Opens a room for one machine named `machine`.
 * @param options `isChecked`: whether the definition has to pass the validator; not for those made up by the thousand
 */
export function openRoom(
  definition: object,
  functions: Readonly<Record<string, TestFunction>> = {},
  { isChecked = true } = {},
): Room {
  const ledger = new DatabaseSync(':memory:')
  const clock = stillClock(OPENED)
  const calls: Room['calls'] = []
  const published: PutEventsEntry[] = []
  // Calls that the test does not let end, those whose task has given up on them among them.
  let hanging = 0

  const call: AwsCall = async (_, { path = '', body }) => {
    const name = decodeURIComponent(path.split('/')[3] ?? '')
      .split(':')
      .at(-1)!
    calls.push({ name, event: JSON.parse(body) })
    hanging += 1
    try {
      const answer = await functions[name]!(JSON.parse(body) as never)
      return reply(200, JSON.stringify(answer ?? null))
    } catch (error) {
      if (!(error instanceof Failing)) throw error
      const failure = { errorType: error.errorType, errorMessage: error.message }
      return reply(200, JSON.stringify(failure), { 'x-amz-function-error': 'Unhandled' })
    } finally {
      hanging -= 1
    }
  }
  const open = (given: object) => {
    // The validator writes defaults into what it is given.
    const { isValid, errors } = isChecked ? aslValidator(structuredClone(given)) : { isValid: true, errors: [] }
    if (!isValid) throw new Error(JSON.stringify(errors))
    const states = openStates({
      world: worldFrom(resourcesOf(given, Object.keys(functions))),
      ledger,
      clock,
      call,
      credentialsOf: () => ({ accessKeyId: 'key', secretAccessKey: 'secret' }),
      buses: {
        put(_, entries) {
          published.push(...entries)
          return []
        },
      },
    })
    states.resume()
    return states
  }
  let states = open(definition)
  const count = (condition: string) =>
    Number(ledger.prepare(`SELECT COUNT(*) AS count FROM state_thread WHERE ${condition}`).get()!.count)

  const room: Room = {
    clock,
    calls,
    published,
    ask(action, request = {}) {
      const body = Buffer.from(JSON.stringify(request))
      const given = { service: 'states', action, caller: 'host', method: 'POST', url: '/', headers: {}, body }
      const answer = states.api(given) as { status: number; body: string }
      const said = JSON.parse(answer.body)
      if (answer.status < 300) return said
      throw Object.assign(new Error(said.message), { name: said.__type.split('#')[1] })
    },
    start: (input = {}, name) =>
      room.ask('StartExecution', { stateMachineArn: MACHINE, input: JSON.stringify(input), name }).executionArn,
    describe(executionArn) {
      const { status, output, error, cause } = room.ask('DescribeExecution', { executionArn })
      return { status, ...(output && { output: JSON.parse(output) }), ...(error && { error }), ...(cause && { cause }) }
    },
    async run(input) {
      const arn = room.start(input)
      for (;;) {
        await room.quiet()
        if (room.describe(arn).status !== 'RUNNING') return room.describe(arn)
        const due = ledger.prepare('SELECT MIN(due_at) AS at FROM state_thread').get()!.at
        clock.wind(Number(due) - clock.now())
      }
    },
    async quiet() {
      let calm = 0
      while (calm < 3) {
        await setImmediate()
        const isCalm = count("phase = 'ready'") === 0 && count("phase = 'calling'") <= hanging
        calm = isCalm ? calm + 1 : 0
      }
    },
    story: (executionArn) =>
      room
        .ask('GetExecutionHistory', { executionArn, maxResults: 1000 })
        .events.map(({ type }: { type: string }) => type),
    async restart(changed = definition) {
      states.stop()
      states = open(changed)
      await room.quiet()
    },
  }
  return room
}

function resourcesOf(definition: object, functions: readonly string[]): Record<string, Declaration> {
  const machine: Declaration = {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      StateMachineName: 'machine',
      RoleArn: 'arn:aws:iam::000000000000:role/machine',
      DefinitionString: JSON.stringify(definition),
    },
  }
  const declared = functions.map((name): [string, Declaration] => [
    name,
    { Type: 'AWS::Lambda::Function', Properties: { FunctionName: name } },
  ])
  return { machine, ...Object.fromEntries(declared) }
}

/** A machine of one state. */
export const only = (state: object): object => ({ StartAt: 'Only', States: { Only: state } })

/** A task that calls a function of the test. */
export const task = (name: string, more: object = { End: true }): object => ({
  Type: 'Task',
  Resource: functionArn(name),
  ...more,
})

/** What each of these states makes of the same input; all run side by side in one machine. */
export async function outputsOf(states: readonly object[], input: unknown): Promise<readonly unknown[]> {
  const branches = states.map((state, index) => ({ StartAt: `Case ${index}`, States: { [`Case ${index}`]: state } }))
  const { status, output, error, cause } = await openRoom(
    only({ Type: 'Parallel', Branches: branches, End: true }),
  ).run(input)
  if (status !== 'SUCCEEDED') throw new Error(`${status} ${error}: ${cause}`)
  return output as readonly unknown[]
}
