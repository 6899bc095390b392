import * as z from 'zod'
import type { Change } from '../../../lib/change/change.ts'
import type { Obstacle } from '../../../lib/change/command.ts'
import { Words } from '../../../lib/ticket/words.ts'

/** What stands in the way of a change, or is worth knowing about its time. */
export const ObstacleView = z
  .object({
    id: z.string().describe('Id of the freeze or of the maintenance time, or number of the other change.'),
    is: z.enum(['freeze', 'conflict', 'outside-maintenance']),
    blocks: z.boolean().describe('Whether it forbids the time; the others are shown.'),
    isOverridden: z.boolean().optional().describe('A change manager lets it pass.'),
    what: Words.describe('Why, by language.'),
  })
  .meta({ id: 'Obstacle' })

/** The obstacles of a change, each with whether it matters: an emergency passes all, others what they may. */
export const obstaclesFor = (
  { type, overrides }: Pick<Change, 'type' | 'overrides'>,
  obstacles: readonly Obstacle[],
): z.infer<typeof ObstacleView>[] =>
  obstacles.map(({ id, is, blocks, what }) => ({
    id,
    is,
    blocks: blocks && type !== 'emergency' && !overrides.includes(id),
    ...(overrides.includes(id) && { isOverridden: true }),
    what,
  }))
