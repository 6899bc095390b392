import { randomUUID } from 'node:crypto'
import type { Clock } from '../events/clock.ts'
import { errorAnswer } from '../gateway/error-answer.ts'
import type { ApiAnswer, ApiHandler } from '../world.ts'
import { executionArn, machineOfToken } from './arn.ts'
import type { Answer, Executor } from './executor.ts'
import type { JsonObject } from './language/json.ts'
import { StatesError } from './language/states-error.ts'
import type { Machine } from './machine.ts'
import { pageSize, pageStart, parsed, requireName, StatesRefusal, type StatesRequest, tokenOf } from './request.ts'
import { type Execution, type HistoryEvent, REMEMBERED_MS, type Store } from './store.ts'

/** What the API works with. */
export interface StatesApiParts {
  readonly machines: readonly Machine[]
  readonly store: Store
  readonly executor: Executor
  readonly clock: Clock
}

type Operation = (request: StatesRequest) => object

const secondsOf = (at: number) => at / 1000

/** Plays Step Functions for the state machines of the template (Step Functions API Reference, JSON protocol). */
export function statesApi({ machines, store, executor, clock }: StatesApiParts): ApiHandler {
  function machineOf(arn: string | undefined): Machine {
    const machine = machines.find((each) => each.arn === arn)
    if (machine !== undefined) return machine
    throw new StatesRefusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`)
  }

  function executionOf(arn: string | undefined): Execution {
    const execution = store.executionByArn(String(arn))
    if (execution !== undefined) return execution
    throw new StatesRefusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`)
  }

  const describe = (machine: Machine) => ({
    stateMachineArn: machine.arn,
    name: machine.name,
    type: 'STANDARD',
    creationDate: secondsOf(store.firstSeen(machine.arn, clock.now())),
  })

  function start({ stateMachineArn, name = randomUUID(), input = '{}', isRepeatable = false }: StatesRequest): object {
    const machine = machineOf(stateMachineArn)
    requireName(name)
    parsed(input, 'InvalidExecutionInput', 'execution input')
    store.forget(clock.now() - REMEMBERED_MS)
    const arn = executionArn(machine.arn, name)
    const known = store.executionByArn(arn)
    const isSame = known?.input === input && (known.status === 'RUNNING' || isRepeatable)
    if (known !== undefined && !isSame) {
      throw new StatesRefusal('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`)
    }
    const { startedAt } = known ?? begin(machine, arn, name, input)
    return { executionArn: arn, startDate: secondsOf(startedAt) }
  }

  function begin({ arn: machine, roleArn: role, definition }: Machine, arn: string, name: string, input: string) {
    const startedAt = clock.now()
    const { TimeoutSeconds } = JSON.parse(definition)
    const deadline = TimeoutSeconds === undefined ? null : startedAt + TimeoutSeconds * 1000
    const started = { arn, machine, name, role, input, startedAt, deadline }
    return executor.start(() => store.begin(started, definition))
  }

  function list(request: StatesRequest): object {
    const { arn } = machineOf(request.stateMachineArn)
    const size = pageSize(request)
    const before = pageStart(request, Number.MAX_SAFE_INTEGER)
    const found = store.executions(arn, request.statusFilter ?? null, before, size + 1)
    const page = found.slice(0, size)
    return { executions: page.map(summaryOf), ...(found.length > size && { nextToken: tokenOf(page.at(-1)!.id) }) }
  }

  function history(request: StatesRequest): object {
    const { id } = executionOf(request.executionArn)
    const { reverseOrder = false, includeExecutionData = true } = request
    const size = pageSize(request)
    const from = pageStart(request, reverseOrder ? Number.MAX_SAFE_INTEGER : 1)
    const found = store.history(id, from, size + 1, reverseOrder)
    const events = found.slice(0, size).map((event) => eventOf(event, includeExecutionData))
    return { events, ...(found.length > size && { nextToken: tokenOf(found.at(-1)!.id) }) }
  }

  const operations: Readonly<Record<string, Operation>> = {
    StartExecution: start,
    DescribeExecution: ({ executionArn: arn }) => detailOf(executionOf(arn)),
    StopExecution({ executionArn: arn, error = null, cause = null }) {
      const execution = executionOf(arn)
      if (execution.status === 'RUNNING') executor.stopExecution(execution, error, cause)
      return { stopDate: secondsOf(execution.stoppedAt ?? clock.now()) }
    },
    ListExecutions: list,
    GetExecutionHistory: history,
    ListStateMachines: () => ({ stateMachines: machines.map(describe) }),
    DescribeStateMachine({ stateMachineArn }) {
      const machine = machineOf(stateMachineArn)
      const { definition, roleArn } = machine
      return { ...describe(machine), status: 'ACTIVE', definition, roleArn }
    },
    DescribeStateMachineForExecution({ executionArn: arn }) {
      const { machine, role, definition, startedAt } = executionOf(arn)
      return {
        stateMachineArn: machine,
        name: machine.split(':')[6],
        definition: JSON.stringify(definition),
        roleArn: role,
        updateDate: secondsOf(startedAt),
      }
    },
    SendTaskSuccess({ taskToken = '', output = '' }) {
      requireToken(taskToken)
      const result = parsed(output, 'InvalidOutput', 'output')
      return requireTaken(executor.answer(taskToken, result))
    },
    SendTaskFailure({ taskToken = '', error = '', cause = '' }) {
      requireToken(taskToken)
      return requireTaken(executor.answer(taskToken, new StatesError(error, cause)))
    },
    SendTaskHeartbeat({ taskToken = '' }) {
      requireToken(taskToken)
      return requireTaken(executor.heartbeat(taskToken))
    },
  }

  return ({ action, body }): ApiAnswer => {
    try {
      const operation = operations[action]
      if (operation === undefined) {
        throw new StatesRefusal('UnknownOperationException', `The local host does not know states: ${action}.`)
      }
      executor.catchUp()
      const result = operation(JSON.parse(body.toString('utf8')))
      return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(result) }
    } catch (error) {
      if (error instanceof StatesRefusal) return errorAnswer('states', error.code, error.message)
      throw error
    }
  }
}

function requireToken(token: string): void {
  if (machineOfToken(token) === undefined) throw new StatesRefusal('InvalidToken', "Invalid Token: 'Invalid token'")
}

function requireTaken(answer: Answer): object {
  if (answer === 'taken') return {}
  if (answer === 'closed') {
    throw new StatesRefusal('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
  }
  throw new StatesRefusal('TaskDoesNotExist', "Task does not exist: 'Provided task does not exist'")
}

function summaryOf({ arn, machine, name, status, startedAt, stoppedAt }: Execution): object {
  return {
    executionArn: arn,
    stateMachineArn: machine,
    name,
    status,
    startDate: secondsOf(startedAt),
    ...(stoppedAt !== null && { stopDate: secondsOf(stoppedAt) }),
  }
}

function detailOf(execution: Execution): object {
  const { input, output, error, cause } = execution
  const included = { included: true }
  return {
    ...summaryOf(execution),
    input,
    inputDetails: included,
    redriveCount: 0,
    ...(output !== null && { output, outputDetails: included }),
    ...(error !== null && { error }),
    ...(cause !== null && { cause }),
  }
}

const DATA = new Set(['input', 'output', 'parameters', 'cause', 'error'])

function eventOf({ id, at, type, previous, details }: HistoryEvent, includeData: boolean): object {
  const shown = includeData
    ? details
    : JSON.parse(JSON.stringify(details), (name, value) => (DATA.has(name) ? undefined : value))
  return { id, timestamp: secondsOf(at), type, previousEventId: previous, ...(shown as JsonObject) }
}
