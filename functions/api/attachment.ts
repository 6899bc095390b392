import * as z from 'zod'
import type { JudgedAttachment } from '../../lib/desk/file-states.ts'
import { readEntry } from '../../lib/desk/read-ticket.ts'
import { entryFor } from '../../lib/desk/shown.ts'
import { type Accessed, may } from '../../lib/people/access.ts'
import type { Caller } from '../../lib/people/caller.ts'
import { isRelated } from '../../lib/people/relation.ts'
import type { Item } from '../../lib/store/store.ts'
import type { Ticket } from '../../lib/ticket/process.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import { noting } from './noting.ts'
import { type ApiDesk, type Call, type Operation, operation } from './operation.ts'

/** Whether they are on the ticket, or have it. */
const isOn = (caller: Caller, ticket: Accessed) =>
  (['requester', 'watcher', 'assignee'] as const).some((relation) => isRelated(caller, relation, ticket))

/** A link to storage lives just long enough to be followed. */
const linkSeconds = 60

const AttachmentQuery = z.strictObject({
  unchecked: z
    .literal('open', 'Use open')
    .optional()
    .describe('Agents open with `open` what a scan could not look into; it may be infected.'),
})

/** Refuses what must not be opened, or not without saying so. */
const ensureOpens = ({ name, state, threat }: JudgedAttachment, isForDesk: boolean, isWarned: boolean): void => {
  if (state === 'ready') return
  if (state === 'checking')
    throw new Refusal('conflict', `${name} is still being checked for malware. Try again in a minute.`)
  if (state === 'infected')
    throw new Refusal('forbidden', `${name} is infected (${threat ?? 'malware'}), and opens for nobody.`)
  if (!isForDesk) throw new Refusal('forbidden', `${name} could not be checked for malware. Only the desk can open it.`)
  if (!isWarned)
    throw new Refusal(
      'conflict',
      `${name} could not be checked for malware, and may be infected. Add ?unchecked=open to open it all the same.`,
      'unchecked',
    )
}

/** Reading the attachments of tickets of one kind. */
export const attachmentReading = ({
  kind,
  path,
  id,
  readable,
}: {
  readonly kind: 'incident' | 'change'
  /** Where the tickets are, such as `/api/v1/incidents`. */
  readonly path: string
  readonly id: string
  /** The ticket of the path, if the caller may look at it. */
  readable(call: Call, desk: ApiDesk): Promise<Ticket & Accessed>
}): Operation =>
  operation({
    method: 'GET',
    path: `${path}/{number}/attachments/{attachment}`,
    id,
    access: { kind, action: 'read' },
    summary: 'Download an attachment: answers with a link to storage that is good for a minute',
    query: AttachmentQuery,
    status: 302,
    run: async (call: Call<unknown, z.output<typeof AttachmentQuery>>, desk: ApiDesk) => {
      const { store, files } = desk
      const ticket = await readable(call, desk)
      const [, sequence, place] = /^(\d{1,6})-(\d{1,4})$/.exec(call.params.attachment ?? '') ?? []
      const entry = sequence && (await readEntry(store, ticket as unknown as Item, Number(sequence)))
      const data = (entry && entryFor(call.caller, entry)?.data) as
        | { message?: { attachments?: JudgedAttachment[] } }
        | undefined
      const found = data?.message?.attachments?.[Number(place) - 1]
      if (!found) throw new Refusal('not_found', `${ticket.number} has no such attachment.`)
      ensureOpens(found, may(call.caller, 'read-internal', { kind }), call.query.unchecked === 'open')
      if (!isOn(call.caller, ticket)) await noting(call, desk, 'attachment', { kind, id: ticket.number })
      return { status: 302, headers: { location: await files.link(found.key, linkSeconds) } }
    },
  })
