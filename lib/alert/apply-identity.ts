import { evaluate } from './expression.ts'
import { isUnreadable } from './format/format.ts'
import { keyed } from './identity.ts'
import type { Json } from './json.ts'
import type { Reading, Unreadable } from './reading.ts'
import { asText, isRecord } from './walk.ts'

/** The part of the body that each reading came from: the array that has one element for each of them. */
const partsOf = (body: Json, count: number): readonly Json[] | undefined => {
  if (count === 1) return [body]
  const isEach = (value: Json): value is readonly Json[] => Array.isArray(value) && value.length === count
  return isEach(body) ? body : isRecord(body) ? Object.values(body).find(isEach) : undefined
}

const keyBy = async (paths: readonly string[], part: Json): Promise<{ readonly key: string } | Unreadable> => {
  const found: Record<string, string> = {}
  for (const path of paths) {
    const result = await evaluate(path, part)
    if (isUnreadable(result)) return { error: `The identity field cannot be evaluated: ${result.error}` }
    const { value } = result
    const said = value !== null && typeof value === 'object' ? JSON.stringify(value) : asText(value)
    if (said === null || said === '[]' || said === '{}') {
      return { error: `The identity field \`${path}\` is not in the body, so the alert cannot be told from others.` }
    }
    found[path] = said
  }
  return { key: keyed(found)! }
}

/**
 * The readings with the key that a source's identity paths make, in place of their formats' own. Unreadable, naming the
 * path, when one finds nothing: a rule that cannot be applied is never passed over. Deliveries that are about no alert
 * stay as they are.
 */
export const applyIdentity = async (
  paths: readonly string[],
  body: Json,
  readings: readonly Reading[],
): Promise<readonly Reading[] | Unreadable> => {
  if (paths.length === 0) return readings
  const parts = partsOf(body, readings.length)
  if (!parts) return { error: `The body holds ${readings.length} alerts, which the identity fields cannot tell apart.` }
  const keyedReadings: Reading[] = []
  for (const [i, reading] of readings.entries()) {
    if (reading.kind === 'control' || reading.kind === 'non-alert') {
      keyedReadings.push(reading)
      continue
    }
    const found = await keyBy(paths, parts[i]!)
    if (isUnreadable(found)) return found
    keyedReadings.push({ ...reading, key: found.key })
  }
  return keyedReadings
}
