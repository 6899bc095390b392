import * as z from 'zod'

const verdict = z.object({ status: z.string() }).optional()

/**
 * What SES tells about a mail it stored (documentation: "Contents of notifications for Amazon SES email receiving",
 * S3 action). The verdicts are SES's own and cannot be written by a sender.
 */
const Notification = z.object({
  notificationType: z.literal('Received'),
  mail: z.object({ timestamp: z.string(), source: z.string().optional(), messageId: z.string() }),
  receipt: z.object({
    recipients: z.array(z.string()),
    spamVerdict: verdict,
    virusVerdict: verdict,
    spfVerdict: verdict,
    dkimVerdict: verdict,
    dmarcVerdict: verdict,
    action: z.object({ type: z.literal('S3'), bucketName: z.string(), objectKey: z.string() }),
  }),
})

/** One mail as it arrived: where its raw bytes lie, whom it was handed to, and what SES found. */
export const Envelope = z.object({
  /** Id that SES gave the mail on receipt. */
  id: z.string(),
  /** Key of the raw mail in the mail bucket. */
  rawKey: z.string(),
  receivedAt: z.string(),
  recipients: z.array(z.string()),
  /** Address that the mail was sent from (MAIL FROM), which SPF is about. */
  source: z.string().optional(),
  verdicts: z.object({
    spam: z.string(),
    virus: z.string(),
    spf: z.string(),
    dkim: z.string(),
    dmarc: z.string(),
  }),
  /** A person has looked at this mail and let it in in spite of a spam verdict. */
  released: z.boolean().optional(),
})
export type Envelope = z.infer<typeof Envelope>

/** The envelope in an SES notification; throws when the text is not one (our wiring is wrong, not the mail). */
export const envelopeOf = (message: string): Envelope => {
  const { mail, receipt } = Notification.parse(JSON.parse(message))
  return {
    id: receipt.action.objectKey.split('/').at(-1) ?? mail.messageId,
    rawKey: receipt.action.objectKey,
    receivedAt: mail.timestamp,
    recipients: receipt.recipients,
    ...(mail.source && { source: mail.source }),
    verdicts: {
      spam: receipt.spamVerdict?.status ?? 'DISABLED',
      virus: receipt.virusVerdict?.status ?? 'DISABLED',
      spf: receipt.spfVerdict?.status ?? 'DISABLED',
      dkim: receipt.dkimVerdict?.status ?? 'DISABLED',
      dmarc: receipt.dmarcVerdict?.status ?? 'DISABLED',
    },
  }
}

/**
 * Whether the address in From may be believed: DMARC did not fail, and SPF or DKIM passed where DMARC has no say
 * (a domain without a DMARC policy gets GRAY).
 */
export const isAuthentic = ({ verdicts: { spf, dkim, dmarc } }: Envelope): boolean =>
  dmarc === 'PASS' || (dmarc !== 'FAIL' && (spf === 'PASS' || dkim === 'PASS'))

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/**
 * Whether what passed is about the domain in From itself (RFC 7489 section 3.1, relaxed): DMARC says so, or SPF passed for
 * that domain or one above or below it. SPF and DKIM alone may have passed for any domain, such as the forger's own.
 */
export const isAligned = ({ verdicts: { spf, dmarc }, source }: Envelope, from: string): boolean => {
  if (dmarc !== 'GRAY') return dmarc === 'PASS'
  const [of, by] = [domainOf(from), domainOf(source ?? '')]
  return spf === 'PASS' && by !== '' && (of === by || of.endsWith(`.${by}`) || by.endsWith(`.${of}`))
}

/** Whether the sender is most likely forged: an automatic answer would hit somebody who never wrote (backscatter). */
export const isForged = ({ verdicts: { spf, dkim, dmarc } }: Envelope): boolean =>
  dmarc === 'FAIL' || (spf === 'FAIL' && dkim !== 'PASS')
