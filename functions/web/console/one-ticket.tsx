import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { bringFiles } from '../page/bring-files.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { localInstant } from '../page/local-instant.ts'
import { readingOnce } from '../page/read-once.ts'
import { storageOrigin } from '../page/storage-origin.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { commands, operations } from './operation.ts'
import type { Done } from './ticket/done.ts'
import { ExplanationPage } from './ticket/explanation.tsx'
import { isMessage } from './ticket/fold.ts'
import { TicketPage } from './ticket/page.tsx'
import { type Other, Others } from './ticket/presence.tsx'
import { readPage, teamsOf, ticketOf } from './ticket/read.ts'
import { SheetPage } from './ticket/sheet-page.tsx'
import { sheets } from './ticket/sheets.ts'
import { changesIn } from './ticket/stale.tsx'
import type { SheetName } from './ticket/text.ts'
import { pathTo, type Summary } from './ticket/ticket.ts'

const toDone = (number: string, done: Done) => ({ to: `${pathTo(number)}?${new URLSearchParams({ done })}` })

const ticket: PageRoute = {
  method: 'GET',
  path: '/desk/tickets/{number}',
  show: async (visit, desk) => {
    const [shown, storage] = await Promise.all([readPage(visit, desk), storageOrigin(desk)])
    return { page: <TicketPage visit={visit} once={desk.newId()} {...shown} />, connect: [storage] }
  },
}

const sheet: PageRoute = {
  method: 'GET',
  path: '/desk/tickets/{number}/{sheet}',
  show: async (visit, given) => {
    const name = visit.params.sheet as SheetName
    if (!Object.hasOwn(sheets, name)) throw new Refusal('not_found', `There is nothing at ${visit.request.path}.`)
    const desk = readingOnce(given)
    const [ticket, teams] = await Promise.all([ticketOf(visit, desk, { timelineNewest: 1 }), teamsOf(desk)])
    const found = sheets[name]
    const extra = await found.load?.(visit, desk, ticket)
    return { page: <SheetPage {...{ visit, name, ticket, teams, extra }} sheet={found} once={desk.newId()} /> }
  },
}

const promises: PageRoute = {
  method: 'GET',
  path: '/desk/tickets/{number}/promises',
  show: async (visit, given) => {
    const desk = readingOnce(given)
    type Explained = Pick<Parameters<typeof ExplanationPage>[0], 'clocks'>
    const [ticket, { clocks }] = await Promise.all([
      ticketOf(visit, desk, { timelineNewest: 1 }),
      carryOut<Explained>(visit, desk, operations.explainIncidentClocks, { params: visit.params }),
    ])
    return { page: <ExplanationPage visit={visit} ticket={ticket} clocks={clocks} /> }
  },
}

/** Fields that people fill in by the clock on their own wall. */
const wallTimes = ['until', 'since', 'expectedEnd'] as const

const inUtc = ({ form, reader }: Visit): URLSearchParams => {
  const result = new URLSearchParams(form)
  for (const name of wallTimes) {
    const given = result.get(name)
    if (given) result.set(name, localInstant(given, reader.timeZone))
  }
  return result
}

const asNumber = (given: string | null) => (/^[A-Z]{2,5}-\d{1,12}$/.test(given ?? '') ? given : null)

/** Any command to a ticket: the form's fields are the command's, and its version is the one that was seen. */
const command: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/{number}/{command}',
  again: '/desk/tickets/{number}/{command}',
  show: async (visit, desk) => {
    const { number = '', command = '' } = visit.params
    const operation = commands.get(command)
    if (!operation || !Object.hasOwn(sheets, command)) throw new Refusal('not_found', `There is no command ${command}.`)
    const body = formBody(operation.body, inUtc(visit))
    const asked = { params: { number }, body, ifVersion: visit.form.get('version') }
    const answered = await carryOut<Summary>(visit, desk, operation, asked)
    // A message that was split off goes on in the ticket made of it.
    return toDone(asNumber(visit.form.get('back')) ?? answered.number, command as SheetName)
  },
}

/** Whether somebody else answered since the version that was seen: only that is worth asking before a reply is sent. */
const isAnswered = (error: unknown, self: string) =>
  error instanceof Refusal &&
  changesIn({ refusal: error }).some(
    (entry) => isMessage(entry) && entry.visibility === 'public' && entry.by.id !== self,
  )

const isStale = (error: unknown) => error instanceof Refusal && error.code === 'stale'

const comment: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/{number}/comments',
  again: '/desk/tickets/{number}',
  show: async (visit, desk) => {
    const { params, form, person } = visit
    await bringFiles(visit, desk)
    const body = formBody(operations.commentOnIncident.body, form)
    const send = (ifVersion?: string | null) =>
      carryOut(visit, desk, operations.commentOnIncident, { params, body, ifVersion })
    await send(form.get('visibility') === 'internal' ? undefined : form.get('version')).catch((error) => {
      if (!isStale(error) || isAnswered(error, person.id)) throw error
      return send()
    })
    await carryOut(visit, desk, operations.deleteDraft, { params })
    return toDone(params.number ?? '', form.get('visibility') === 'internal' ? 'note' : 'reply')
  },
}

const followUp: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/{number}/follow-up',
  again: '/desk/tickets/{number}/follow-up',
  show: async (visit, desk) => {
    const before = await ticketOf(visit, desk, { timelineNewest: 1 })
    const { title, description } = formBody(operations.openIncident.body, visit.form)
    const { address } = before.requester
    const body = { title, description, follows: before.number, ...(address !== undefined && { requester: address }) }
    const { number } = await carryOut<Summary>(visit, desk, operations.openIncident, { body })
    return toDone(number, 'follow-up')
  },
}

const attachment: PageRoute = {
  method: 'GET',
  path: '/desk/tickets/{number}/attachments/{attachment}',
  show: ({ request, person, params }, desk) =>
    operations.readAttachment.run({ caller: person, params, query: request.query, body: {}, request }, desk),
}

const draft: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/{number}/draft',
  show: async (visit, desk) => {
    const { params, form } = visit
    const isDiscarded = form.has('discard')
    if (isDiscarded || (form.get('text') ?? '').trim() === '')
      await carryOut(visit, desk, operations.deleteDraft, { params })
    else await carryOut(visit, desk, operations.saveDraft, { params, body: formBody(operations.saveDraft.body, form) })
    return isDiscarded ? toDone(params.number ?? '', 'discard') : { status: 204 }
  },
}

const presence: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/{number}/presence',
  show: async (visit, desk: ApiDesk) => {
    const { params, form, reader } = visit
    const body = formBody(operations.notePresence.body, form)
    type Heard = { readonly others: readonly Other[] }
    const { others } = await carryOut<Heard>(visit, desk, operations.notePresence, { params, body })
    const html = String(<Others others={others} reader={reader} />)
    return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
  },
}

/** One ticket, and everything that can be done to it. */
export const ticketPages: readonly PageRoute[] = [
  ticket,
  comment,
  followUp,
  draft,
  presence,
  attachment,
  promises,
  sheet,
  command,
]
