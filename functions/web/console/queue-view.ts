import type { QueueView } from './text.ts'

/** A query of `GET /api/v1/incidents`, without its cursor. */
export type ListQuery = Readonly<
  Partial<Record<'state' | 'team' | 'assignee' | 'requester' | 'priority' | 'sort', string>>
>

const open = 'new,in_progress,on_hold'

/** The lists that everybody has. */
export const queueViews: Readonly<Record<QueueView, ListQuery>> = {
  mine: { assignee: 'me', state: open },
  unassigned: { assignee: 'none', state: open },
  due: { sort: 'due', state: open },
  open: { state: open },
  resolved: { state: 'resolved' },
  all: {},
}

/** The list that a link means; one's own tickets when it says nothing we know. */
export const queueViewIn = (query: Readonly<Record<string, string>>): QueueView =>
  query.view !== undefined && Object.hasOwn(queueViews, query.view) ? (query.view as QueueView) : 'mine'

/** Filters that people can add to a list. */
export const filterNames = ['team', 'priority', 'state', 'assignee', 'requester', 'sort'] as const
export type FilterName = (typeof filterNames)[number]

/** The filters of a link, those left empty taken away. */
export const filtersIn = (query: Readonly<Record<string, string>>): Partial<Record<FilterName, string>> =>
  Object.fromEntries(filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : [])))

/** The address of a list. */
export const queuePath = (
  view: QueueView,
  filters: Partial<Record<FilterName, string>> = {},
  cursor?: string,
): string => `/desk/tickets?${new URLSearchParams({ view, ...filters, ...(cursor && { cursor }) })}`
