import jsonata from 'jsonata'
import type { Json } from './json.ts'
import type { Unreadable } from './reading.ts'

/** Far above what a mapping of one body takes, far below what would hold up the queue. */
const guards = { timeout: 500, stack: 200, sequence: 20_000 }

/** Expressions compile in about the time they take to run, and a source's are the same each time. */
const compiled = new Map<string, jsonata.Expression>()

const compile = (expression: string): jsonata.Expression => {
  const known = compiled.get(expression)
  if (known) return known
  if (compiled.size >= 200) compiled.clear()
  const fresh = jsonata(expression, guards)
  compiled.set(expression, fresh)
  return fresh
}

const why = (error: unknown): string => {
  const { message, position, token } = error as { message?: string; position?: number; token?: string }
  const place = position === undefined ? '' : ` at character ${position}${token ? ` (\`${token}\`)` : ''}`
  return `${message ?? 'it fails'}${place}`
}

/** Why `expression` is no JSONata, with the place; null when it is. */
export const expressionFault = (expression: string): string | null => {
  try {
    compile(expression)
    return null
  } catch (error) {
    return why(error)
  }
}

/**
 * What the JSONata `expression` finds in `body`: plain JSON, null for nothing. Unreadable, with the place in the
 * expression, when it is wrong, fails, nests too deep or runs longer than half a second.
 */
export const evaluate = async (
  expression: string,
  body: Json,
  bindings: Record<string, unknown> = {},
): Promise<{ readonly value: Json } | Unreadable> => {
  try {
    const found: unknown = await compile(expression).evaluate(body, bindings)
    return { value: (JSON.parse(JSON.stringify(found ?? null)) ?? null) as Json }
  } catch (error) {
    return { error: `\`${expression.slice(0, 200)}\`: ${why(error)}` }
  }
}
