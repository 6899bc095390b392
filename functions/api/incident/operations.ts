import type { Operation } from '../operation.ts'
import { announcements } from './announce.ts'
import { classifying } from './classify.ts'
import { commenting } from './comment.ts'
import { drafting } from './draft.ts'
import { listing } from './list.ts'
import { aboutMajor } from './major.ts'
import { majors } from './majors.ts'
import { moving } from './move.ts'
import { opening } from './open.ts'
import { present } from './presence.ts'
import { rating } from './rate.ts'
import { readingOne } from './read.ts'
import { relating } from './relate.ts'
import { explaining } from './sla.ts'
import { watching } from './watch.ts'

/** What the API can do with incidents. */
export const incidents: readonly Operation[] = [
  opening,
  listing,
  ...readingOne,
  commenting,
  ...moving,
  ...classifying,
  ...aboutMajor,
  ...majors,
  ...announcements,
  rating,
  ...watching,
  ...relating,
  explaining,
  ...present,
  ...drafting,
]
