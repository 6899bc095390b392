import * as z from 'zod'
import { Language } from '../ticket/message.ts'
import type { Beside } from '../ticket/process.ts'
import type { Incident } from './incident.ts'
import { isOpen } from './life-cycle.ts'

/** What everybody in the company may know of a major incident: in one of our languages at the least. */
export const Announcement = z.object({
  headline: z.partialRecord(Language, z.string()),
  /** When the trouble began. */
  since: z.iso.datetime(),
  /** When it should be over. */
  expectedEnd: z.iso.datetime().optional(),
})
export type Announcement = z.infer<typeof Announcement>

/** An announcement as it is kept for readers who may not see its incident. */
export const Outage = Announcement.extend({
  kind: z.literal('outage'),
  number: z.string(),
  /** An outage that is over is in no list. */
  isOver: z.boolean(),
})
export type Outage = z.infer<typeof Outage>

/** Whether employees see it now: announced, major, and somebody works on it. */
export const isAnnounced = (incident: Pick<Incident, 'announcement' | 'isMajor' | 'state' | 'merged'>): boolean =>
  incident.announcement !== undefined && incident.isMajor === true && isOpen(incident) && !incident.merged

/**
 * The outage of an incident as it must stand after a change, or nothing when the change does not touch it. It is written
 * in the transaction of the change, so that no banner tells of what is over.
 */
export const outageAfter = (before: Incident | undefined, now: Incident): readonly Beside[] => {
  const was = before !== undefined && isAnnounced(before)
  const is = isAnnounced(now)
  const announcement = now.announcement ?? before?.announcement
  if (!announcement || (was === is && before?.announcement === now.announcement)) return []
  const { number, openedAt } = now
  const outage: Outage = { kind: 'outage', number, ...announcement, isOver: !is }
  return [{ is: 'outage', value: { ...outage, openedAt } }]
}
