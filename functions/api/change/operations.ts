import type { Operation } from '../operation.ts'
import { classifying } from './classify.ts'
import { listing } from './list.ts'
import { moving } from './move.ts'
import { opening } from './open.ts'
import { reading, readingParts } from './read.ts'
import { talking } from './word.ts'

/** What the API can do with changes. A path that is a word stands before those with a number in its place. */
export const changes: readonly Operation[] = [
  opening,
  listing,
  reading,
  ...classifying,
  ...readingParts,
  ...talking,
  ...moving,
]
