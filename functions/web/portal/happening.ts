import type { EventOf, IncidentEvent } from '../../../lib/incident/event.ts'
import type { HappeningTexts } from './text/texts.ts'

type Type = IncidentEvent['type']
type Teller<T extends Type> = (texts: HappeningTexts, by: string, data: Omit<EventOf<T>, 'type'>) => string | undefined

const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name).join(', ')

/**
 * What a requester is told of each kind of entry, beside the words that somebody wrote. How the desk works (whom it passed
 * a ticket through, how it is sorted) is left out: it says nothing about when the trouble ends.
 */
const tellers: { readonly [T in Type]?: Teller<T> } = {
  'incident.started': (texts, by) => texts.started(by),
  'incident.assigned': (texts, _, { assignee }) => assignee && texts.assigned(assignee.name),
  'incident.held': (texts, _, { reason }) => texts.held(reason),
  'incident.resumed': (texts, _, { because }) => (because === 'replied' ? undefined : texts.resumed),
  'incident.reopened': (texts, by, { because }) => (because === 'replied' ? undefined : texts.reopened(by)),
  'incident.closed': (texts, by, { because }) => (because === 'time' ? texts.closedByTime : texts.closed(by)),
  'incident.canceled': (texts, by) => texts.canceled(by),
  'incident.watched': (texts, _, { watchers }) => texts.follows(names(watchers)),
  'incident.unwatched': (texts, _, { watcher }) => texts.left(watcher.name),
  'incident.merged': (texts, _, { into }) => texts.merged(into),
  'incident.unmerged': (texts) => texts.apart,
  'incident.split_off': (texts, _, { into }) => texts.goesOnIn(into),
  'incident.followed_up': (texts, _, { by }) => texts.goesOnIn(by),
}

/** What a requester is told of an entry by itself, or nothing. `by` is who did it, as the reader calls them. */
export const happeningIn = (
  { type, data }: { readonly type: string; readonly data: unknown },
  by: string,
  texts: HappeningTexts,
): string | undefined => (tellers as Record<string, Teller<never> | undefined>)[type]?.(texts, by, data as never)
