import type { Draw } from './draw.ts'
import { callIntrinsic, isIntrinsic, parseIntrinsic } from './intrinsic.ts'
import { isObject, type Json } from './json.ts'
import { find, parsePath, type Scope } from './path.ts'
import { StatesError } from './states-error.ts'

/**
 * Fills a Payload Template: a field `name.$` becomes `name` with what its path or function says. A path that finds
 * nothing is `States.ParameterPathFailure`.
 */
export function fill(template: Json, scope: Scope, draw: Draw): Json {
  if (Array.isArray(template)) return template.map((each) => fill(each, scope, draw))
  if (!isObject(template)) return template
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => {
      if (!name.endsWith('.$')) return [name, fill(value, scope, draw)]
      return [name.slice(0, -2), dynamic(name, String(value), scope, draw)]
    }),
  )
}

function dynamic(name: string, text: string, scope: Scope, draw: Draw): Json {
  if (isIntrinsic(text)) return callIntrinsic(text, scope, draw)
  const found = find(text, scope)
  if (found !== undefined) return found
  throw new StatesError(
    'States.ParameterPathFailure',
    `The JSONPath '${text}' specified for the field '${name}' could not be found in the input.`,
  )
}

/** Throws a sentence for a template that cannot be filled: a `.$` field that holds neither a path nor a function. */
export function checkTemplate(template: Json): void {
  if (Array.isArray(template)) for (const each of template) checkTemplate(each)
  if (!isObject(template)) return
  for (const [name, value] of Object.entries(template)) {
    if (!name.endsWith('.$')) checkTemplate(value)
    else if (typeof value !== 'string') throw new Error(`${name} holds neither a path nor a function`)
    else checkDynamic(value)
  }
}

/** Throws a sentence unless the text is a path or a call of a function. */
export function checkDynamic(text: string): void {
  if (isIntrinsic(text)) parseIntrinsic(text)
  else parsePath(text)
}
