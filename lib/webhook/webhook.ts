import * as z from 'zod'

const ids = (what: string) =>
  z.array(z.string().trim().min(1, what).max(100, 'Use at most 100 characters')).max(50, 'Use at most 50').default([])

/** A type of events, such as `incident.opened`, or all of a process: `incident.*`. */
export const EventPattern = z
  .string('Give a type such as incident.opened, or incident.*')
  .regex(/^[a-z]{1,30}\.(?:\*|[a-z_]{1,60})$/, 'Use a type such as incident.opened, or all of a process: incident.*')

/** What an administrator says of a place that is told of events. */
export const WebhookFields = z.strictObject({
  name: z
    .string('Give it a name')
    .trim()
    .min(1, 'Give it a name')
    .max(100, 'Use at most 100 characters')
    .describe('What people call it.'),
  url: z
    .url('Give an address such as https://example.com/haneul')
    .max(2000, 'Use at most 2,000 characters')
    .describe('Where events are posted to.'),
  events: z
    .array(EventPattern)
    .min(1, 'Name at least one type of events')
    .max(100, 'Use at most 100')
    .default(['incident.*'])
    .describe('Types of events it is told of, such as `incident.opened`, or all of a process: `incident.*`.'),
  teams: ids('Give the id of a team').describe('Ids of the teams whose records it is told of; none: all.'),
  services: ids('Name a service').describe('Services whose records it is told of; none: all.'),
  isInternal: z
    .boolean()
    .default(false)
    .describe('Whether it is told what only the desk reads, internal notes among it.'),
  isActive: z
    .boolean()
    .default(true)
    .describe('An inactive one is told nothing, and later nothing of the time between.'),
})
export type WebhookFields = z.infer<typeof WebhookFields>

/** A signing secret as the record names it: never itself. It lies at `webhook/<webhook>/<id>` (lib/store/secrets.ts). */
export const WebhookSecret = z.object({
  id: z.string(),
  /** The last four characters, to know it by. */
  hint: z.string(),
  madeAt: z.iso.datetime(),
  /** When it ends because a newer one took its place. */
  endsAt: z.iso.datetime().optional(),
})
export type WebhookSecret = z.infer<typeof WebhookSecret>

/** Why the desk itself stopped telling: nobody answered well for two days, or the receiver said that it is gone (410). */
export const Disabled = z.object({
  because: z.enum(['failing', 'gone']),
  at: z.iso.datetime(),
  /** How the last attempt ended, such as `503` or `ECONNREFUSED`. */
  lastAnswer: z.string(),
})
export type Disabled = z.infer<typeof Disabled>

/** A place that is told of events. A kept record (lib/store/kept.ts); one that was removed stays as what it was. */
export const Webhook = z.object({
  ...WebhookFields.shape,
  id: z.string(),
  version: z.int(),
  /** Nothing older is told unless somebody asks for it: since it was made, or made active again. */
  since: z.iso.datetime(),
  /** The newest first; at most two are live. */
  secrets: z.array(WebhookSecret),
  disabled: Disabled.optional(),
  isRemoved: z.boolean().optional(),
})
export type Webhook = z.infer<typeof Webhook>

/** Kind of the record. */
export const webhookKind = 'webhook'

/** Whether events are sent now, kept for later because the desk disabled it, or nobody's. */
export const standingOf = ({ isActive, disabled, isRemoved }: Webhook): 'sends' | 'waits' | 'off' => {
  if (isRemoved || (!isActive && !disabled)) return 'off'
  return disabled ? 'waits' : 'sends'
}

/** Whether it is told of events of this type. */
export const wantsType = ({ events }: Pick<Webhook, 'events'>, type: string): boolean =>
  events.some((pattern) => (pattern.endsWith('.*') ? type.startsWith(pattern.slice(0, -1)) : pattern === type))

/** Whose a record is, as far as webhooks ask. */
export interface Place {
  readonly team?: string | undefined
  readonly service?: string | undefined
}

/** Whether it is told of records that are there. */
export const wantsPlace = (
  { teams, services }: Pick<Webhook, 'teams' | 'services'>,
  { team, service }: Place,
): boolean =>
  (teams.length === 0 || (team !== undefined && teams.includes(team))) &&
  (services.length === 0 || (service !== undefined && services.includes(service)))

/** Secrets that sign at this instant, the newest first. */
export const liveSecrets = ({ secrets }: Pick<Webhook, 'secrets'>, at: string): readonly WebhookSecret[] =>
  secrets.filter(({ endsAt }) => endsAt === undefined || at < endsAt)

/** Name of a secret among all (lib/store/secrets.ts). */
export const secretName = (webhook: string, secret: string): string => `${webhookKind}/${webhook}/${secret}`
