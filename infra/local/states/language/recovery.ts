import type { Catcher, Retrier, State } from './definition.ts'
import type { Json } from './json.ts'
import { write } from './path.ts'
import type { StatesError } from './states-error.ts'

const TIMEOUTS = ['States.Timeout', 'States.HeartbeatTimeout']

/**
 * True when a retrier or catcher is for this error (States Language, "Errors"; Developer Guide, "Handling errors"):
 * `States.Runtime` always ends the execution, `States.DataLimitExceeded` must be named, and `States.TaskFailed` stands
 * for everything but timeouts.
 */
function isFor({ ErrorEquals }: Retrier | Catcher, { error }: StatesError): boolean {
  if (error === 'States.Runtime') return false
  if (ErrorEquals.includes(error)) return true
  if (error === 'States.DataLimitExceeded') return false
  if (ErrorEquals.includes('States.ALL')) return true
  return ErrorEquals.includes(TIMEOUTS.includes(error) ? 'States.Timeout' : 'States.TaskFailed')
}

/** When to try again: milliseconds from now, and how often each retrier has been used then. */
export interface Again {
  readonly used: number[]
  readonly delayMs: number
}

/**
 * Whether the state is tried again; undefined when the first retrier for the error has been used up, or there is none.
 * @param used how often each retrier was used since the state was entered
 * @param random from 0 up to 1, for a retrier with jitter
 */
export function retryAfter(
  { Retry = [] }: State,
  error: StatesError,
  used: readonly number[],
  random: () => number,
): Again | undefined {
  const retrier = Retry.findIndex((each) => isFor(each, error))
  const rule = Retry[retrier]
  if (rule === undefined) return undefined
  const times = used[retrier] ?? 0
  const { IntervalSeconds = 1, MaxAttempts = 3, BackoffRate = 2, MaxDelaySeconds = Infinity } = rule
  if (times >= MaxAttempts) return undefined
  const seconds = Math.min(IntervalSeconds * BackoffRate ** times, MaxDelaySeconds)
  const share = rule.JitterStrategy === 'FULL' ? random() : 1
  const counts = Retry.map((_, at) => (used[at] ?? 0) + (at === retrier ? 1 : 0))
  return { used: counts, delayMs: Math.round(seconds * share * 1000) }
}

/** The catcher for the error, if the state has one. */
export function catcherFor({ Catch = [] }: State, error: StatesError): Catcher | undefined {
  return Catch.find((each) => isFor(each, error))
}

/** What a catcher gives on: the error, put into the state's raw input by `ResultPath`. */
export function caught({ ResultPath = '$' }: Catcher, input: Json, { error, cause }: StatesError): Json {
  return ResultPath === null ? input : write(ResultPath, input, { Error: error, Cause: cause })
}
