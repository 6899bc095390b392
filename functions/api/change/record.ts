import * as z from 'zod'
import { digestOf } from '../../../lib/approval/digest.ts'
import { Change, restore } from '../../../lib/change/change.ts'
import type { Edits, Texts } from '../../../lib/change/event.ts'
import { legalMoves } from '../../../lib/change/life-cycle.ts'
import { materialOf } from '../../../lib/change/material.ts'
import { missingFields } from '../../../lib/change/submission.ts'
import type { TicketRecord } from '../../../lib/desk/read-ticket.ts'
import { recordFor } from '../../../lib/desk/shown.ts'
import { may } from '../../../lib/people/access.ts'
import type { Person } from '../../../lib/people/person.ts'
import { key } from '../../../lib/store/schema.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Language } from '../../../lib/ticket/message.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { ApprovalView, approvalView } from './approval-view.ts'
import { AssessmentView } from './entry-data.ts'
import { ChangeEntryView, entryView } from './entry-view.ts'
import { ChangeSummary, summaryFor } from './summary.ts'

const { template, deployment, implementedAt, reviewedAt, reviewDueAt, isReviewOverdue, isUnauthorized } = Change.shape

/** What everybody on a change sees of it beside its summary and its timeline. */
const Detail = z.object({
  language: Language,
  items: z.array(z.string()),
  watchers: z.array(PersonRef),
  implementedAt,
})

/** What only the desk sees of it. */
const Inside = z.object({
  plan: z.string().optional(),
  test: z.string().optional(),
  backout: z.string().optional(),
  answers: z.record(z.string(), z.string()).describe('Answers to the questionnaire, by question.'),
  missing: z.array(z.string()).describe('What it must say before it can leave New.'),
  template,
  deployment: deployment.describe('What the pipeline that waits for it deploys.'),
  assessment: AssessmentView.optional().describe('What made the risk what it is, as it was judged last.'),
  approval: ApprovalView.optional(),
  digest: z.string().describe('Of what approvers answer for, as it is now.'),
  overrides: z.array(z.string()).describe('Ids of the freezes that it may pass.'),
  reviewedAt,
  reviewDueAt,
  isReviewOverdue,
  isUnauthorized,
})

/** A change with its timeline. */
export const ChangeRecord = ChangeSummary.extend({
  ...Detail.shape,
  inside: Inside.optional().describe('How it is done and approved; for the desk.'),
  legalMoves: z.array(z.string()).describe('The moves that the caller can make now.'),
  timeline: z.array(ChangeEntryView),
  timelineCursor: z
    .string()
    .nullable()
    .describe('What to ask for the next part of the timeline with; null at its end.'),
}).meta({ id: 'Change' })

/** The long texts and what made the risk, which live in the entries that said so. One read. */
const longParts = async (store: Store, { number, textsAt, assessedAt = textsAt }: Change) => {
  const found = await store.getMany([...new Set([textsAt, assessedAt])].map((at) => key.event(number, at)))
  const dataAt = (sequence: number) =>
    (found.find((entry) => entry.sequence === sequence)?.data ?? {}) as {
      texts?: Texts
      now?: Edits
      assessment?: z.infer<typeof AssessmentView>
    }
  const { texts, now } = dataAt(textsAt)
  return { texts: texts ?? now?.texts ?? {}, assessment: dataAt(assessedAt).assessment }
}

const insideOf = async (store: Store, change: Change): Promise<z.infer<typeof Inside>> => {
  const { texts, assessment } = await longParts(store, change)
  return Inside.parse({
    ...change,
    ...texts,
    missing: missingFields(change),
    assessment,
    approval: change.approval && approvalView(change.approval),
    digest: digestOf(materialOf(change)),
  })
}

/** The record for a reader. */
export const recordView = async (
  store: Store,
  reader: Person,
  record: TicketRecord,
): Promise<z.infer<typeof ChangeRecord>> => {
  const change = restore(record.head)
  const shown = recordFor(reader, record)
  const isForDesk = may(reader, 'read-internal', { kind: 'change' })
  return {
    ...summaryFor(reader, change),
    ...Detail.parse(shown.head),
    ...(isForDesk && { inside: await insideOf(store, change) }),
    // Nobody authorizes by hand: the last vote does.
    legalMoves: may(reader, 'work', change) ? legalMoves(change).filter((move) => move !== 'authorize') : [],
    timeline: shown.timeline.map((entry) => entryView(entry, isForDesk)),
    timelineCursor: record.more === undefined ? null : String(record.more),
  }
}
