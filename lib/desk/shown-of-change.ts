import type { Change } from '../change/change.ts'
import type { ChangeEvent } from '../change/event.ts'

/** What an edit can have changed that is no secret of the desk: how it is done, and how risky that is, stays there. */
const edited = ['title', 'impact', 'service', 'items', 'owner', 'window']

/**
 * Entries that people outside of the desk see, with the fields of each that they see (`now.title` is one within another); all
 * others are the desk's own. Whoever asked for a change learns who decided about it and why: they have to mend it.
 */
export const changeEntries: Readonly<Partial<Record<ChangeEvent['type'], readonly string[]>>> = {
  'change.opened': [
    'of',
    'title',
    'message',
    'requester',
    'owner',
    'impact',
    'service',
    'items',
    'team',
    'assignee',
    'watchers',
    'channel',
    'language',
    'window',
  ],
  'change.commented': ['message', 'visibility'],
  'change.edited': edited.flatMap((field) => [`now.${field}`, `before.${field}`]),
  'change.type_set': ['of', 'before'],
  'change.assigned': ['team', 'assignee'],
  'change.submitted': ['to'],
  'change.decided': ['stage', 'approver', 'for', 'decision', 'comment'],
  'change.authorized': [],
  'change.reverted': ['because', 'reason'],
  'change.started': [],
  'change.implemented': ['outcome', 'from'],
  'change.closed': [],
  'change.canceled': ['reason'],
  'change.watched': ['watchers'],
  'change.unwatched': ['watcher'],
}

/** What people outside of the desk see of a change itself. */
export const changeHead: readonly (keyof Change)[] = [
  'kind',
  'number',
  'version',
  'type',
  'title',
  'state',
  'impact',
  'service',
  'items',
  'requester',
  'owner',
  'team',
  'assignee',
  'watchers',
  'channel',
  'language',
  'openedAt',
  'updatedAt',
  'window',
  'implementedAt',
  'outcome',
]
