import { checkRule } from './choice.ts'
import type { Json, JsonObject } from './json.ts'
import { parsePath, parseReferencePath } from './path.ts'
import { checkDynamic, checkTemplate } from './template.ts'

/** A rule that tries again (States Language, "Retrying after error"); durations in seconds. */
export interface Retrier {
  readonly ErrorEquals: readonly string[]
  readonly IntervalSeconds?: number
  readonly MaxAttempts?: number
  readonly BackoffRate?: number
  readonly MaxDelaySeconds?: number
  readonly JitterStrategy?: 'FULL' | 'NONE'
}

/** A rule that goes on elsewhere after an error. */
export interface Catcher {
  readonly ErrorEquals: readonly string[]
  readonly Next: string
  readonly ResultPath?: string | null
}

/** A state as the definition writes it; which fields a type has, `readDefinition` has checked. */
export interface State {
  readonly Type: 'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map'
  readonly QueryLanguage?: string
  readonly Next?: string
  readonly End?: boolean
  readonly InputPath?: string | null
  readonly OutputPath?: string | null
  readonly ResultPath?: string | null
  readonly Parameters?: Json
  readonly ResultSelector?: Json
  readonly Retry?: readonly Retrier[]
  readonly Catch?: readonly Catcher[]
  readonly Result?: Json
  readonly Resource?: string
  readonly TimeoutSeconds?: number
  readonly TimeoutSecondsPath?: string
  readonly HeartbeatSeconds?: number
  readonly HeartbeatSecondsPath?: string
  readonly Choices?: readonly JsonObject[]
  readonly Default?: string
  readonly Seconds?: number
  readonly SecondsPath?: string
  readonly Timestamp?: string
  readonly TimestampPath?: string
  readonly Error?: string
  readonly ErrorPath?: string
  readonly Cause?: string
  readonly CausePath?: string
  readonly Branches?: readonly Block[]
  readonly ItemProcessor?: Block
  readonly Iterator?: Block
  readonly ItemsPath?: string
  readonly ItemSelector?: Json
  readonly MaxConcurrency?: number
  readonly MaxConcurrencyPath?: string
}

/** States that lead to each other: the machine itself, a branch of a Parallel, or what a Map does with each item. */
export interface Block {
  readonly StartAt: string
  readonly States: Readonly<Record<string, State>>
}

/** A state machine in JSONPath. */
export interface Definition extends Block {
  readonly QueryLanguage?: string
  readonly TimeoutSeconds?: number
}

const FLOW = ['InputPath', 'OutputPath']
const ONWARD = ['Next', 'End']
const RESULT = ['Parameters', 'ResultSelector', 'ResultPath', 'Retry', 'Catch']
const fieldsOf: Readonly<Record<State['Type'], readonly string[]>> = {
  Pass: [...FLOW, ...ONWARD, 'Parameters', 'Result', 'ResultPath'],
  Task: [
    ...FLOW,
    ...ONWARD,
    ...RESULT,
    'Resource',
    'TimeoutSeconds',
    'TimeoutSecondsPath',
    'HeartbeatSeconds',
    'HeartbeatSecondsPath',
  ],
  Choice: [...FLOW, 'Choices', 'Default'],
  Wait: [...FLOW, ...ONWARD, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'],
  Succeed: FLOW,
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
  Parallel: [...FLOW, ...ONWARD, ...RESULT, 'Branches'],
  Map: [
    ...FLOW,
    ...ONWARD,
    ...RESULT,
    'ItemProcessor',
    'Iterator',
    'ItemsPath',
    'ItemSelector',
    'MaxConcurrency',
    'MaxConcurrencyPath',
  ],
}
const REFERENCE_PATHS = [
  'ItemsPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'SecondsPath',
  'TimestampPath',
  'MaxConcurrencyPath',
] as const
const RETRIER = ['ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy']

/**
 * Reads a definition. Throws a sentence that names the state for everything that would have to be ignored or could not
 * be carried out: JSONata, variables, distributed Maps, fields, paths and functions nobody here knows.
 * @param checkResource throws a sentence for a task's resource that is not played
 */
export function readDefinition(text: string, checkResource: (resource: string) => void): Definition {
  const definition: Definition = JSON.parse(text)
  refuseOthers(definition, ['Comment', 'QueryLanguage', 'StartAt', 'States', 'TimeoutSeconds', 'Version'])
  refuseJsonata(definition)
  checkBlock(definition, checkResource)
  return definition
}

function checkBlock(block: Block, checkResource: (resource: string) => void): void {
  if (!Object.hasOwn(block.States ?? {}, block.StartAt))
    throw new Error(`there is no state ${block.StartAt} to start at`)
  for (const [name, state] of Object.entries(block.States)) {
    try {
      checkState(state, block, checkResource)
    } catch (error) {
      if (!(error instanceof Error) || error.message.startsWith('the state ')) throw error
      throw new Error(`the state ${name}: ${error.message}`)
    }
  }
}

function checkState(state: State, block: Block, checkResource: (resource: string) => void): void {
  const fields = fieldsOf[state.Type]
  if (fields === undefined) throw new Error(`the local host does not know the type ${state.Type}`)
  refuseJsonata(state)
  refuseOthers(state, ['Type', 'Comment', 'QueryLanguage', ...fields])
  if (fields.includes('Next') && (state.Next === undefined) !== (state.End === true)) {
    throw new Error('it has either Next or End')
  }
  const choices = (state.Choices ?? []).map(({ Next }) => String(Next))
  for (const next of [state.Next, state.Default, ...choices, ...(state.Catch ?? []).map(({ Next }) => Next)]) {
    if (next !== undefined && !Object.hasOwn(block.States, next)) throw new Error(`there is no state ${next} to go to`)
  }
  checkData(state)
  for (const rule of state.Choices ?? []) checkRule(rule)
  for (const retrier of state.Retry ?? []) refuseOthers(retrier, RETRIER)
  for (const catcher of state.Catch ?? []) {
    refuseOthers(catcher, ['ErrorEquals', 'Next', 'ResultPath', 'Comment'])
    if (typeof catcher.ResultPath === 'string') parseReferencePath(catcher.ResultPath)
  }
  if (state.Type === 'Task') checkResource(String(state.Resource))
  for (const inner of blocksOf(state)) {
    const { Mode = 'INLINE', ...other } = (inner as { ProcessorConfig?: { Mode?: string } }).ProcessorConfig ?? {}
    if (Mode !== 'INLINE' || Object.keys(other).length > 0) {
      throw new Error('the local host plays inline Maps only, no distributed ones')
    }
    refuseOthers(inner, ['Comment', 'ProcessorConfig', 'StartAt', 'States'])
    checkBlock(inner, checkResource)
  }
}

/** The blocks inside a state: branches, or the one that a Map runs for each item. */
export function blocksOf({ Type, Branches = [], ItemProcessor, Iterator }: State): readonly Block[] {
  if (Type !== 'Map') return Branches
  const processor = ItemProcessor ?? Iterator
  if (processor === undefined) throw new Error('a Map has an ItemProcessor')
  return [processor]
}

function checkData(state: State): void {
  for (const path of [state.InputPath, state.OutputPath]) if (typeof path === 'string') parsePath(path)
  if (typeof state.ResultPath === 'string') parseReferencePath(state.ResultPath)
  for (const field of REFERENCE_PATHS) {
    const path = state[field]
    if (path !== undefined) parseReferencePath(path)
  }
  for (const template of [state.Parameters, state.ResultSelector, state.ItemSelector]) checkTemplate(template ?? null)
  for (const text of [state.ErrorPath, state.CausePath]) if (text !== undefined) checkDynamic(text)
}

function refuseJsonata({ QueryLanguage = 'JSONPath' }: { readonly QueryLanguage?: string }): void {
  if (QueryLanguage !== 'JSONPath') throw new Error(`the local host plays JSONPath only, not ${QueryLanguage}`)
}

function refuseOthers(written: object, known: readonly string[]): void {
  const unknown = Object.keys(written).filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`the local host does not play ${unknown.join(', ')}`)
}
