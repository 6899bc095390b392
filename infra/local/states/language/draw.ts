import { randomUUID } from 'node:crypto'

/** Where intrinsic functions get what is different each time. What they answered is recorded with the state that asked. */
export interface Draw {
  uuid(): string
  /** A number from 0 up to, and without, 1. */
  random(): number
}

/** Real chance. */
export const chance: Draw = { uuid: () => randomUUID(), random: () => Math.random() }
