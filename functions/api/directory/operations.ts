import type { Operation } from '../operation.ts'
import { groupsOfDirectory } from './groups.ts'
import { importPeople } from './import.ts'
import { leaving } from './leaving.ts'
import { rulesOfDirectory } from './rules.ts'
import { safety } from './safety.ts'

/** What the API can do with the company's directory. */
export const directory: readonly Operation[] = [
  ...rulesOfDirectory,
  ...safety,
  ...groupsOfDirectory,
  leaving,
  importPeople,
]
