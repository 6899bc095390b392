import { SESClient, SendRawEmailCommand, type SendRawEmailCommandInput } from '@aws-sdk/client-ses'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendApi } from '../../../infra/local/ses/send-api.ts'
import type { SendEvent } from '../../../infra/local/ses/send-event.ts'
import { openSentMails, type SentMails } from '../../../infra/local/ses/sent-mails.ts'
import { allow, type Cloud, REGION, role, startCloud } from './cloud.ts'

const ses = `arn:aws:ses:${REGION}:000000000000`
const BUS = `arn:aws:events:${REGION}:000000000000:event-bus/default`

let cloud: Cloud
let sent: SentMails
let events: SendEvent[]

beforeAll(async () => {
  cloud = await startCloud({
    identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'haneul.example' } },
    set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'desk' } },
    destination: {
      Type: 'AWS::SES::ConfigurationSetEventDestination',
      Properties: {
        ConfigurationSetName: 'desk',
        EventDestination: { Enabled: true, MatchingEventTypes: ['send'], EventBridgeDestination: { EventBusArn: BUS } },
      },
    },
    sender: role(
      'sender',
      allow('ses:SendRawEmail', [`${ses}:identity/haneul.example`, `${ses}:configuration-set/desk`], {
        StringEquals: { 'ses:FromAddress': 'help@haneul.example' },
      }),
    ),
  })
  sent = openSentMails(cloud.ledger)
  const putEvents = (bus: string, entries: readonly SendEvent[]) => {
    expect(bus).toBe(BUS)
    events.push(...entries)
  }
  cloud.gateway.route('ses', sendApi({ world: cloud.world, ledger: cloud.ledger, sent, putEvents }))
})
afterAll(() => cloud.stop())
beforeEach(() => {
  events = []
})

const mime = (headers: string[] = [], from = 'Help <help@haneul.example>') =>
  Buffer.from(
    [
      `From: ${from}`,
      'To: kim@haneul.example',
      'Subject: Re: Printer',
      'Message-ID: <own@haneul.example>',
      'Date: Mon, 1 Jan 2001 00:00:00 +0000',
      ...headers,
      'Content-Type: text/plain; charset=utf-8',
      '',
      '안녕하세요',
      '',
    ].join('\r\n'),
  )
const send = (more: Partial<SendRawEmailCommandInput> = {}, raw = mime(), name = 'host') =>
  new SESClient(cloud.as(name)).send(
    new SendRawEmailCommand({
      Source: 'help@haneul.example',
      Destinations: ['kim@haneul.example'],
      ConfigurationSetName: 'desk',
      RawMessage: { Data: raw },
      ...more,
    }),
  )

describe('a mail that is sent', () => {
  test('goes out under the id that SES gives it and answers', async () => {
    const { MessageId } = await send(
      {},
      mime([
        'In-Reply-To: <a@x.example>',
        'References: <b@x.example> <a@x.example>',
        'Bcc: secret@x.example',
        'X-SES-CONFIGURATION-SET: desk',
      ]),
    )
    expect(MessageId).toMatch(/^[0-9a-f]{16}-[0-9a-f-]{36}-000000$/)
    const [mail] = await sent.list()
    expect(mail).toMatchObject({
      id: MessageId,
      from: 'help@haneul.example',
      to: ['kim@haneul.example'],
      cc: [],
      subject: 'Re: Printer',
      messageId: `<${MessageId}@ap-northeast-2.amazonses.com>`,
      inReplyTo: '<a@x.example>',
      references: ['<b@x.example>', '<a@x.example>'],
      text: '안녕하세요\n',
      html: '',
    })
    expect(Object.keys(mail!).sort()).toEqual([
      'at',
      'cc',
      'from',
      'headers',
      'html',
      'id',
      'inReplyTo',
      'messageId',
      'references',
      'subject',
      'text',
      'to',
    ])
    const names = Object.keys(mail!.headers)
    expect(names.filter((name) => ['message-id', 'date'].includes(name))).toHaveLength(2)
    expect(names).not.toContain('bcc')
    expect(names).not.toContain('x-ses-configuration-set')
  })

  test('is told to the bus of its configuration set, with its tags', async () => {
    const { MessageId } = await send({ Tags: [{ Name: 'number', Value: 'INC-1' }] })
    expect(events).toEqual([
      expect.objectContaining({
        Source: 'aws.ses',
        DetailType: 'Email Sent',
        Resources: [`${ses}:configuration-set/desk`],
      }),
    ])
    expect(JSON.parse(events[0]!.Detail)).toMatchObject({
      eventType: 'Send',
      send: {},
      mail: {
        source: 'help@haneul.example',
        sourceArn: `${ses}:identity/haneul.example`,
        sendingAccountId: '000000000000',
        messageId: MessageId,
        destination: ['kim@haneul.example'],
        headersTruncated: false,
        commonHeaders: {
          from: ['Help <help@haneul.example>'],
          to: ['kim@haneul.example'],
          messageId: MessageId,
          subject: 'Re: Printer',
        },
        tags: { number: ['INC-1'], 'ses:configuration-set': ['desk'], 'ses:from-domain': ['haneul.example'] },
      },
    })
  })

  test('without a configuration set is told to nobody', async () => {
    await send({ ConfigurationSetName: undefined })
    expect(events).toEqual([])
  })
})

describe('a mail that SES does not take', () => {
  test.each([
    [
      'from an address nobody verified',
      { Source: 'help@elsewhere.example' },
      mime(),
      'MessageRejected',
      'Email address is not verified',
    ],
    ['with such an address in From', {}, mime([], 'x@elsewhere.example'), 'MessageRejected', 'x@elsewhere.example'],
    [
      'with an unknown configuration set',
      { ConfigurationSetName: 'none' },
      mime(),
      'ConfigurationSetDoesNotExist',
      '<none>',
    ],
    [
      'with a tag SES has no letters for',
      { Tags: [{ Name: 'a', Value: 'b c' }] },
      mime(),
      'InvalidParameterValue',
      'Invalid tag',
    ],
    [
      'to more than fifty people',
      { Destinations: Array.from({ length: 51 }, (_, n) => `p${n}@x.example`) },
      mime(),
      'InvalidParameterValue',
      '50',
    ],
    [
      'larger than 10 MB',
      {},
      Buffer.concat([mime(), Buffer.alloc(10 * 1024 * 1024, 'a')]),
      'InvalidParameterValue',
      'Message length',
    ],
  ])('%s is refused by name', async (_, more, raw, code, message) => {
    const before = (await sent.list()).length
    await expect(send(more, raw)).rejects.toMatchObject({
      name: expect.stringContaining(code),
      message: expect.stringContaining(message),
    })
    expect(await sent.list()).toHaveLength(before)
  })

  test('because the role may write in another name only', async () => {
    const log = console.error
    console.error = () => {}
    await send({}, mime(), 'sender')
    await expect(send({}, mime([], 'boss@haneul.example'), 'sender')).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`ses:SendRawEmail on resource: ${ses}:identity/haneul.example`),
    })
    console.error = log
  })
})
