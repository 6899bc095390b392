import type { World } from '../world.ts'
import { domainOf } from './address.ts'
import { headerBlock } from './header-block.ts'
import { identityFor } from './identity.ts'
import { commonHeaders } from './notification.ts'
import type { SentMail } from './sent-mails.ts'

/** An entry for PutEvents, as SES puts it on the default bus. */
export interface SendEvent {
  readonly Source: string
  readonly DetailType: string
  readonly Detail: string
  readonly Resources: readonly string[]
  /** ISO 8601. */
  readonly Time: string
}

/** What the call said besides the message. */
export interface SendOptions {
  readonly configurationSet: string
  readonly tags: Readonly<Record<string, string>>
  /** ARN of the calling role, or `host`. */
  readonly caller: string
}

/** What happened to a mail: the event's name on the bus, and its object beside the mail. */
export interface Happening {
  readonly detailType: string
  readonly detail: object
}

/** That it was sent (SES Developer Guide, "Examples of event data", the send record). */
export const sending: Happening = { detailType: 'Email Sent', detail: { eventType: 'Send', send: {} } }

/** An event about a mail, as SES puts it on the default bus ("Monitoring SES events using EventBridge"). */
export function mailEvent(
  world: World,
  mail: SentMail,
  { configurationSet, tags, caller }: SendOptions,
  happening: Happening,
): SendEvent {
  const { id, sentAt, source, destinations, raw } = mail
  const headers = headerBlock(raw)
  const identity = identityFor(world, source) ?? source
  const ses = `arn:aws:ses:${world.region}:${world.account}`
  const detail = {
    ...happening.detail,
    mail: {
      timestamp: sentAt,
      source,
      sourceArn: `${ses}:identity/${identity}`,
      sendingAccountId: world.account,
      messageId: id,
      destination: destinations,
      headersTruncated: false,
      headers: headers.headers
        .filter(({ name }) => !['message-id', 'date'].includes(name.toLowerCase()))
        .map(({ name, value }) => ({ name, value })),
      commonHeaders: { ...commonHeaders(headers), messageId: id },
      tags: {
        'ses:source-tls-version': ['TLSv1.3'],
        'ses:operation': ['SendRawEmail'],
        'ses:configuration-set': [configurationSet],
        'ses:source-ip': ['127.0.0.1'],
        'ses:from-domain': [domainOf(source)],
        'ses:caller-identity': [caller.split('/').at(-1)],
        ...Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
      },
    },
  }
  return {
    Source: 'aws.ses',
    DetailType: happening.detailType,
    Detail: JSON.stringify(detail),
    Resources: [`${ses}:configuration-set/${configurationSet}`],
    Time: sentAt,
  }
}
