/** Lambda's error document, as a failed invocation answers it: name, message and stack of what the handler threw. */
export interface Failure {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace?: readonly string[]
}

/** A function threw, ran into its timeout, or its environment ended: what a caller of `invoke` gets. */
export class FunctionFailed extends Error {
  readonly functionName: string
  readonly failure: Failure

  constructor(functionName: string, failure: Failure) {
    super(`${functionName}: ${failure.errorType}: ${failure.errorMessage}`)
    this.name = 'FunctionFailed'
    this.functionName = functionName
    this.failure = failure
  }
}
