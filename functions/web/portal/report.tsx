import { may } from '../../../lib/people/access.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { bringFiles } from '../page/bring-files.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { storageOrigin } from '../page/storage-origin.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import type { Site } from './frame.tsx'
import { operations } from './operation.ts'
import { readOutages } from './outage.tsx'
import { ReportPage } from './report-page.tsx'
import { ReportedPage } from './reported-page.tsx'
import type { Request } from './request-list.tsx'
import type { Ticket } from './standing.ts'
import type { Template } from './template-links.tsx'

/** The ticket that the new one goes on with, if one is named and the reader may see it. */
const followed = async (visit: Visit, desk: ApiDesk): Promise<Ticket | undefined> => {
  const number = visit.refused?.form.get('follows') ?? visit.query.follows
  return number ? carryOut<Ticket>(visit, desk, operations.readIncident, { params: { number } }) : undefined
}

/** What a report can begin with, for whom the company offers it. */
const readTemplates = async (visit: Visit, desk: ApiDesk): Promise<readonly Template[]> => {
  if (!may(visit.person, 'read', { kind: 'ticket-template' })) return []
  return (await carryOut<{ readonly items: readonly Template[] }>(visit, desk, operations.listTicketTemplates, {}))
    .items
}

const form = (site: Site): PageRoute => ({
  method: 'GET',
  path: '/report',
  show: async (visit, desk) => {
    const [outages, follows, templates, storage] = await Promise.all([
      readOutages(visit, desk),
      followed(visit, desk),
      readTemplates(visit, desk),
      storageOrigin(desk),
    ])
    const page = (
      <ReportPage
        visit={visit}
        site={site}
        outages={outages}
        follows={follows}
        templates={templates}
        once={desk.newId()}
      />
    )
    return { page, connect: [storage] }
  },
})

const report: PageRoute = {
  method: 'POST',
  path: '/report',
  again: '/report',
  show: async (visit, desk) => {
    await bringFiles(visit, desk)
    const body = formBody(operations.openIncident.body, visit.form)
    const { number } = await carryOut<Request>(visit, desk, operations.openIncident, { body })
    return { to: `/reported/${number}` }
  },
}

const reported = (site: Site): PageRoute => ({
  method: 'GET',
  path: '/reported/{number}',
  show: async (visit, desk) => {
    const ticket = await carryOut<Ticket>(visit, desk, operations.readIncident, { params: visit.params })
    return { page: <ReportedPage visit={visit} site={site} ticket={ticket} /> }
  },
})

/** Telling the desk what is wrong. */
export const reportPages = (site: Site): readonly PageRoute[] => [form(site), report, reported(site)]
