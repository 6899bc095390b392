import type { State } from './definition.ts'
import type { Draw } from './draw.ts'
import type { Json } from './json.ts'
import { read, type Scope, write } from './path.ts'
import { StatesError } from './states-error.ts'
import { fill } from './template.ts'

/** Bytes that a state may take in or give out (Step Functions quotas: 256 KiB of UTF-8). */
export const PAYLOAD_LIMIT_BYTES = 262_144

/** Fails what is larger than that with `States.DataLimitExceeded`. */
export function refuseLarge(payload: Json): void {
  if (Buffer.byteLength(JSON.stringify(payload)) <= PAYLOAD_LIMIT_BYTES) return
  const cause = 'The state/task returned a result with a size exceeding the maximum number of bytes service limit.'
  throw new StatesError('States.DataLimitExceeded', cause)
}

/** What `InputPath` leaves of the input; null stands for an empty object. */
export function effectiveInput({ InputPath = '$' }: State, scope: Scope): Json {
  return InputPath === null ? {} : read(InputPath, scope)
}

/** The effective input as `Parameters` shapes it. */
export function givenTo(state: State, scope: Scope, draw: Draw): Json {
  const input = effectiveInput(state, scope)
  return state.Parameters === undefined ? input : fill(state.Parameters, { ...scope, input }, draw)
}

/**
 * What a state gives on: its result through `ResultSelector`, put into the raw input by `ResultPath` (null drops it),
 * through `OutputPath` (null stands for an empty object).
 */
export function outputOf(state: State, { input, context }: Scope, result: Json, draw: Draw): Json {
  const { ResultSelector, ResultPath = '$' } = state
  const selected = ResultSelector === undefined ? result : fill(ResultSelector, { input: result, context }, draw)
  const combined = ResultPath === null ? input : write(ResultPath, input, selected)
  return throughOutputPath(state, { input: combined, context })
}

/** What `OutputPath` leaves; null stands for an empty object. */
export function throughOutputPath({ OutputPath = '$' }: State, scope: Scope): Json {
  return OutputPath === null ? {} : read(OutputPath, scope)
}
