import type { PersonRef } from '../../ticket/person-ref.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import { followersOf, type Incident } from '../incident.ts'

/** They live in the head and are in Cc of every public answer (SES takes 50 recipients a mail). */
const mostWatchers = 40

/** As many as may watch, once each. */
export const atMostWatchers = (people: readonly PersonRef[]): readonly PersonRef[] =>
  [...new Map(people.map((person) => [person.id, person])).values()].slice(0, mostWatchers)

/** Those who do not watch the incident itself yet, as many as there is room for; those who came by a merge may leave again. */
export const newWatchers = (
  incident: Pick<Incident, 'requester' | 'watchers'>,
  people: readonly PersonRef[],
): readonly PersonRef[] => {
  const known = new Set([incident.requester.id, ...incident.watchers.map(({ id }) => id)])
  return atMostWatchers(people.filter(({ id }) => !known.has(id))).slice(
    0,
    Math.max(0, mostWatchers - incident.watchers.length),
  )
}

export const watch = (incident: Incident, { watchers }: CommandOf<'watch'>): readonly IncidentEvent[] => {
  const added = newWatchers(incident, watchers)
  if (added.length === 0 && incident.watchers.length >= mostWatchers)
    throw new Refusal(
      'invalid',
      `${incident.number} has ${mostWatchers} watchers already. Remove one first.`,
      'watchers',
    )
  return added.length > 0 ? [{ type: 'incident.watched', watchers: added }] : []
}

export const unwatch = (incident: Incident, { watcher }: CommandOf<'unwatch'>): readonly IncidentEvent[] => {
  const found = followersOf(incident).find(({ id }) => id === watcher)
  return found ? [{ type: 'incident.unwatched', watcher: found }] : []
}
