import * as z from 'zod'

/** Which part of a ticket's timeline is asked for. */
export const TimelineQuery = z.strictObject({
  timelineCursor: z.coerce
    .number('Use a cursor that we gave')
    .int('Use a cursor that we gave')
    .min(0, 'Use a cursor that we gave')
    .max(999_999, 'Use a cursor that we gave')
    .optional()
    .describe('Sequence after which the timeline goes on.'),
  timelineNewest: z.coerce
    .number('Use a number from 1 to 200')
    .int('Use a number from 1 to 200')
    .min(1, 'Use a number from 1 to 200')
    .max(200, 'Use a number from 1 to 200')
    .optional()
    .describe('Only so many of the newest entries; a cursor counts more.'),
})

/** The sequence after which the wanted part of a timeline begins; nothing for its beginning. `version` is the ticket's. */
export const timelineAfter = (
  { timelineCursor, timelineNewest }: z.output<typeof TimelineQuery>,
  version: number,
): number | undefined =>
  // Sequences count from 1 without a gap, and the newest is the version.
  timelineCursor ?? (timelineNewest && Math.max(0, version - timelineNewest))
