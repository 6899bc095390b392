import type * as z from 'zod'
import { openStates } from '../../../lib/incident/life-cycle.ts'
import type { IncidentPage } from '../../api/incident/summary.ts'
import type { ApiDesk } from '../../api/operation.ts'
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
  reports: undefined,
}
const allViews = Object.keys(states) as OwnView[]

/** The lists there are: the one of those who report to the reader only where the desk lets people see others' tickets. */
const viewsFor = async ({ policies }: ApiDesk): Promise<readonly OwnView[]> => {
  const { colleaguesSee = 'none' } = await policies.with([])
  return allViews.filter((view) => view !== 'reports' || colleaguesSee !== 'none')
}

/** One's own tickets. */
export const ticketLists = (site: Site): readonly PageRoute[] => [
  {
    method: 'GET',
    path: '/tickets',
    show: async (visit, desk) => {
      const views = await viewsFor(desk)
      const view = views.find((known) => known === visit.query.view) ?? 'open'
      const requester = view === 'reports' ? 'reports' : 'me'
      const query = { requester, state: states[view], cursor: visit.query.cursor, limit: 25 }
      const page = await carryOut<Page>(visit, desk, operations.listIncidents, { query })
      return { page: <TicketsPage visit={visit} site={site} views={views} view={view} page={page} /> }
    },
  },
]

const TicketsPage = (props: { visit: Visit; site: Site; views: readonly OwnView[]; view: OwnView; page: Page }) => {
  const { visit, site, views, view, page } = props
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
          <RequestList
            requests={page.items}
            reader={reader}
            label={texts.view[view]}
            showsRequester={view === 'reports'}
          />
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
