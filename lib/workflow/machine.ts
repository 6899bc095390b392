/** An execution that has not ended. */
export interface Running {
  readonly name: string
  /** ISO 8601. */
  readonly startedAt: string
}

/** A state machine of Step Functions, as far as the desk has to do with it. */
export interface Machine {
  /** Starts an execution, also when one of this name runs with this input already; false when one of this name has ended. */
  start(name: string, input: object): Promise<boolean>
  /** Gives a waiting task its result; false when nobody waits with this token any more. */
  answer(token: string, output: object): Promise<boolean>
  /** Ends an execution, if it runs. */
  stop(name: string, cause: string): Promise<void>
  /** All executions that run, told a few seconds late. */
  running(): Promise<readonly Running[]>
}
