import { Conflict, Refusal, type RefusalCode } from '../../lib/ticket/refusal.ts'

/** RFC 9457 problem details, with the fields at fault. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  /** Facts that help to go on, such as the legal moves (RFC 9457 section 3.2). */
  readonly [extension: string]: unknown
}

const known: Record<RefusalCode, readonly [status: number, title: string]> = {
  invalid: [400, 'The request is not valid'],
  unauthenticated: [401, 'Who are you?'],
  forbidden: [403, 'You may not do this'],
  not_found: [404, 'There is no such thing'],
  conflict: [409, 'This cannot be done now'],
  stale: [412, 'Somebody changed it meanwhile'],
  too_large: [413, 'The request is too large'],
  too_many: [429, 'Too many requests'],
}

/** The problem that an error is to its caller, or nothing when it is ours: then it must propagate and alarm. */
export const problemOf = (error: unknown): Problem | undefined => {
  if (error instanceof Conflict)
    return { type: 'about:blank', title: 'Too many at once', status: 503, detail: error.message }
  if (!(error instanceof Refusal)) return undefined
  const [status, title] = known[error.code]
  return {
    ...error.facts,
    type: `urn:haneul:problem:${error.code.replace('_', '-')}`,
    title,
    status,
    detail: error.message,
    ...(error.field !== undefined && { errors: [{ field: error.field, message: error.message }] }),
  }
}
