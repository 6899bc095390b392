import * as z from 'zod'

const Environment = z
  .strictObject({
    /** Twelve digits; left out, the account of the credentials that deploy. */
    account: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
    /**
     * Where everything runs, mail included: SES stores received mail and tells its topic in its own region. It receives
     * mail in some regions only, Seoul among them: https://docs.aws.amazon.com/general/latest/gr/ses.html, "Email receiving
     * endpoints".
     */
    region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
    mail: z.strictObject({
      /** The domain that help addresses belong to; its MX record points to SES. */
      domain: z.string().min(1),
      /** Addresses people write to, lower case; the first answers. Labels (`help+x@…`) arrive by themselves. */
      helpAddresses: z.array(z.email().lowercase()).min(1),
      /** Whether this environment creates the domain's SES identity, or another one in this account and region did. */
      identity: z.enum(['create', 'existing']),
      /** One receipt rule set is active per region: environments that share an account and region share it by name. */
      receiptRuleSet: z.union([
        z.strictObject({ create: z.literal(true) }),
        z.strictObject({ existing: z.string().min(1) }),
      ]),
    }),
    /** Value of the loop header: two desks that write to each other tell their own mail apart by it. */
    instance: z.string().regex(/^[a-z0-9.-]+$/),
    signIn: z.strictObject({
      /** Begin of the address of the sign-in pages; nobody else in the region may use the same. */
      domainPrefix: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
      /** Mail domains whose people become employees at their first sign-in, if they show a verified address there. */
      domains: z.array(z.string().lowercase()),
      /** The company's Entra ID; left out, people of the user pool itself sign in. */
      entra: z
        .strictObject({
          tenantId: z.uuid(),
          clientId: z.uuid(),
          /** Name of the secret in Secrets Manager that holds the client secret as plain text. */
          clientSecret: z.string().min(1),
        })
        .optional(),
    }),
    /** Who is told when an alarm goes off; left out, alarms are seen in the console only. */
    alarmAddress: z.email().optional(),
    /** Where webhooks may lead: to what everybody reaches over the internet, or to the very machine that the desk runs on, too. */
    webhookReach: z.enum(['public', 'loopback']),
    /** How long raw mail is kept, in days. */
    mailRetentionDays: z.int().positive(),
    /** How long the audit keeps who read what, in days: a year at the least. Who changed what is kept for ever. */
    auditRetentionDays: z.int().min(365, 'keep who read what for a year at the least'),
    /** How long logs are kept, in days; one of the values CloudWatch Logs knows. */
    logRetentionDays: z.literal([7, 30, 90, 365]),
    /**
     * Whether files that people bring are scanned for malware before anybody opens them. GuardDuty takes $0.09 for a GB and
     * $0.215 for a thousand files (in us-east-1; the page has other regions), beyond a GB and a thousand files a month that
     * a young account has free, and nothing while there are none: https://aws.amazon.com/guardduty/pricing/, "Malware
     * Protection for S3". `none` is for regions without it.
     */
    scanning: z.enum(['guardduty', 'none']),
    /** Whether what cannot be made again (table, buckets) survives a deleted stack and refuses its own deletion. */
    protect: z.boolean(),
  })
  .refine((e) => e.mail.helpAddresses.every((address) => address.endsWith(`@${e.mail.domain}`)), {
    path: ['mail', 'helpAddresses'],
    error: 'every help address must belong to the mail domain',
  })

/** One deployment of Haneul: its names, region, mail domain and how careful it is. */
export type Environment = z.infer<typeof Environment> & { readonly name: string }

const environments: Record<string, z.input<typeof Environment>> = {
  local: {
    account: '000000000000',
    region: 'ap-northeast-2',
    mail: {
      domain: 'haneul.example',
      helpAddresses: ['help@haneul.example', 'it@haneul.example'],
      identity: 'create',
      receiptRuleSet: { create: true },
    },
    instance: 'local.haneul.example',
    signIn: { domainPrefix: 'haneul-local', domains: ['haneul.example'] },
    webhookReach: 'loopback',
    mailRetentionDays: 30,
    auditRetentionDays: 365,
    logRetentionDays: 7,
    scanning: 'guardduty',
    protect: false,
  },
  dev: {
    region: 'ap-northeast-2',
    mail: {
      domain: 'dev.haneul.example',
      helpAddresses: ['help@dev.haneul.example'],
      identity: 'create',
      receiptRuleSet: { create: true },
    },
    instance: 'dev.haneul.example',
    signIn: { domainPrefix: 'haneul-dev', domains: ['haneul.example'] },
    webhookReach: 'public',
    mailRetentionDays: 30,
    auditRetentionDays: 365,
    logRetentionDays: 7,
    // A few test files cost nothing worth saving, and what only staging has breaks there first.
    scanning: 'guardduty',
    protect: false,
  },
  staging: {
    region: 'ap-northeast-2',
    mail: {
      domain: 'staging.haneul.example',
      helpAddresses: ['help@staging.haneul.example'],
      identity: 'create',
      // Staging lives in the account of dev; prod has one to itself.
      receiptRuleSet: { existing: 'haneul-dev' },
    },
    instance: 'staging.haneul.example',
    signIn: { domainPrefix: 'haneul-staging', domains: ['haneul.example'] },
    webhookReach: 'public',
    mailRetentionDays: 90,
    auditRetentionDays: 365,
    logRetentionDays: 30,
    scanning: 'guardduty',
    protect: true,
  },
  prod: {
    region: 'ap-northeast-2',
    mail: {
      domain: 'haneul.example',
      helpAddresses: ['help@haneul.example'],
      identity: 'create',
      receiptRuleSet: { create: true },
    },
    instance: 'haneul.example',
    signIn: { domainPrefix: 'haneul-prod', domains: ['haneul.example'] },
    webhookReach: 'public',
    alarmAddress: 'oncall@haneul.example',
    // Korean companies keep business correspondence for three years at the least.
    mailRetentionDays: 1095,
    auditRetentionDays: 1095,
    logRetentionDays: 365,
    scanning: 'guardduty',
    protect: true,
  },
}

/** Reads one environment; throws an `Error` that names the wrong key in a sentence, so a typo fails at synth. */
export const parseEnvironment = (name: string, written: unknown): Environment => {
  const read = Environment.safeParse(written)
  if (!read.success) {
    const wrong = read.error.issues.map((issue) => `${[name, ...issue.path].join('.')}: ${issue.message}`)
    throw new Error(`The environment cannot be used. ${wrong.join('; ')}.`)
  }
  return { name, ...read.data }
}

/** The environment called `name` (`-c env=name`); throws an `Error` that lists the names there are. */
export const environmentNamed = (name: unknown): Environment => {
  const names = Object.keys(environments)
  if (typeof name !== 'string' || !names.includes(name)) {
    throw new Error(`Choose an environment with -c env=NAME, NAME being one of ${names.join(', ')}; got ${name}.`)
  }
  return parseEnvironment(name, environments[name])
}

/** The names of all environments. */
export const environmentNames: readonly string[] = Object.keys(environments)
