/** Why a command was refused, as RFC 9457 problems and pages tell it. */
export type RefusalCode =
  | 'invalid'
  | 'not_found'
  | 'forbidden'
  | 'conflict'
  | 'stale'
  | 'unauthenticated'
  | 'too_large'
  | 'too_many'

/** A command that cannot be: shown to the person who asked, with the field and the remedy. It changed nothing. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  /** Name of the field at fault, when one is. */
  readonly field: string | undefined
  /** Facts that help to go on, such as the legal moves; extension members of the problem (RFC 9457 section 3.2). */
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: RefusalCode, message: string, field?: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.field = field
    this.facts = facts
  }
}

/** Others wrote at the same time more often than we retry; the same command may succeed when sent again. */
export class Conflict extends Error {
  override readonly name = 'Conflict'
}
