import * as z from 'zod'
import { Approval } from '../approval/approval.ts'
import { Channel } from '../ticket/actor.ts'
import { Language, Requester } from '../ticket/message.ts'
import { PersonRef } from '../ticket/person-ref.ts'
import { Impact } from '../ticket/priority.ts'

/** The three kinds of change (ITIL 4 change enablement); each has legal moves of its own (life-cycle.ts). */
export const ChangeType = z.enum(['standard', 'normal', 'emergency'])
export type ChangeType = z.infer<typeof ChangeType>

/** States of a change (DOMAIN 3.1). */
export const ChangeState = z.enum([
  'new',
  'assess',
  'authorize',
  'scheduled',
  'implement',
  'review',
  'closed',
  'canceled',
])
export type ChangeState = z.infer<typeof ChangeState>

/** How likely and how bad it is that it goes wrong. */
export const Risk = z.enum(['low', 'moderate', 'high', 'very-high'])
export type Risk = z.infer<typeof Risk>

/** How it ended, as the review found. */
export const Outcome = z.enum(['successful', 'successful-with-issues', 'backed-out', 'failed', 'not-implemented'])
export type Outcome = z.infer<typeof Outcome>

/** From when to when it is carried out (ISO 8601, UTC). */
export const Window = z.object({ from: z.iso.datetime(), to: z.iso.datetime() })
export type Window = z.infer<typeof Window>

/** What a pipeline is about to deploy; it never changes, so whoever approves the change approves just this. */
export const Deployment = z.object({
  /** Of the service. */
  version: z.string(),
  commit: z.string().optional(),
  /** Address of the run that waits. */
  pipeline: z.string(),
  environment: z.string().optional(),
  /** Counts the tries of one run. */
  attempt: z.int().optional(),
})
export type Deployment = z.infer<typeof Deployment>

/** A change as it stands: adding, modifying or removing anything that could affect services (ITIL 4). */
export const Change = z.object({
  kind: z.literal('change'),
  number: z.string(),
  version: z.number().int(),
  type: ChangeType,
  title: z.string(),
  state: ChangeState,
  impact: Impact,
  /** Id of the service it is about. */
  service: z.string().optional(),
  /** Names of the configuration items it touches. */
  items: z.array(z.string()),
  requester: Requester,
  /** Answers for it. */
  owner: PersonRef.optional(),
  team: z.string(),
  /** Carries it out. */
  assignee: PersonRef.optional(),
  watchers: z.array(PersonRef),
  channel: Channel,
  language: Language,
  openedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Random part of its own reply address. Never shown. */
  replyKey: z.string(),
  lastMessageId: z.string().optional(),
  window: Window.optional(),
  /** Sequence of the entry whose long texts are in force: plan, test and backout live in their events. */
  textsAt: z.number().int(),
  /** SHA-256 of each of these texts, or nothing where one is missing: what the material's digest is made from. */
  texts: z.object({ plan: z.string().optional(), test: z.string().optional(), backout: z.string().optional() }),
  risk: Risk.optional(),
  /** Sequence of the entry that says what made the risk what it is. */
  assessedAt: z.int().optional(),
  /** What was answered to the questionnaire: answer ids by question id. */
  answers: z.record(z.string(), z.string()),
  /** Id and version of the standard change template it was made from. */
  template: z.object({ id: z.string(), version: z.int() }).optional(),
  /** A pipeline asked for it and waits. */
  deployment: Deployment.optional(),
  approval: Approval.optional(),
  /** How often approval was asked for from the beginning; numbers executions (`CHG-12-r1`). */
  rounds: z.int(),
  /** Freezes that the change authority let it pass, with the reason in the entry. */
  overrides: z.array(z.string()),
  implementedAt: z.object({ from: z.iso.datetime(), to: z.iso.datetime().optional() }).optional(),
  outcome: Outcome.optional(),
  reviewedAt: z.iso.datetime().optional(),
  /** By when it must be reviewed (emergencies). */
  reviewDueAt: z.iso.datetime().optional(),
  isReviewOverdue: z.boolean().optional(),
  /** It was made without leave, said by a change manager. */
  isUnauthorized: z.boolean().optional(),
})
export type Change = z.infer<typeof Change>

/** The change in a stored head: without its plan, and with what heads of earlier versions did not have. */
export const restore = ({ due: _, targetAt: __, ...state }: Readonly<Record<string, unknown>>): Change =>
  // Heads are written from a Change and nothing else, so reading one back needs no second parse.
  ({ watchers: [], items: [], overrides: [], answers: {}, ...state }) as unknown as Change
