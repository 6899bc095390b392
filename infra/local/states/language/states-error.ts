/** A failure with an Error Name of the States Language (or of a task), which Retry and Catch can match. */
export class StatesError extends Error {
  readonly error: string
  override readonly cause: string

  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`)
    this.name = 'StatesError'
    this.error = error
    this.cause = cause
  }
}
