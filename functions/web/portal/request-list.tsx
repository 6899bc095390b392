import type * as z from 'zod'
import type { IncidentSummary } from '../../api/incident/summary.ts'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import { portalTexts } from './text.ts'

/** A ticket as its requester sees it in a list. */
export type Request = z.infer<typeof IncidentSummary>

/** One's tickets, the newest first. */
export const RequestList = (props: {
  requests: readonly Request[]
  reader: Reader
  label?: string
  showsRequester?: boolean
}) => (
  <ul class="card requests" aria-label={props.label}>
    {props.requests.map((request) => (
      <RequestItem request={request} reader={props.reader} showsRequester={props.showsRequester} />
    ))}
  </ul>
)

const RequestItem = (props: { request: Request; reader: Reader; showsRequester?: boolean | undefined }) => {
  const { request, reader, showsRequester } = props
  const texts = portalTexts[reader.language]
  return (
    <li data-row>
      <a href={`/tickets/${request.number}`}>{request.title}</a>
      <span class={`badge state-${request.state}`}>
        <span class="dot" aria-hidden="true" />
        {texts.state[request.state]}
      </span>
      <p class="line">
        <span class="number">{request.number}</span>
        {showsRequester && <span>{request.requester.name}</span>}
        {request.assignee && <span>{request.assignee.name}</span>}
        <span>
          {texts.updated} <Time at={request.updatedAt} reader={reader} />
        </span>
      </p>
    </li>
  )
}
