import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  paginateListExecutions,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import type { Machine, Running } from '../workflow/machine.ts'

/** What the call answers; nothing when it fails with one of these errors, which say that there is nothing to do. */
const unless = async <T>(
  call: Promise<T>,
  expected: readonly (new (...args: never[]) => Error)[],
): Promise<T | undefined> => {
  try {
    return await call
  } catch (error) {
    if (expected.some((kind) => error instanceof kind)) return undefined
    throw error
  }
}

/** The state machine with this ARN. */
export const machineAt = (arn: string, client: SFNClient = new SFNClient()): Machine => {
  const executionArn = (name: string) => `${arn.replace(':stateMachine:', ':execution:')}:${name}`
  return {
    start: async (name, input) => {
      const command = new StartExecutionCommand({ stateMachineArn: arn, name, input: JSON.stringify(input) })
      return (await unless(client.send(command), [ExecutionAlreadyExists])) !== undefined
    },
    answer: async (token, output) => {
      const command = new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify(output) })
      return (await unless(client.send(command), [TaskTimedOut, TaskDoesNotExist])) !== undefined
    },
    stop: async (name, cause) => {
      await unless(client.send(new StopExecutionCommand({ executionArn: executionArn(name), cause })), [
        ExecutionDoesNotExist,
      ])
    },
    running: async () => {
      const found: Running[] = []
      const pages = paginateListExecutions(
        { client, pageSize: 1000 },
        { stateMachineArn: arn, statusFilter: 'RUNNING' },
      )
      for await (const { executions = [] } of pages)
        for (const { name = '', startDate } of executions)
          if (startDate) found.push({ name, startedAt: startDate.toISOString() })
      return found
    },
  }
}
