import type { Task } from './integration.ts'
import type { Json, JsonObject } from './language/json.ts'
import type { StatesError } from './language/states-error.ts'

const text = (value: Json) => JSON.stringify(value)

/** Events of a task: their types, and details as the API's `HistoryEvent` names them. */
export interface TaskEvents {
  readonly scheduled: (given: Json, timeout: number, heartbeat: number | undefined) => readonly [string, JsonObject]
  readonly started: readonly [string, JsonObject]
  readonly submitted: (output: Json) => readonly [string, JsonObject]
  readonly succeeded: (output: Json) => readonly [string, JsonObject]
  readonly failed: (error: StatesError) => readonly [string, JsonObject]
  readonly timedOut: (error: StatesError) => readonly [string, JsonObject]
}

/** Names the events of a task; those of a function's own ARN have other names than those of a service. */
export function taskEvents({ isFunction, resource, resourceType }: Task, region: string): TaskEvents {
  const kind = isFunction ? 'LambdaFunction' : 'Task'
  const at: JsonObject = isFunction ? {} : { resource, resourceType }
  const event = (what: string, details: JsonObject): readonly [string, JsonObject] => [
    `${kind}${what}`,
    { [`${kind[0]!.toLowerCase()}${kind.slice(1)}${what}EventDetails`]: { ...at, ...details } },
  ]
  const failure = ({ error, cause }: StatesError) => ({ error, cause })
  return {
    scheduled: (given, timeout, heartbeat) =>
      event('Scheduled', {
        ...(isFunction ? { resource, input: text(given) } : { region, parameters: text(given) }),
        timeoutInSeconds: timeout,
        ...(heartbeat !== undefined && !isFunction && { heartbeatInSeconds: heartbeat }),
      }),
    started: isFunction ? [`${kind}Started`, {}] : event('Started', {}),
    submitted: (output) => event('Submitted', { output: text(output) }),
    succeeded: (output) => event('Succeeded', { output: text(output) }),
    failed: (error) => event('Failed', failure(error)),
    timedOut: (error) => event('TimedOut', failure(error)),
  }
}
