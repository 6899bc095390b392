import * as z from 'zod'
import { headFor } from '../../../lib/desk/shown.ts'
import { IncidentState } from '../../../lib/incident/incident.ts'
import type { Person } from '../../../lib/people/person.ts'
import type { Item } from '../../../lib/store/store.ts'
import { Channel } from '../../../lib/ticket/actor.ts'
import { Requester } from '../../../lib/ticket/message.ts'
import { PersonRef } from '../../../lib/ticket/person-ref.ts'
import { Priority } from '../../../lib/ticket/priority.ts'

/** An incident as lists show it. */
export const IncidentSummary = z
  .object({
    number: z.string(),
    title: z.string(),
    state: IncidentState,
    priority: Priority,
    requester: Requester,
    team: z.string(),
    assignee: PersonRef.optional(),
    channel: Channel,
    openedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    dueAt: z.iso.datetime().optional().describe('When the next promise must be kept; absent when none runs.'),
    version: z.int(),
  })
  .meta({ id: 'IncidentSummary' })

/** One page of incidents. */
export const IncidentPage = z.object({
  items: z.array(IncidentSummary),
  cursor: z
    .string()
    .nullable()
    .describe('Where to go on; null at the end. A short page with a cursor is not the last.'),
})

/** The incident for a reader, from its stored head or from a list. */
export const summaryFor = (reader: Person, ticket: Item): z.infer<typeof IncidentSummary> => {
  const { targetAt: dueAt, ...head } = headFor(reader, ticket)
  return IncidentSummary.parse({ ...head, dueAt })
}
