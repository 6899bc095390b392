import { isAgent } from '../../../lib/people/person.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { bringFiles } from '../page/bring-files.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { storageOrigin } from '../page/storage-origin.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import type { Site } from './frame.tsx'
import { moves, operations } from './operation.ts'
import type { Ticket } from './standing.ts'
import { TicketPage } from './ticket-page.tsx'

const draftOf = (visit: Visit, desk: ApiDesk): Promise<string | undefined> =>
  carryOut<{ readonly text: string }>(visit, desk, operations.readDraft, { params: visit.params }).then(
    ({ text }) => text,
    (error) => {
      if (error instanceof Refusal && error.code === 'not_found') return undefined
      throw error
    },
  )

const ticket = (site: Site): PageRoute => ({
  method: 'GET',
  path: '/tickets/{number}',
  show: async (visit, desk) => {
    const { params, person } = visit
    if (isAgent(person)) return { to: `/desk/tickets/${encodeURIComponent(params.number ?? '')}` }
    const query = { timelineCursor: visit.query.after }
    const [record, draft, storage] = await Promise.all([
      carryOut<Ticket>(visit, desk, operations.readIncident, { params, query }),
      draftOf(visit, desk),
      storageOrigin(desk),
    ])
    // A page that only looks for news is the same as long as there are none.
    const once = visit.request.headers['x-live'] === undefined ? desk.newId() : ''
    const page = <TicketPage visit={visit} site={site} ticket={record} draft={draft} once={once} />
    return { page, connect: [storage] }
  },
})

/** Refuses a decision of somebody who has not seen what others said or did since their page was made. */
const ensureSeen = (visit: Visit, { timeline }: Ticket): void => {
  const news = timeline.some(({ by }) => by.id !== visit.person.id)
  if (news) throw new Refusal('stale', 'Something happened here while you were reading. Look, and decide again.')
}

/** Close, reopen, cancel: of the ticket as it was seen; what the desk did unseen by its requester is in nobody's way. */
const move: PageRoute = {
  method: 'POST',
  path: '/tickets/{number}/{move}',
  again: '/tickets/{number}',
  show: async (visit, desk) => {
    const { number = '', move = '' } = visit.params
    const operation = moves.get(move)
    if (!operation) throw new Refusal('not_found', `There is no command ${move}.`)
    const seen = visit.form.get('version') ?? ''
    const since = await carryOut<Ticket>(visit, desk, operations.readIncident, {
      params: { number },
      query: { timelineCursor: seen },
    })
    if (seen !== '') ensureSeen(visit, since)
    const body = formBody(operation.body, visit.form)
    await carryOut(visit, desk, operation, { params: { number }, body, ifVersion: seen === '' ? null : since.version })
    return { to: `/tickets/${number}` }
  },
}

const comment: PageRoute = {
  method: 'POST',
  path: '/tickets/{number}/comments',
  again: '/tickets/{number}',
  show: async (visit, desk) => {
    const { params } = visit
    await bringFiles(visit, desk)
    const body = formBody(operations.commentOnIncident.body, visit.form)
    await carryOut(visit, desk, operations.commentOnIncident, { params, body })
    await carryOut(visit, desk, operations.deleteDraft, { params })
    return { to: `/tickets/${params.number}` }
  },
}

const rate: PageRoute = {
  method: 'POST',
  path: '/tickets/{number}/rate',
  again: '/tickets/{number}',
  show: async (visit, desk) => {
    const { params, form } = visit
    const body = formBody(operations.rateIncident.body, form)
    await carryOut(visit, desk, operations.rateIncident, { params, body })
    return { to: `/tickets/${params.number}` }
  },
}

const unwatch: PageRoute = {
  method: 'POST',
  path: '/tickets/{number}/unwatch',
  show: async (visit, desk) => {
    await carryOut(visit, desk, operations.unwatchIncident, { params: visit.params })
    return { to: '/tickets' }
  },
}

const attachment: PageRoute = {
  method: 'GET',
  path: '/tickets/{number}/attachments/{attachment}',
  show: ({ request, person, params }, desk) =>
    operations.readAttachment.run({ caller: person, params, query: request.query, body: {}, request }, desk),
}

const draft: PageRoute = {
  method: 'POST',
  path: '/tickets/{number}/draft',
  show: async (visit, desk) => {
    const { params, form } = visit
    const isEmpty = (form.get('text') ?? '').trim() === ''
    if (isEmpty) await carryOut(visit, desk, operations.deleteDraft, { params })
    else await carryOut(visit, desk, operations.saveDraft, { params, body: formBody(operations.saveDraft.body, form) })
    return { status: 204 }
  },
}

/** One ticket, and everything that the people it concerns can do with it. */
export const ticketPages = (site: Site): readonly PageRoute[] => [
  ticket(site),
  comment,
  rate,
  unwatch,
  draft,
  attachment,
  move,
]
