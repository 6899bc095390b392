import type { PutEventsEntry } from '../events/bus.ts'
import type { Execution } from './store.ts'

/** What EventBridge is told when an execution begins or is over (Developer Guide, "Automating with EventBridge"). */
export function statusEvent(execution: Execution): PutEventsEntry {
  const { arn, machine, name, status, startedAt, stoppedAt, input, output, error, cause } = execution
  return {
    Source: 'aws.states',
    DetailType: 'Step Functions Execution Status Change',
    Resources: [arn],
    Detail: JSON.stringify({
      executionArn: arn,
      stateMachineArn: machine,
      name,
      status,
      startDate: startedAt,
      stopDate: stoppedAt,
      input,
      output,
      inputDetails: { included: true },
      outputDetails: output === null ? null : { included: true },
      error,
      cause,
    }),
  }
}
