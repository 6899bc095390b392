import { decodeWords } from 'postal-mime'
import type { Header, HeaderBlock } from './header-block.ts'
import type { Verdicts } from './verdicts.ts'

/** A mail that SES has accepted, with what it knows about it. */
export interface ReceivedMail {
  readonly messageId: string
  /** ISO 8601. */
  readonly receivedAt: string
  readonly sender: string
  /** All envelope recipients; a rule acts on those it matches. */
  readonly destination: readonly string[]
  readonly headers: HeaderBlock
  readonly verdicts: Verdicts
  readonly scanned: boolean
}

/** What a rule did with the mail, as its notification says. */
export interface DoneAction {
  readonly type: 'S3' | 'SNS'
  readonly topicArn: string
  readonly bucketName?: string
  readonly objectKeyPrefix?: string
  readonly objectKey?: string
  readonly encoding?: 'UTF8' | 'BASE64'
}

/** SES cuts the list of headers off when it gets longer than this. */
const HEADERS_LIMIT_BYTES = 10 * 1024

/**
 * The notification of a receipt rule's action, as JSON text (SES Developer Guide, "Contents of notifications for Amazon
 * SES email receiving" and "Examples of notifications").
 */
export function notificationOf(
  mail: ReceivedMail,
  recipients: readonly string[],
  action: DoneAction,
  now: number,
): string {
  const { messageId, receivedAt, sender, destination, headers, verdicts, scanned } = mail
  const listed = listOf(headers.headers)
  const status = (verdict: string) => ({ status: verdict })
  return JSON.stringify({
    notificationType: 'Received',
    mail: {
      timestamp: receivedAt,
      source: sender,
      messageId,
      destination,
      headersTruncated: listed.length < headers.headers.length,
      headers: listed,
      commonHeaders: { returnPath: sender, ...commonHeaders(headers) },
    },
    receipt: {
      timestamp: receivedAt,
      processingTimeMillis: Math.max(0, now - Date.parse(receivedAt)),
      recipients,
      spamVerdict: status(scanned ? verdicts.spam : 'DISABLED'),
      virusVerdict: status(scanned ? verdicts.virus : 'DISABLED'),
      spfVerdict: status(verdicts.spf),
      dkimVerdict: status(verdicts.dkim),
      dmarcVerdict: status(verdicts.dmarc),
      ...(verdicts.dmarc === 'FAIL' && { dmarcPolicy: 'none' }),
      action,
    },
  })
}

function listOf(headers: readonly Header[]): { name: string; value: string }[] {
  let bytes = 0
  const listed: { name: string; value: string }[] = []
  for (const { name, value } of headers) {
    bytes += name.length + value.length
    if (bytes > HEADERS_LIMIT_BYTES) break
    listed.push({ name, value })
  }
  return listed
}

/** The headers most people read, decoded; absent ones are absent. */
export function commonHeaders(headers: HeaderBlock): object {
  const decoded = (name: string) => {
    const value = headers.first(name)
    return value === undefined ? undefined : decodeWords(value)
  }
  const mailboxes = (name: string) =>
    decoded(name)
      ?.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)
      .map((each) => each.trim())
  return {
    from: mailboxes('from'),
    date: decoded('date'),
    to: mailboxes('to'),
    cc: mailboxes('cc'),
    replyTo: mailboxes('reply-to'),
    messageId: headers.first('message-id'),
    subject: decoded('subject'),
  }
}
