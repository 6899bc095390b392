import { machineOfToken } from '../../states/arn.ts'
import type { ApiCall } from '../../world.ts'
import type { Permission } from '../statement.ts'

/** On what each operation acts (Service Authorization Reference, "AWS Step Functions"). */
const resourceOf: Readonly<Record<string, (request: Readonly<Record<string, string>>) => string | undefined>> = {
  StartExecution: ({ stateMachineArn }) => stateMachineArn,
  ListExecutions: ({ stateMachineArn }) => stateMachineArn,
  DescribeStateMachine: ({ stateMachineArn }) => stateMachineArn,
  ListStateMachines: () => '*',
  DescribeExecution: ({ executionArn }) => executionArn,
  DescribeStateMachineForExecution: ({ executionArn }) => executionArn,
  GetExecutionHistory: ({ executionArn }) => executionArn,
  StopExecution: ({ executionArn }) => executionArn,
  SendTaskSuccess: ({ taskToken = '' }) => machineOfToken(taskToken),
  SendTaskFailure: ({ taskToken = '' }) => machineOfToken(taskToken),
  SendTaskHeartbeat: ({ taskToken = '' }) => machineOfToken(taskToken),
}

/**
 * The permissions a Step Functions call needs; undefined for an operation that is not played. An answer to a task is
 * asked of the machine that the token belongs to; a token of no machine has no effect, so it needs nothing.
 */
export function statesPermissions({ action, body }: ApiCall): readonly Permission[] | undefined {
  const resource = resourceOf[action]
  if (resource === undefined) return undefined
  const found = resource(JSON.parse(body.toString('utf8')))
  if (found === undefined && action.startsWith('SendTask')) return []
  return [{ action: `states:${action}`, resource: found ?? '*' }]
}
