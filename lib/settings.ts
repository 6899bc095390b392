import * as z from 'zod'

/** A comma-separated list, as one environment variable carries it. */
const list = z.string().transform((text) => text.split(',').filter((item) => item !== ''))

/**
 * Everything a running function may have to be told, read by functions and written by infra, so a name exists once.
 * A function gets only the settings it reads.
 */
export const Settings = z.object({
  /** Name of THE TABLE (lib/store/schema.ts). */
  TABLE_NAME: z.string().min(1),
  /** Bucket of raw mail, under `raw/`; written by SES only. */
  MAIL_BUCKET: z.string().min(1),
  /** Bucket of attachments (`attachments/`), long texts (`text/`) and what people bring for a message (`uploads/`). */
  FILES_BUCKET: z.string().min(1),
  /** Name of the bus on which every event of the desk appears. */
  EVENT_BUS_NAME: z.string().min(1),
  /** Addresses people write to, lower case, the first being the one that answers; comma-separated. */
  HELP_ADDRESSES: list.pipe(z.array(z.email()).min(1)),
  /** The address in From of every mail we send: the first help address. */
  MAIL_FROM: z.email(),
  /** SES configuration set every mail is sent with, so its send event comes back to us. */
  CONFIGURATION_SET: z.string().min(1),
  /** Value of our loop header: tells our own mail from that of another desk. */
  INSTANCE: z.string().min(1),
  /** Where people reach the pages, without a slash at the end. */
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** URLs of the queues whose messages mean that mail stopped somewhere; comma-separated. */
  DEAD_LETTER_QUEUES: list,
  /** The sign-in service whose word we take (OpenID Connect issuer). */
  SIGN_IN_ISSUER: z.url(),
  /** What that service calls us. */
  SIGN_IN_CLIENT: z.string().min(1),
  /** Mail domains whose people become employees at their first sign-in; comma-separated. */
  SIGN_IN_DOMAINS: list,
  /** Whether files that people bring are scanned: by whom, or `none`. */
  SCANNING: z.enum(['guardduty', 'none']),
  /** URL of the queue of accepted alerts. */
  ALERT_QUEUE: z.url(),
  /** Bucket of alerts’ bodies: `deliveries/`, `raw/`. */
  ALERT_BUCKET: z.string().min(1),
  /** URL of the queue of alerts that were given up. */
  ALERT_DEAD_LETTERS: z.url(),
  /** Path in the parameter store below which this environment's secrets lie, such as `/haneul/prod`. */
  SECRETS_PATH: z.string().regex(/^(?:\/[\w.-]+)+$/),
  /** ARN of the state machine that walks with changes. */
  CHANGE_MACHINE: z.string().regex(/^arn:[\w-]+:states:[\w-]+:\d+:stateMachine:[\w-]+$/),
  /** How far webhooks reach: to what everybody reaches over the internet, or to this very machine, too. */
  WEBHOOK_REACH: z.enum(['public', 'loopback']),
  /** Days for which the audit keeps who read what. */
  AUDIT_DAYS: z.coerce.number().int().min(365),
})
export type Settings = z.infer<typeof Settings>

export type SettingName = keyof Settings

/**
 * The named settings, parsed. Throws an `Error` that names every setting which is missing or malformed, so a wiring
 * mistake is found at the first invocation and not at the first use.
 */
export const readSettings = <Name extends SettingName>(
  env: Readonly<Record<string, string | undefined>>,
  ...names: Name[]
): Pick<Settings, Name> => {
  const read = names.map((name) => ({ name, result: Settings.shape[name].safeParse(env[name]) }))
  const wrong = read.filter(({ result }) => !result.success).map(({ name }) => name)
  if (wrong.length > 0) {
    throw new Error(`The function lacks a usable value for ${wrong.join(', ')} in its environment.`)
  }
  return Object.fromEntries(read.map(({ name, result }) => [name, result.data])) as Pick<Settings, Name>
}
