import * as z from 'zod'
import { commentOn } from '../../../lib/desk/comment-on.ts'
import { load } from '../../../lib/desk/execute.ts'
import { messageOf, takeUploads } from '../../../lib/desk/take-uploads.ts'
import { ensureHeard } from '../../../lib/incident/decision/comment.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { may } from '../../../lib/people/access.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Visibility } from '../../../lib/ticket/message.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { Attachments } from '../upload-view.ts'
import { command } from './command.ts'
import { Text } from './field.ts'

/** Longer chains of merges are nobody's conversation any more. */
const longestChain = 10

/** The incident on which words are heard: the one that it was merged into, and so on. */
const hearing = async (store: Store, incident: Incident): Promise<Incident> => {
  let end = incident
  for (let step = 0; end.merged && step < longestChain; step++) {
    const next = await load(store, incidentProcess, end.merged.into)
    if (!next) throw new Error(`${end.number} is merged into ${end.merged.into}, which does not exist`)
    end = next
  }
  return end
}

/** `POST /api/v1/incidents/{number}/comments` */
export const commenting = command({
  name: 'comments',
  id: 'commentOnIncident',
  summary: 'Comment on an incident',
  description:
    'On a merged incident the words land on the one it was merged into. What the requester writes ends the waiting for them, and reopens what is resolved.',
  body: z
    .strictObject({
      text: Text.trim().default('').describe('What to say, in plain text; may be empty beside a file.'),
      visibility: Visibility.default('public').describe('`internal` reaches agents only.'),
      attachments: Attachments.default([]).describe('Ids of uploads of the caller.'),
    })
    .refine(({ text, attachments }) => text !== '' || attachments.length > 0, {
      path: ['text'],
      error: 'Write a text',
    }),
  action: 'comment',
  status: 201,
  run: async ({ desk, wish, incident, caller, body: { text, visibility, attachments } }) => {
    if (visibility === 'internal' && !may(caller, 'comment-internally', incident))
      throw new Refusal('forbidden', 'Only agents write internal comments. Use public.', 'visibility')
    if (visibility === 'public') ensureHeard(await hearing(desk.store, incident), wish.context.by)
    const taken = await takeUploads(desk, caller.id, attachments, wish.context.at)
    return commentOn(desk, {
      ...wish,
      also: taken.writes,
      command: { type: 'comment', message: messageOf(text, taken), visibility },
    })
  },
})
