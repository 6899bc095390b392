import type { JsonObject } from './language/json.ts'
import type { Execution, Status } from './store.ts'

/** How an execution is over: its status, with what it gave or why it failed. */
export type Closing = { readonly status: Exclude<Status, 'RUNNING'> } & Partial<
  Pick<Execution, 'output' | 'error' | 'cause'>
>

/** The last event of a history. */
export function lastEventOf({ status, output = null, error = null, cause = null }: Closing): [string, JsonObject] {
  switch (status) {
    case 'SUCCEEDED':
      return ['ExecutionSucceeded', { executionSucceededEventDetails: { output } }]
    case 'FAILED':
      return ['ExecutionFailed', { executionFailedEventDetails: { error, cause } }]
    case 'TIMED_OUT':
      return ['ExecutionTimedOut', { executionTimedOutEventDetails: {} }]
    case 'ABORTED':
      return ['ExecutionAborted', { executionAbortedEventDetails: { error, cause } }]
  }
}
