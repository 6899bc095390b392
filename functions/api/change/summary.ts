import * as z from 'zod'
import { Change } from '../../../lib/change/change.ts'
import { headFor } from '../../../lib/desk/shown.ts'
import type { Asker } from '../../../lib/people/access.ts'
import type { Item } from '../../../lib/store/store.ts'

const { window, owner, assignee, risk, outcome, service } = Change.shape

/** A change as lists and calendars show it. */
export const ChangeSummary = z
  .object({
    ...Change.pick({
      number: true,
      type: true,
      title: true,
      state: true,
      impact: true,
      requester: true,
      team: true,
      channel: true,
      openedAt: true,
      updatedAt: true,
      version: true,
    }).shape,
    risk: risk.describe('For the desk; absent until it was judged.'),
    service,
    owner,
    assignee,
    window,
    outcome,
  })
  .meta({ id: 'ChangeSummary' })
export type ChangeSummary = z.infer<typeof ChangeSummary>

/** One page of changes. */
export const ChangePage = z.object({
  items: z.array(ChangeSummary),
  cursor: z
    .string()
    .nullable()
    .describe('Where to go on; null at the end. A short page with a cursor is not the last.'),
})

/** The change for a reader, from its head. */
export const summaryFor = (reader: Asker, change: Change): ChangeSummary =>
  ChangeSummary.parse(headFor(reader, change as unknown as Item))
