import { Refusal } from '../../ticket/refusal.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { isBad, longestComment, scores } from '../rating.ts'

const remedy = 'It can be rated once it is resolved, and until the next time it is opened again.'

export const rate = (
  incident: Incident,
  { score, comment: given, resolvedAt }: CommandOf<'rate'>,
): readonly IncidentEvent[] => {
  const { number, resolution, rating, merged, state } = incident
  if (merged) throw new Refusal('conflict', `${number} is merged into ${merged.into}. Rate ${merged.into}.`)
  if (!resolution || state === 'canceled') throw new Refusal('conflict', `${number} is ${state}. ${remedy}`)
  if (resolvedAt !== undefined && resolvedAt !== resolution.at)
    throw new Refusal('conflict', `${number} was opened again since. ${remedy}`)
  if (!scores.includes(score)) throw new Refusal('invalid', `score: use one of ${scores.join(', ')}.`, 'score')
  const comment = given?.trim()
  if (comment && comment.length > longestComment)
    throw new Refusal('invalid', `comment: use at most ${longestComment} characters.`, 'comment')
  if (rating?.score === score && (rating.comment ?? '') === (comment ?? '')) return []
  if (rating && state === 'closed')
    throw new Refusal('conflict', `${number} is closed, and its rating stands. Open a new incident that follows it.`)
  return [
    {
      type: 'incident.rated',
      score,
      ...(comment && { comment }),
      ...(isBad(score) && { isBad: true }),
      ...(rating && { before: rating.score }),
      resolvedAt: resolution.at,
    },
  ]
}
