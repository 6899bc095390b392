import * as z from 'zod'
import { AlertLevel } from './level.ts'

const minutes = (most: number, what: string) => z.int(what).min(0, what).max(most, what)

/** Ways to sign a body, and so to prove who sent it. */
export const SigningScheme = z.enum([
  'standard-webhooks',
  'github',
  'sentry',
  'pagerduty',
  'grafana',
  'splunk-observability',
  'sns',
])
export type SigningScheme = z.infer<typeof SigningScheme>

const header = z.string().regex(/^[A-Za-z0-9-]{1,100}$/, 'Use the name of a header')

/** What an administrator says of a place that alerts come from. */
export const AlertSourceFields = z.strictObject({
  name: z
    .string('Give it a name')
    .trim()
    .min(1, 'Give it a name')
    .max(100, 'Use at most 100 characters')
    .describe('What people call it.'),
  format: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'Use `auto`, `mapping` or the name of a format')
    .default('auto')
    .describe('The format of what it sends; `auto` finds out, `mapping` uses the mapping.'),
  mapping: z
    .string()
    .max(10_000, 'Use at most 10,000 characters')
    .optional()
    .describe('A JSONata expression from the body to an alert; for sources of the format `mapping`.'),
  identity: z
    .array(z.string().min(1).max(200))
    .max(10, 'Use at most 10 fields')
    .default([])
    .describe(
      'JSONata paths into the body that make up an alert’s identity, in place of the format’s own rule; a body without one of them is not read.',
    ),
  suppressWhen: z
    .string()
    .max(2000, 'Use at most 2,000 characters')
    .optional()
    .describe('A JSONata condition on the body: where it holds, the alert is recorded and opens nothing.'),
  isActive: z.boolean().default(true).describe('An inactive source accepts nothing.'),
  team: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('Id of the team that gets its incidents when no service says otherwise.'),
  service: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .describe('Id of the service that its alerts are about when nothing in them names one.'),
  defaultLevel: AlertLevel.default('medium').describe(
    'How bad an alert is that does not say, or says it in an unknown word.',
  ),
  levels: z
    .record(z.string(), AlertLevel)
    .default({})
    .describe('Its own severity words, in lower case, and what they mean.'),
  reopenWithinMinutes: minutes(1440, 'Use 0 to 1,440 minutes')
    .default(60)
    .describe('How long after its recovery an alert reopens its incident instead of opening a new one.'),
  whenRecovered: z
    .enum(['resolve', 'note'])
    .default('resolve')
    .describe('What a recovery does to an incident on which nobody worked.'),
  openAfterSeconds: minutes(3600, 'Use 0 to 3,600 seconds')
    .default(0)
    .describe('How long an alert must last before it opens an incident.'),
  groupWithinSeconds: minutes(86_400, 'Use 0 to 86,400 seconds')
    .default(0)
    .describe('Alerts of one service less than this apart share an incident; 0: each has its own.'),
  staleAfterDays: minutes(90, 'Use 0 to 90 days')
    .default(7)
    .describe('Days without a word after which an alert counts as recovered; 0: never.'),
  stormPerMinute: minutes(10_000, 'Use 0 to 10,000 incidents')
    .default(100)
    .describe('More new incidents than this within a minute are a storm and share one; 0: never.'),
  heartbeatMinutes: minutes(1440, 'Use 0 to 1,440 minutes')
    .default(0)
    .describe('How often its heartbeats come; one that stays away longer opens an incident. 0: nobody waits for them.'),
  addresses: z
    .array(z.string().max(50))
    .max(100)
    .default([])
    .describe('IP addresses and networks (CIDR) it may send from; none: from anywhere.'),
  signing: SigningScheme.optional().describe('How its bodies must be signed; absent: the key alone is asked for.'),
  signatureHeader: header
    .optional()
    .describe('The header with the signature, where its sender lets people choose one (Grafana).'),
  timestampHeader: header
    .optional()
    .describe('The header with the time that is signed with the body, where its sender is told one (Grafana).'),
  topics: z
    .array(z.string().max(300))
    .max(20)
    .default([])
    .describe('ARNs of the SNS topics that may be confirmed and may send here.'),
})
export type AlertSourceFields = z.infer<typeof AlertSourceFields>

/** A key or signing secret of a source as it is kept: never itself. */
export const SourceSecret = z.object({
  id: z.string(),
  /** SHA-256 of a key, base64url; absent for signing secrets, which lie in the parameter store. */
  hash: z.string().optional(),
  /** The last four characters, to know it by. */
  hint: z.string(),
  createdAt: z.iso.datetime(),
  /** When it ends because a newer one took its place. */
  endsAt: z.iso.datetime().optional(),
})
export type SourceSecret = z.infer<typeof SourceSecret>

/** A place that alerts come from. A kept record (lib/store/kept.ts). */
export const AlertSource = z.object({
  ...AlertSourceFields.shape,
  id: z.string(),
  version: z.int(),
  /** At most two are live. */
  keys: z.array(SourceSecret).default([]),
  /** At most two are live. */
  signingSecrets: z.array(SourceSecret).default([]),
  isRemoved: z.boolean().optional(),
})
export type AlertSource = z.infer<typeof AlertSource>

/** Kind of the record. */
export const alertSourceKind = 'alert-source'
