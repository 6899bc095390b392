import { ballotsBeside } from '../approval/ballot.ts'
import type { Process } from '../ticket/process.ts'
import { type Change, restore } from './change.ts'
import type { ChangeCommand } from './command.ts'
import { decide } from './decide.ts'
import type { ChangeEvent } from './event.ts'
import { evolve } from './evolve.ts'
import { plan } from './plan.ts'

/** Change enablement, in the shape that all processes share. */
export const changeProcess: Process<Change, ChangeCommand, ChangeEvent> = {
  kind: 'change',
  prefix: 'CHG',
  decide,
  evolve,
  // Its promises run on the clock on the wall.
  calendarsOf: () => [],
  plan,
  restore,
  beside: ballotsBeside,
  counted: new Set(['change.closed']),
}
