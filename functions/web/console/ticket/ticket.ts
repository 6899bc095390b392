import type * as z from 'zod'
import type { ClockView } from '../../../api/incident/clock-view.ts'
import type { IncidentRecord } from '../../../api/incident/record.ts'
import type { IncidentSummary } from '../../../api/incident/summary.ts'

/** A ticket with all that its page tells, as the API answers it. */
export type Ticket = z.infer<typeof IncidentRecord>
/** A ticket as lists have it. */
export type Summary = z.infer<typeof IncidentSummary>
/** A promise, and how it stands. */
export type Promised = z.infer<typeof ClockView>

/** Where a ticket's page is, or the sheet for something that can be done to it. */
export const pathTo = (number: string, sheet?: string): string =>
  `/desk/tickets/${number}${sheet === undefined ? '' : `/${sheet}`}`
