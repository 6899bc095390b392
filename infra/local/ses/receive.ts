import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../ledger.ts'
import type { Draft, Objects } from '../storage/objects.ts'
import type { World } from '../world.ts'
import { type HeaderBlock, headerBlock } from './header-block.ts'
import { type DoneAction, notificationOf, type ReceivedMail } from './notification.ts'
import type { Action, ReceiptRule } from './receipt-rules.ts'
import { VERDICTS_HEADER, type Verdicts, verdictsIn } from './verdicts.ts'

/** The envelope a mail came in, as SMTP says it. */
export interface MailEnvelope {
  readonly sender: string
  readonly recipients: readonly string[]
  /** Name the client gave itself, and its address. */
  readonly helo: string
  readonly clientAddress: string
  readonly receivedAt: Date
}

/** A rule refused the mail; the code and the text are the SMTP answer. */
export class Bounced extends Error {
  readonly responseCode: number

  constructor(responseCode: number, message: string) {
    super(message)
    this.responseCode = responseCode
  }
}

/** What receiving needs of the rest of the host. */
export interface ReceivingParts {
  readonly world: World
  readonly ledger: DatabaseSync
  readonly objects: Objects
  readonly rules: readonly ReceiptRule[]
  /** Durable on return, or on commit of an open ledger transaction. */
  readonly publish: (topicArn: string, message: { readonly Subject: string; readonly Message: string }) => unknown
}

/**
 * Carries out the receipt rules for a raw mail. When it resolves, the mail lies in the bucket and its notification is on
 * disk, both by one commit. Rejects with `Bounced` when a rule says so; then nothing was stored.
 */
export async function receiveMail(parts: ReceivingParts, raw: Buffer, envelope: MailEnvelope): Promise<void> {
  const messageId = randomBytes(20).toString('hex')
  const original = headerBlock(raw)
  const verdicts = verdictsIn(original.first(VERDICTS_HEADER))
  const added = addedHeaders(envelope, messageId, verdicts, original, parts.world.region)
  const message = Buffer.concat([added, withoutVerdicts(raw, original)])
  const headers = headerBlock(message)
  const steps = stepsFor(parts.rules, envelope.recipients)
  const bounce = steps.find(({ action }) => action.type === 'Bounce')?.action
  if (bounce?.type === 'Bounce')
    throw new Bounced(bounce.smtpReplyCode, `${bounce.statusCode ?? ''} ${bounce.message}`.trim())

  const drafts = new Map<Action, Draft>()
  for (const { action } of steps) {
    if (action.type === 'S3' && !drafts.has(action)) drafts.set(action, await parts.objects.draft(message))
  }
  inTransaction(parts.ledger, () => {
    for (const { action, rule, recipients } of steps) {
      const mail: ReceivedMail = {
        messageId,
        receivedAt: envelope.receivedAt.toISOString(),
        sender: envelope.sender,
        destination: envelope.recipients,
        headers,
        verdicts,
        scanned: rule.scans,
      }
      perform(parts, action, mail, recipients, message, drafts.get(action))
    }
  })
}

function perform(
  { objects, publish }: ReceivingParts,
  action: Action,
  mail: ReceivedMail,
  recipients: readonly string[],
  message: Buffer,
  draft: Draft | undefined,
): void {
  const notify = (topicArn: string, done: DoneAction, content?: string) => {
    const text = notificationOf(mail, recipients, done, Date.now())
    const Message = content === undefined ? text : `${text.slice(0, -1)},"content":${JSON.stringify(content)}}`
    publish(topicArn, { Subject: `Amazon SES Email Receipt Notification`, Message })
  }
  if (action.type === 'S3' && draft !== undefined) {
    const { bucket, prefix, topicArn } = action
    const key = `${prefix}${mail.messageId}`
    objects.keep(bucket, key, draft, { 'content-type': 'application/octet-stream' })
    if (topicArn !== undefined) {
      notify(topicArn, { type: 'S3', topicArn, bucketName: bucket, objectKeyPrefix: prefix, objectKey: key })
    }
  } else if (action.type === 'SNS') {
    const encoding = action.base64 ? 'BASE64' : 'UTF8'
    notify(
      action.topicArn,
      { type: 'SNS', topicArn: action.topicArn, encoding },
      message.toString(action.base64 ? 'base64' : 'utf8'),
    )
  }
}

interface Step {
  readonly rule: ReceiptRule
  readonly action: Action
  readonly recipients: readonly string[]
}

/** What the rules do, in their order, until one stops. */
function stepsFor(rules: readonly ReceiptRule[], destination: readonly string[]): Step[] {
  const steps: Step[] = []
  for (const rule of rules) {
    const recipients = destination.filter((recipient) => rule.matches(recipient))
    if (recipients.length === 0) continue
    for (const action of rule.actions) {
      if (action.type === 'Stop') return steps
      steps.push({ rule, action, recipients })
    }
  }
  return steps
}

/** The headers SES writes above a received mail. They come first, so a sender's own never stand in their place. */
function addedHeaders(
  { sender, recipients, helo, clientAddress, receivedAt }: MailEnvelope,
  messageId: string,
  { spam, virus, spf, dkim, dmarc }: Verdicts,
  original: HeaderBlock,
  region: string,
): Buffer {
  const host = `inbound-smtp.${region}.amazonaws.com`
  const said = (verdict: string) => verdict.toLowerCase()
  const from = `client-ip=${clientAddress}; envelope-from=${sender}; helo=${helo}`
  const domain =
    original
      .first('from')
      ?.split('@')
      .at(-1)
      ?.replace(/[>\s].*$/s, '') ?? ''
  const date = receivedAt.toUTCString().replace('GMT', '+0000 (UTC)')
  const lines = [
    `Return-Path: <${sender}>`,
    `Received: from ${helo} (${helo} [${clientAddress}])\r\n by ${host} with SMTP id ${messageId}\r\n for ${recipients[0] ?? ''};\r\n ${date}`,
    `X-SES-Spam-Verdict: ${spam}`,
    `X-SES-Virus-Verdict: ${virus}`,
    `Received-SPF: ${said(spf)} (spfCheck: local) ${from};`,
    `Authentication-Results: amazonses.com;\r\n spf=${said(spf)} (spfCheck: local) ${from};\r\n dkim=${said(dkim)} header.i=@${domain};\r\n dmarc=${said(dmarc)} header.from=${domain};`,
    `X-SES-RECEIPT: ${Buffer.from(messageId).toString('base64')}`,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8')
}

/** The mail without the header that was only meant for this host. */
function withoutVerdicts(raw: Buffer, { headers, end }: HeaderBlock): Buffer {
  const name = VERDICTS_HEADER.toLowerCase()
  if (!headers.some((header) => header.name.toLowerCase() === name)) return raw
  const kept = headers.filter((header) => header.name.toLowerCase() !== name)
  const block = kept.map((header) => `${header.raw}\r\n`).join('')
  return Buffer.concat([Buffer.from(block, 'latin1'), raw.subarray(end)])
}
