import * as z from 'zod'
import { commandChange } from '../../../lib/desk/change/order.ts'
import { followerOf, peopleNamed } from '../../../lib/desk/named-person.ts'
import { messageOf, takeUploads } from '../../../lib/desk/take-uploads.ts'
import { may } from '../../../lib/people/access.ts'
import { Visibility } from '../../../lib/ticket/message.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { Attachments } from '../upload-view.ts'
import { command } from './command.ts'
import { Named, Text } from './field.ts'
import { ensureMay } from './visible.ts'

const commenting = command({
  name: 'comments',
  id: 'commentOnChange',
  summary: 'Comment on a change',
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
  run: async ({ desk, office, wish, change, caller, body: { text, visibility, attachments } }) => {
    if (visibility === 'internal' && !may(caller, 'comment-internally', change))
      throw new Refusal('forbidden', 'Only agents write internal comments. Use public.', 'visibility')
    const taken = await takeUploads(desk, caller.id, attachments, wish.context.at)
    const also = taken.writes(change.number)
    return commandChange(office, { ...wish, also }, { type: 'comment', message: messageOf(text, taken), visibility })
  },
})

const watch = command({
  name: 'watch',
  id: 'watchChange',
  summary: 'Follow a change, or let others follow it',
  body: z.strictObject({
    people: z
      .array(Named)
      .min(1, 'Name somebody, or leave it out')
      .max(40, 'Use at most 40 people')
      .optional()
      .describe('Who follows it, by mail address or id; the caller when absent. Only agents name others.'),
  }),
  action: 'watch',
  run: async ({ desk, office, wish, change, caller, body: { people } }) => {
    const watchers = people ? await peopleNamed(desk.store, caller, people, 'people') : [followerOf(caller)]
    if (watchers.some(({ id }) => id !== caller.id)) ensureMay(caller, 'work', change)
    return commandChange(office, wish, { type: 'watch', watchers })
  },
})

const unwatch = command({
  name: 'unwatch',
  id: 'unwatchChange',
  summary: 'Stop following a change, or let somebody stop',
  body: z.strictObject({
    person: Named.optional().describe(
      'Who stops following it, by mail address or id; the caller when absent. Only agents name others.',
    ),
  }),
  action: 'watch',
  run: async ({ office, wish, change, caller, body: { person = 'me' } }) => {
    const wanted = person === 'me' ? caller.id : person
    const found = change.watchers.find(
      ({ id, address }) => id === wanted || address?.toLowerCase() === wanted.toLowerCase(),
    )
    const watcher = found?.id ?? wanted
    if (watcher !== caller.id) ensureMay(caller, 'work', change)
    if (!found && person !== 'me')
      throw new Refusal(
        'invalid',
        `person: ${person} does not follow ${change.number}. Name one of its watchers.`,
        'person',
      )
    return commandChange(office, wish, { type: 'unwatch', watcher })
  },
})

/** What is said about a change, and who hears it. */
export const talking = [commenting, watch, unwatch]
