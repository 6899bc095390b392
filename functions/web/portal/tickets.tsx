import type * as z from 'zod'
import { openStates } from '../../../lib/incident/life-cycle.ts'
import type { IncidentPage } from '../../api/incident/summary.ts'
import { carryOut } from '../page/carry-out.ts'
import { Empty } from '../page/piece/notice.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { Frame, type Site } from './frame.tsx'
import { operations } from './operation.ts'
import { RequestList } from './request-list.tsx'
import { type OwnView, portalTexts } from './text.ts'

type Page = z.infer<typeof IncidentPage>

const states: Readonly<Record<OwnView, string | undefined>> = {
  open: openStates.join(','),
  solved: 'resolved,closed',
  all: undefined,
}
const views = Object.keys(states) as OwnView[]

const viewIn = ({ view }: Visit['query']): OwnView => views.find((known) => known === view) ?? 'open'

/** One's own tickets. */
export const ticketLists = (site: Site): readonly PageRoute[] => [
  {
    method: 'GET',
    path: '/tickets',
    show: async (visit, desk) => {
      const view = viewIn(visit.query)
      const query = { requester: 'me', state: states[view], cursor: visit.query.cursor, limit: 25 }
      const page = await carryOut<Page>(visit, desk, operations.listIncidents, { query })
      return { page: <TicketsPage visit={visit} site={site} view={view} page={page} /> }
    },
  },
]

const TicketsPage = ({ visit, site, view, page }: { visit: Visit; site: Site; view: OwnView; page: Page }) => {
  const { reader, person } = visit
  const texts = portalTexts[reader.language]
  return (
    <Frame reader={reader} person={person} site={site} title={texts.place.tickets} here="tickets">
      <div class="stack">
        <h1>{texts.place.tickets}</h1>
        <nav class="tabs" aria-label={texts.place.tickets}>
          {views.map((each) => (
            <a href={`/tickets?view=${each}`} aria-current={each === view ? 'page' : undefined}>
              {texts.view[each]}
            </a>
          ))}
        </nav>
      </div>
      <div id="requests" data-live="30">
        {page.items.length > 0 ? (
          <RequestList requests={page.items} reader={reader} label={texts.view[view]} />
        ) : (
          !page.cursor && (
            <div class="card">
              <Empty heading={texts.noTickets[view].heading} hint={texts.noTickets[view].hint}>
                <p>
                  <a class="button" href="/report">
                    {texts.place.report}
                  </a>
                </p>
              </Empty>
            </div>
          )
        )}
        {page.cursor && (
          <p class="pager">
            <a class="button quiet" rel="next" href={`/tickets?${new URLSearchParams({ view, cursor: page.cursor })}`}>
              {reader.texts.older}
            </a>
          </p>
        )}
      </div>
    </Frame>
  )
}
