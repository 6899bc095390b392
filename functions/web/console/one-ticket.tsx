import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import type { Draft } from './composer.tsx'
import { commands, operations } from './operation.ts'
import { type Ticket, TicketPage } from './ticket.tsx'

const draftOf = (visit: Visit, desk: ApiDesk, number: string): Promise<Draft | undefined> =>
  carryOut<Draft>(visit, desk, operations.readDraft, { params: { number } }).catch((error) => {
    if (error instanceof Refusal && error.code === 'not_found') return undefined
    throw error
  })

const ticket: PageRoute = {
  method: 'GET',
  path: '/desk/tickets/{number}',
  show: async (visit, desk) => {
    const { number = '' } = visit.params
    const query = { timelineCursor: visit.query.after }
    const [record, draft] = await Promise.all([
      carryOut<Ticket>(visit, desk, operations.readIncident, { params: { number }, query }),
      draftOf(visit, desk, number),
    ])
    return { page: <TicketPage visit={visit} ticket={record} draft={draft} once={desk.newId()} /> }
  },
}

/** Any command to a ticket: the form's fields are the command's. */
const command: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/{number}/{command}',
  again: '/desk/tickets/{number}',
  show: async (visit, desk) => {
    const { number = '', command = '' } = visit.params
    const operation = commands.get(command)
    if (!operation) throw new Refusal('not_found', `There is no command ${command}.`)
    const body = formBody(operation.body, visit.form)
    await carryOut(visit, desk, operation, { params: { number }, body, ifVersion: visit.form.get('version') })
    if (command === 'comments') await carryOut(visit, desk, operations.deleteDraft, { params: { number } })
    return { to: `/desk/tickets/${number}` }
  },
}

const attachment: PageRoute = {
  method: 'GET',
  path: '/desk/tickets/{number}/attachments/{attachment}',
  show: ({ request, person, params }, desk) =>
    operations.readAttachment.run({ caller: person, params, query: {}, body: {}, request }, desk),
}

const draft: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/{number}/draft',
  show: async (visit, desk) => {
    const { params, form } = visit
    const isEmpty = (form.get('text') ?? '').trim() === ''
    if (isEmpty) await carryOut(visit, desk, operations.deleteDraft, { params })
    else await carryOut(visit, desk, operations.saveDraft, { params, body: formBody(operations.saveDraft.body, form) })
    return { status: 204 }
  },
}

type Others = {
  readonly others: readonly { readonly person: { readonly name: string }; readonly isWriting: boolean }[]
}

const presence: PageRoute = {
  method: 'POST',
  path: '/desk/tickets/{number}/presence',
  show: async (visit, desk) => {
    const body = formBody(operations.notePresence.body, visit.form)
    const { others } = await carryOut<Others>(visit, desk, operations.notePresence, { params: visit.params, body })
    const html = (
      <>
        {others.map(({ person }) => (
          <Avatar name={person.name} isAlone />
        ))}
      </>
    )
    return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: String(html) }
  },
}

/** One ticket, and everything that can be done to it. */
export const ticketPages: readonly PageRoute[] = [ticket, draft, presence, attachment, command]
