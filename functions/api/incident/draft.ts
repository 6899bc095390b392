import * as z from 'zod'
import { dropDraft, readDraft, saveDraft } from '../../../lib/desk/draft.ts'
import { Visibility } from '../../../lib/ticket/message.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { Text } from './field.ts'
import { visible } from './visible.ts'

const Unsent = z.strictObject({
  text: Text.min(1, 'Write a text, or delete the draft').describe('What the caller has written so far.'),
  visibility: Visibility.default('public').describe('How they mean to send it.'),
})

const DraftView = z.object({ text: z.string(), visibility: Visibility, savedAt: z.iso.datetime() })

const path = '/api/v1/incidents/{number}/draft'

const saving = operation({
  method: 'PUT',
  path,
  id: 'saveDraft',
  access: { kind: 'incident', action: 'read' },
  summary: 'Keep what the caller is writing on an incident, for 30 days and for nobody else’s eyes',
  body: Unsent,
  status: 200,
  answer: DraftView,
  run: async (call: Call<z.output<typeof Unsent>>, { store, now }: ApiDesk) => {
    const { number } = await visible(call, store)
    const draft = { ...call.body, savedAt: now() }
    await saveDraft(store, number, call.caller.id, draft)
    return { status: 200, body: draft }
  },
})

const reading = operation({
  method: 'GET',
  path,
  id: 'readDraft',
  access: { kind: 'incident', action: 'read' },
  summary: 'Read what the caller was writing on an incident; 404 when that is nothing',
  status: 200,
  answer: DraftView,
  run: async (call: Call, { store, now }: ApiDesk) => {
    const { number } = await visible(call, store)
    const draft = await readDraft(store, number, call.caller.id, now())
    if (!draft) throw new Refusal('not_found', `You have no draft on ${number}.`)
    return { status: 200, body: DraftView.parse(draft) }
  },
})

const dropping = operation({
  method: 'DELETE',
  path,
  id: 'deleteDraft',
  access: { kind: 'incident', action: 'read' },
  summary: 'Forget what the caller was writing on an incident',
  status: 204,
  run: async (call: Call, { store, now }: ApiDesk) => {
    const { number } = await visible(call, store)
    await dropDraft(store, number, call.caller.id, now())
    return { status: 204 }
  },
})

/** What somebody has not sent yet. */
export const drafting = [saving, reading, dropping]
