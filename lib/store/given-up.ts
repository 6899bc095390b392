/** What a queue gave up after all retries. */
export interface GivenUp {
  /** How many messages wait, to a few. */
  count(): Promise<number>
  /** Begins to hand all of them back to where they came from, unless that is going on already. */
  handBack(): Promise<void>
  /** How the last handing back goes, or went; nothing when there was none lately. */
  progress(): Promise<Progress | undefined>
}

/** A handing back. */
export interface Progress {
  readonly status: 'running' | 'completed' | 'failed' | 'canceled'
  readonly moved: number
  /** How many there were when it began. */
  readonly of: number
  readonly startedAt: string
}

const nothing = () => Promise.reject(new Error('This function was given no way to dead letters.'))

/** For functions that carry out no operation on dead letters, and are granted none. */
export const noneGivenUp: GivenUp = { count: nothing, handBack: nothing, progress: nothing }
