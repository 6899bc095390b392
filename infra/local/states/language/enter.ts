import { decide, instantOf } from './choice.ts'
import { effectiveInput, givenTo, outputOf, throughOutputPath } from './data-flow.ts'
import type { State } from './definition.ts'
import type { Draw } from './draw.ts'
import { callIntrinsic, isIntrinsic } from './intrinsic.ts'
import type { Json } from './json.ts'
import { read, type Scope } from './path.ts'
import { StatesError } from './states-error.ts'
import { fill } from './template.ts'

/** What a state asks for when it is entered, or tried again. */
export type Step =
  /** It is done: go on with this output, to `next` or, without one, to the end of the block. */
  | { readonly kind: 'leave'; readonly output: Json; readonly next: string | undefined }
  /** Call the task's resource; limits in seconds. */
  | { readonly kind: 'call'; readonly given: Json; readonly timeout: number; readonly heartbeat: number | undefined }
  /** Go on at this instant (epoch milliseconds) with this output. */
  | { readonly kind: 'wait'; readonly until: number; readonly output: Json }
  /** Run every branch with this input. */
  | { readonly kind: 'branches'; readonly given: Json }
  /** Run the processor for so many items, at most `limit` at a time; each item's input is `itemOf`'s. */
  | { readonly kind: 'items'; readonly count: number; readonly limit: number }

/** Seconds that a task may take when its definition names no limit, and that a Wait may last at most (quotas). */
const LONGEST_SECONDS = 99_999_999
/** Iterations of an inline Map that run at the same time at most (Developer Guide, "Inline mode"). */
const ITERATIONS_LIMIT = 40

/** Works out what a state does with its input. Throws `StatesError`; `now` is epoch milliseconds. */
export function enter(state: State, scope: Scope, now: number, draw: Draw): Step {
  switch (state.Type) {
    case 'Pass': {
      const given = givenTo(state, scope, draw)
      return { kind: 'leave', output: outputOf(state, scope, state.Result ?? given, draw), next: state.Next }
    }
    case 'Succeed':
      return { kind: 'leave', output: passedOn(state, scope), next: undefined }
    case 'Fail':
      throw new StatesError(
        textOf(state.Error, state.ErrorPath, scope, draw),
        textOf(state.Cause, state.CausePath, scope, draw),
      )
    case 'Choice': {
      const input = effectiveInput(state, scope)
      const rule = state.Choices?.find((each) => decide(each, { ...scope, input }))
      const next = rule === undefined ? state.Default : String(rule.Next)
      if (next === undefined)
        throw new StatesError('States.NoChoiceMatched', 'No rule matches and there is no Default.')
      return { kind: 'leave', output: passedOn(state, scope), next }
    }
    case 'Wait':
      return {
        kind: 'wait',
        until: endOfWait(state, { ...scope, input: effectiveInput(state, scope) }, now),
        output: passedOn(state, scope),
      }
    case 'Task': {
      const input = effectiveInput(state, scope)
      const timeout = seconds(state.TimeoutSeconds, state.TimeoutSecondsPath, { ...scope, input }) ?? LONGEST_SECONDS
      const heartbeat = seconds(state.HeartbeatSeconds, state.HeartbeatSecondsPath, { ...scope, input })
      return { kind: 'call', given: givenTo(state, scope, draw), timeout, heartbeat }
    }
    case 'Parallel':
      return { kind: 'branches', given: givenTo(state, scope, draw) }
    case 'Map': {
      const input = effectiveInput(state, scope)
      const wanted =
        state.MaxConcurrencyPath === undefined
          ? state.MaxConcurrency
          : read(state.MaxConcurrencyPath, { ...scope, input })
      const limit = Math.min(Number(wanted || ITERATIONS_LIMIT), ITERATIONS_LIMIT)
      return { kind: 'items', count: itemsOf(state, scope).length, limit }
    }
  }
}

/** An item of a Map as `$$.Map.Item` shows it. */
export interface Item {
  readonly Index: number
  readonly Value: Json
}

/** The item at `index`; the same each time it is asked for. */
export function itemOf(state: State, scope: Scope, index: number): Item {
  return { Index: index, Value: itemsOf(state, scope)[index]! }
}

/** What an iteration starts with: the item, or what `ItemSelector` (`Parameters` in older definitions) makes of it. */
export function iterationInput(state: State, scope: Scope, { Value }: Item, draw: Draw): Json {
  const selector = state.ItemSelector ?? state.Parameters
  return selector === undefined ? Value : fill(selector, { ...scope, input: effectiveInput(state, scope) }, draw)
}

function itemsOf(state: State, scope: Scope): readonly Json[] {
  const { ItemsPath = '$' } = state
  const items = read(ItemsPath, { ...scope, input: effectiveInput(state, scope) })
  if (Array.isArray(items)) return items
  throw new StatesError('States.Runtime', `Reference path "${ItemsPath}" must point to array.`)
}

const passedOn = (state: State, scope: Scope): Json =>
  throughOutputPath(state, { ...scope, input: effectiveInput(state, scope) })

function endOfWait(state: State, scope: Scope, now: number): number {
  const { Seconds, SecondsPath, TimestampPath } = state
  const wanted = seconds(Seconds, SecondsPath, scope)
  if (wanted !== undefined) return now + wanted * 1000
  const stamp = TimestampPath === undefined ? (state.Timestamp ?? null) : read(TimestampPath, scope)
  const until = instantOf(stamp)
  if (!Number.isNaN(until)) return until
  throw new StatesError('States.Runtime', `${JSON.stringify(stamp)} is no timestamp.`)
}

function seconds(literal: number | undefined, path: string | undefined, scope: Scope): number | undefined {
  const found = path === undefined ? literal : read(path, scope)
  if (found === undefined) return undefined
  if (Number.isInteger(found) && Number(found) >= 0 && Number(found) <= LONGEST_SECONDS) return Number(found)
  throw new StatesError('States.Runtime', `${JSON.stringify(found)} is no number of seconds up to ${LONGEST_SECONDS}.`)
}

function textOf(literal: string | undefined, path: string | undefined, scope: Scope, draw: Draw): string {
  if (path === undefined) return literal ?? ''
  const found = isIntrinsic(path) ? callIntrinsic(path, scope, draw) : read(path, scope)
  if (typeof found === 'string') return found
  throw new StatesError('States.Runtime', `${path} finds no text.`)
}
