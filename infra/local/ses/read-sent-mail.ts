import PostalMime, { type Address } from 'postal-mime'

/** A sent mail as people and tests read it. The keys are a promise to scripts. */
export interface ReadMail {
  readonly id: string
  /** When it was sent, ISO 8601. */
  readonly at: string
  /** Address of the sender. */
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  /** With angle brackets, as in the header. */
  readonly messageId: string
  readonly inReplyTo: string | null
  readonly references: readonly string[]
  /** By name in lower case; the values of a repeated field in order, separated by commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Empty when the mail has no HTML part. */
  readonly html: string
}

const addresses = (list: readonly Address[] | undefined): string[] =>
  (list ?? []).flatMap((each) => (each.group ? addresses(each.group) : [each.address ?? '']))

const byName = (fields: readonly { key: string; value: string }[]): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const { key, value } of fields) headers[key] = key in headers ? `${headers[key]}, ${value}` : value
  return headers
}

/** Reads a message as it was sent; without To and Cc, `to` is the envelope. */
export async function readSentMail(
  id: string,
  at: string,
  raw: Buffer,
  envelope: readonly string[],
): Promise<ReadMail> {
  const mail = await PostalMime.parse(raw)
  const to = addresses(mail.to)
  const cc = addresses(mail.cc)
  return {
    id,
    at,
    from: mail.from?.address ?? '',
    to: to.length + cc.length === 0 ? envelope : to,
    cc,
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    inReplyTo: mail.inReplyTo ?? null,
    references: mail.references?.split(/\s+/).filter((reference) => reference !== '') ?? [],
    headers: byName(mail.headers),
    text: mail.text ?? '',
    html: mail.html ?? '',
  }
}
