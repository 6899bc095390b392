import type { Item } from './language/enter.ts'
import type { JsonObject } from './language/json.ts'
import type { Execution } from './store.ts'
import type { Thread } from './thread.ts'

const iso = (at: number) => new Date(at).toISOString()

/**
 * What paths that begin with `$$` see (States Language, "The Context Object").
 * @param item the item of the innermost Map around, or of the Map itself while it selects
 */
export function contextObject(execution: Execution, thread: Thread, item: Item | undefined): JsonObject {
  const { arn, name, role, startedAt, machine, input } = execution
  return {
    Execution: {
      Id: arn,
      Input: JSON.parse(input),
      Name: name,
      RoleArn: role,
      StartTime: iso(startedAt),
      RedriveCount: 0,
    },
    State: { EnteredTime: iso(thread.enteredAt), Name: thread.state, RetryCount: thread.retryCount },
    StateMachine: { Id: machine, Name: machine.split(':')[6]! },
    ...(thread.token !== undefined && { Task: { Token: thread.token } }),
    ...(item !== undefined && { Map: { Item: { Index: item.Index, Value: item.Value } } }),
  }
}
