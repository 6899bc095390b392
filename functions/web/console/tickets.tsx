import type { TicketPage } from '../../../lib/desk/ticket-page.ts'
import { IncidentState } from '../../../lib/incident/incident.ts'
import { Empty, Layout, type Reader, Time } from './layout.tsx'

/** The list of tickets, newest first, one state or all. */
export const TicketsPage = ({
  reader,
  page,
  state,
}: {
  reader: Reader
  page: TicketPage
  state: IncidentState | undefined
}) => {
  const { texts } = reader
  const link = (wanted: IncidentState | undefined, text: string) => (
    <a href={wanted ? `/?state=${wanted}` : '/'} aria-current={wanted === state ? 'true' : undefined}>
      {text}
    </a>
  )
  return (
    <Layout reader={reader} heading={texts.tickets} here="tickets">
      <nav class="tabs" aria-label={texts.column.state}>
        {link(undefined, texts.all)}
        {IncidentState.options.map((option) => link(option, texts.state[option]))}
      </nav>
      {page.items.length === 0 ? (
        <Empty text={texts.noTickets} hint={texts.noTicketsHint} />
      ) : (
        <ul class="rows">
          {page.items.map((ticket) => (
            <li class="card row">
              <a class="title" href={`/tickets/${ticket.number}`}>
                {String(ticket.title)}
              </a>
              <span class="tag">{String(ticket.priority)}</span>
              <span class="meta">
                <span>{String(ticket.number)}</span>
                <span>{texts.state[ticket.state as IncidentState]}</span>
                <span>{(ticket.requester as { name: string }).name}</span>
                <span>
                  {String(ticket.team)} · {(ticket.assignee as { name: string } | undefined)?.name ?? texts.nobody}
                </span>
                <Time at={String(ticket.openedAt)} reader={reader} />
                {ticket.targetAt !== undefined && (
                  <span>
                    {texts.column.due} <Time at={String(ticket.targetAt)} reader={reader} />
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {page.cursor && (
        <p>
          <a rel="next" href={`/?${new URLSearchParams({ ...(state && { state }), cursor: page.cursor })}`}>
            {texts.older}
          </a>
        </p>
      )}
    </Layout>
  )
}
