import { Refusal } from '../../ticket/refusal.ts'
import type { Change } from '../change.ts'
import type { ChangeCommandOf } from '../command.ts'
import type { ChangeEvent } from '../event.ts'
import { isFinished } from '../life-cycle.ts'

const mostWatchers = 100

export const comment = (
  change: Change,
  { message, visibility }: ChangeCommandOf<'comment'>,
): readonly ChangeEvent[] => {
  if (message.text.trim() === '' && !message.attachments?.length)
    throw new Refusal('invalid', 'The comment is empty. Write a text, or attach a file.', 'text')
  if (isFinished(change) && visibility === 'public')
    throw new Refusal(
      'conflict',
      `${change.number} is ${change.state}. Write an internal note, or open a new change.`,
      'visibility',
    )
  return [{ type: 'change.commented', message, visibility }]
}

export const watch = (change: Change, { watchers }: ChangeCommandOf<'watch'>): readonly ChangeEvent[] => {
  const known = new Set([change.requester.id, ...change.watchers.map(({ id }) => id)])
  const fresh = watchers.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return []
  if (change.watchers.length + fresh.length > mostWatchers)
    throw new Refusal(
      'invalid',
      `At most ${mostWatchers} people can follow a change. Take some away first.`,
      'watchers',
    )
  return [{ type: 'change.watched', watchers: fresh }]
}

export const unwatch = (change: Change, { watcher: id }: ChangeCommandOf<'unwatch'>): readonly ChangeEvent[] => {
  const watcher = change.watchers.find((each) => each.id === id)
  return watcher ? [{ type: 'change.unwatched', watcher }] : []
}
