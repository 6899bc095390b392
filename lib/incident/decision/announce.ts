import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { ensureUnfinished, isOpen } from '../life-cycle.ts'

/** One line in a banner. */
export const longestHeadline = 200

export const announce = (
  incident: Incident,
  { headline, since, expectedEnd }: CommandOf<'announce'>,
  { at }: Context,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  const { number } = incident
  if (!incident.isMajor)
    throw new Refusal('conflict', `${number} is no major incident. Declare it one first; then it can be announced.`)
  if (!isOpen(incident))
    throw new Refusal('conflict', `${number} is ${incident.state}. Reopen it first; what is over is not announced.`)
  const words = Object.entries(headline).flatMap(([language, text]) =>
    text.trim() === '' ? [] : [[language, text.trim()] as const],
  )
  if (words.length === 0)
    throw new Refusal('invalid', 'Say in a line what does not work, in Korean, in English, or in both.', 'headline')
  const tooLong = words.find(([, text]) => text.length > longestHeadline)
  if (tooLong)
    throw new Refusal(
      'invalid',
      `headline.${tooLong[0]} has ${tooLong[1].length} characters. Use at most ${longestHeadline}.`,
      `headline.${tooLong[0]}`,
    )
  const began = since ?? incident.announcement?.since ?? incident.openedAt
  if (began > at)
    throw new Refusal('invalid', `since is ${began}, which is still to come. Give a past instant.`, 'since')
  if (expectedEnd !== undefined && expectedEnd <= at)
    throw new Refusal(
      'invalid',
      `expectedEnd is ${expectedEnd}, which is past. Give an instant to come.`,
      'expectedEnd',
    )
  const announcement = {
    headline: Object.fromEntries(words),
    since: began,
    ...(expectedEnd !== undefined && { expectedEnd }),
  }
  if (isDeepStrictEqual(announcement, incident.announcement)) return []
  return [{ type: 'incident.announced', ...announcement }]
}

export const withdrawAnnouncement = (incident: Incident): readonly IncidentEvent[] =>
  incident.announcement ? [{ type: 'incident.announcement_withdrawn' }] : []
