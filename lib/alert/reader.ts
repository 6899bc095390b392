import type { read } from './read.ts'

/** All that reads alerts, where an operation needs it: 200 KB that other functions do without. */
export interface AlertReader {
  /** Names that a source's `format` may have, besides `auto` and `mapping`. */
  readonly formats: readonly string[]
  /** Why a text is no JSONata, in a sentence; null when it is. */
  readonly faultIn: (expression: string) => string | null
  readonly read: typeof read
}

const nothing = () => {
  throw new Error('This function was given nothing that reads alerts.')
}

/** For functions that carry out no operation on sources of alerts. */
export const noReader: AlertReader = { formats: [], faultIn: nothing, read: nothing }
