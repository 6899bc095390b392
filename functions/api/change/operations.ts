import type { Operation } from '../operation.ts'
import { calendar } from './calendar.ts'
import { classifying } from './classify.ts'
import { freezes, maintenanceTimes } from './closed-times.ts'
import { calendarFeeds } from './feeds.ts'
import { gates } from './gate.ts'
import { listing } from './list.ts'
import { changeMeetings } from './meetings.ts'
import { moving } from './move.ts'
import { opening } from './open.ts'
import { planningAhead } from './plan-ahead.ts'
import { changePolicy } from './policy.ts'
import { reading, readingParts } from './read.ts'
import { changeTemplates } from './templates.ts'
import { talking } from './word.ts'

/** What the API can do with changes. A path that is a word stands before those with a number in its place. */
export const changes: readonly Operation[] = [
  opening,
  listing,
  calendar,
  ...planningAhead,
  ...gates,
  reading,
  ...classifying,
  ...readingParts,
  ...talking,
  ...moving,
  ...freezes,
  ...maintenanceTimes,
  ...changePolicy,
  ...changeTemplates,
  ...changeMeetings,
  ...calendarFeeds,
]
