import type { Child } from 'hono/jsx'
import type * as z from 'zod'
import type { IncidentSummary } from '../../api/incident/summary.ts'
import { StateBadge } from '../page/piece/badge.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import { portalTexts } from './text.ts'

/** A ticket as its requester sees it in a list. */
export type Request = z.infer<typeof IncidentSummary>

/** One's tickets, the newest first. */
export const RequestList = (props: { requests: readonly Request[]; reader: Reader; label?: string }) => (
  <ul class="card requests" aria-label={props.label}>
    {props.requests.map((request) => (
      <RequestItem request={request} reader={props.reader} />
    ))}
  </ul>
)

const RequestItem = ({ request, reader }: { request: Request; reader: Reader; children?: Child }) => {
  const texts = portalTexts[reader.language]
  return (
    <li data-row>
      <a href={`/tickets/${request.number}`}>{request.title}</a>
      <StateBadge state={request.state} reader={reader} />
      <p class="line">
        <span class="number">{request.number}</span>
        {request.assignee && <span>{request.assignee.name}</span>}
        <span>
          {texts.updated} <Time at={request.updatedAt} reader={reader} />
        </span>
      </p>
    </li>
  )
}
