import * as z from 'zod'
import { judge } from '../../../lib/desk/change/assess.ts'
import { readChangeRules } from '../../../lib/desk/change/rules.ts'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import { attachmentReading } from '../attachment.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { TimelineQuery, timelineAfter } from '../timeline-query.ts'
import { AssessmentView } from './entry-data.ts'
import { ObstacleView, obstaclesFor } from './obstacle-view.ts'
import { ChangeRecord, recordView } from './record.ts'
import { deskOnly, visible } from './visible.ts'
import { changeOffice } from './whole-change-desk.ts'

const path = '/api/v1/changes'

/** `GET /api/v1/changes/{number}` */
export const reading = operation({
  method: 'GET',
  path: `${path}/{number}`,
  id: 'readChange',
  access: { kind: 'change', action: 'read' },
  summary: 'Read a change with its timeline, its risk and approval, and the moves that can be made',
  query: TimelineQuery,
  status: 200,
  answer: ChangeRecord,
  run: async (call: Call<unknown, z.output<typeof TimelineQuery>>, desk: ApiDesk) => {
    const { number, version } = await visible(call, desk)
    const record = await readTicket(desk.store, number, timelineAfter(call.query, version))
    const body = await recordView(desk.store, call.caller, record!)
    return { status: 200, headers: { etag: `"${body.version}"` }, body }
  },
})

const Judged = z.object({
  assessment: AssessmentView.describe('The risk as it would be judged now.'),
  obstacles: z.array(ObstacleView),
})

const obstructed = operation({
  method: 'GET',
  path: `${path}/{number}/obstacles`,
  id: 'readChangeObstacles',
  access: { kind: 'change', action: 'read' },
  summary:
    'Read what stands in the way of a change now: freezes, collisions, times outside of maintenance; and its risk',
  status: 200,
  answer: Judged,
  run: async (call: Call, desk: ApiDesk) => {
    const change = await visible(call, desk)
    deskOnly(call)
    const { rules } = await readChangeRules(desk.store)
    const { assessment, obstacles } = await judge(changeOffice(desk), rules, change, desk.now())
    return { status: 200, body: Judged.parse({ assessment, obstacles: obstaclesFor(change, obstacles) }) }
  },
})

/** What belongs to one change. */
export const readingParts = [
  obstructed,
  attachmentReading({ kind: 'change', path, id: 'readChangeAttachment', readable: visible }),
]
