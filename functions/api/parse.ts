import type * as z from 'zod'
import { Refusal } from '../../lib/ticket/refusal.ts'

/** The value as the schema reads it; the first thing wrong becomes a `Refusal` that names its field. */
export const parse = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const issue = read.error.issues[0]!
  const field = issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path.join('.')
  const remedy =
    issue.code === 'unrecognized_keys' ? `There is no field "${field}" here. Leave it out.` : `${remedyIn(issue)}.`
  throw new Refusal('invalid', field ? `${field}: ${remedy}` : remedy, field || undefined)
}

/** What to do, where a schema has no words of its own for what is wrong: the library's say only what it expected. */
const remedyIn = (issue: z.core.$ZodIssue): string => {
  const [, expected, received] = /^Invalid input: expected (\w+), received (\w+)$/.exec(issue.message) ?? []
  if (expected)
    return received === 'undefined' ? `it is missing; give a ${expected}` : `use a ${expected}, not ${received}`
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid '))
    return `use ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}`
  return issue.message
}

/** JSON larger than this is no ticket; attachments have their own way in. */
const mostBytes = 1024 * 1024

/** The body as JSON; an empty one is an empty object. */
export const parseJson = (body: Uint8Array): unknown => {
  if (body.length > mostBytes)
    throw new Refusal('too_large', `The body has ${body.length} bytes. Send at most ${mostBytes}.`)
  if (body.length === 0) return {}
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (error) {
    throw new Refusal('invalid', `The body is not JSON in UTF-8: ${error instanceof Error ? error.message : error}`)
  }
}
