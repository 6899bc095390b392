import * as z from 'zod'
import { Actor, Channel } from '../ticket/actor.ts'
import { Requester } from '../ticket/message.ts'
import { PersonRef } from '../ticket/person-ref.ts'
import { Impact, Priority, Urgency } from '../ticket/priority.ts'

/** Longer words are cut: receivers get small bodies (Standard Webhooks 1.0 recommends less than 20 KB) and read on over the API. */
export const mostText = 8000

const Attachment = z.object({
  name: z.string(),
  mediaType: z.string(),
  size: z.int().describe('Bytes.'),
  href: z.string().describe('Path of the API to download it from.'),
})

/** An incident as webhooks tell it. */
export const ToldIncident = z
  .object({
    number: z.string(),
    version: z.int().describe('Sequence of its newest entry when this was sent.'),
    title: z.string(),
    state: z.string(),
    priority: Priority,
    impact: Impact,
    urgency: Urgency,
    category: z.string().optional(),
    service: z.string().optional(),
    requester: Requester,
    team: z.string(),
    assignee: PersonRef.optional(),
    channel: Channel,
    isMajor: z.boolean().optional(),
    openedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    href: z.string().describe('Where people see it.'),
  })
  .meta({ id: 'ToldIncident' })

/** What a webhook is sent about one entry of an incident's timeline. */
export const IncidentTold = z
  .object({
    type: z.string().describe('What happened, such as `incident.opened`.'),
    timestamp: z.iso.datetime().describe('When it happened; an attempt’s own time is in `webhook-timestamp`.'),
    data: z.object({
      number: z.string(),
      sequence: z.int().describe('Place in the incident’s timeline, from 1. Later ones are sent later, with gaps.'),
      by: Actor.omit({ via: true }),
      channel: Channel,
      visibility: z.enum(['public', 'internal']).describe('`internal`: only the desk reads this entry.'),
      origin: z.string().optional().describe('The merged incident on which these words were written.'),
      text: z.string().optional().describe(`What somebody wrote, at most ${mostText} characters of it.`),
      isCut: z.boolean().optional().describe('There is more text; the API has it.'),
      attachments: z.array(Attachment).optional(),
      change: z.record(z.string(), z.unknown()).describe('What the entry says beside the words, as the API tells it.'),
      incident: ToldIncident.describe(
        'The incident as it stands when this is sent, which may be later than the entry.',
      ),
    }),
  })
  .meta({ id: 'IncidentTold' })
export type IncidentTold = z.infer<typeof IncidentTold>

/** Type of what an administrator sends to try a webhook. */
export const testType = 'webhook.tested'

/** What a webhook is sent to try it. */
export const TestTold = z
  .object({
    type: z.literal(testType),
    timestamp: z.iso.datetime(),
    data: z.object({ webhook: z.string().describe('Id of the webhook.'), by: Actor.omit({ via: true }) }),
  })
  .meta({ id: 'TestTold' })
