import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import nodemailer from 'nodemailer'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openAuthority } from '../../../infra/local/iam/authority.ts'
import { openLedger } from '../../../infra/local/ledger.ts'
import { receiptRules } from '../../../infra/local/ses/receipt-rules.ts'
import { type SmtpIn, startSmtpIn } from '../../../infra/local/ses/smtp-in.ts'
import { type Objects, openObjects } from '../../../infra/local/storage/objects.ts'
import type { Declaration } from '../../../infra/local/template/assembly.ts'
import { REGION, worldFrom } from './cloud.ts'

const TOPIC = `arn:aws:sns:${REGION}:000000000000:received`
const sesMay = (Action: string, Resource: string) => ({
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ses.amazonaws.com' },
      Action,
      Resource,
      Condition: {
        StringEquals: { 'aws:SourceArn': `arn:aws:ses:${REGION}:000000000000:receipt-rule-set/set:receipt-rule/store` },
      },
    },
  ],
})
const rule = (Name: string, Recipients: string[], Actions: object[], more: object = {}): Declaration => ({
  Type: 'AWS::SES::ReceiptRule',
  Properties: { RuleSetName: 'set', Rule: { Name, Enabled: true, ScanEnabled: true, Recipients, Actions }, ...more },
})
const store = { S3Action: { BucketName: 'mail', ObjectKeyPrefix: 'raw/', TopicArn: TOPIC } }
const template = (rules: Record<string, Declaration>): Record<string, Declaration> => ({
  bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mail' } },
  bucketPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: 'mail', PolicyDocument: sesMay('s3:PutObject', 'arn:aws:s3:::mail/raw/*') },
  },
  topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'received' } },
  topicPolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: { Topics: [TOPIC], PolicyDocument: sesMay('sns:Publish', TOPIC) },
  },
  set: { Type: 'AWS::SES::ReceiptRuleSet', Properties: { RuleSetName: 'set' } },
  ...rules,
})

let dataDir: string
let ledger: DatabaseSync
let objects: Objects
let smtp: SmtpIn
/** What was published; `publish` may be replaced by one that fails. */
let published: { topicArn: string; message: { Subject: string; Message: string } }[]
let publish: (topicArn: string, message: { Subject: string; Message: string }) => void

const start = async (
  rules: Record<string, Declaration> = { store: rule('store', ['help@haneul.example', '.branch.example'], [store]) },
) => {
  const world = worldFrom(template(rules))
  smtp = await startSmtpIn(
    {
      world,
      ledger,
      objects,
      rules: receiptRules(world, openAuthority(world)),
      publish: (topicArn, message) => publish(topicArn, message),
    },
    0,
  )
}
const send = async (
  raw: string | Buffer,
  to: string | string[] = 'help@haneul.example',
  from = 'kim@haneul.example',
) => {
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port: smtp.port, ignoreTLS: true })
  try {
    return await transport.sendMail({ envelope: { from, to }, raw })
  } finally {
    transport.close()
  }
}
const mail = (headers: string[] = [], body = 'It is on fire.') =>
  [
    'From: =?UTF-8?B?6rmA66+87KeA?= <kim@haneul.example>',
    'To: help@haneul.example',
    'Subject: =?UTF-8?Q?=ED=94=84=EB=A6=B0=ED=84=B0?=',
    ...headers,
    '',
    body,
    '',
  ].join('\r\n')
const notification = () => JSON.parse(published[0]!.message.Message)
const stored = async () => {
  const { bucketName, objectKey } = notification().receipt.action
  return (await objects.read(objects.find(bucketName, objectKey)!)).toString('utf8')
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'haneul-ses-'))
  ledger = openLedger(dataDir)
  objects = openObjects(dataDir, ledger)
  published = []
  publish = (topicArn, message) => published.push({ topicArn, message })
})
afterEach(async () => {
  await smtp?.stop()
  ledger.close()
  rmSync(dataDir, { recursive: true })
})

describe('a mail to an address of a receipt rule', () => {
  test('lies in the bucket as it came, below the headers that SES adds', async () => {
    await start()
    await send(mail())
    const raw = await stored()
    expect(raw.endsWith(mail())).toBe(true)
    expect(raw).toMatch(
      /^Return-Path: <kim@haneul\.example>\r\nReceived: from [^\r]+\r\n by inbound-smtp\.ap-northeast-2\.amazonaws\.com with SMTP id \w+\r\n for help@haneul\.example;\r\n \w{3}, /,
    )
    expect(raw).toContain('X-SES-Spam-Verdict: PASS\r\n')
  })

  test('is told to the topic in the words of SES', async () => {
    await start()
    await send(mail(['Message-ID: <1@haneul.example>', 'Cc: "Park, J." <park@haneul.example>, lee@haneul.example']))
    const pass = { status: 'PASS' }
    const { messageId } = notification().mail
    expect(published[0]).toMatchObject({
      topicArn: TOPIC,
      message: { Subject: 'Amazon SES Email Receipt Notification' },
    })
    expect(notification()).toEqual({
      notificationType: 'Received',
      mail: {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        source: 'kim@haneul.example',
        messageId: expect.stringMatching(/^[0-9a-z]{40}$/),
        destination: ['help@haneul.example'],
        headersTruncated: false,
        headers: expect.arrayContaining([
          { name: 'Return-Path', value: '<kim@haneul.example>' },
          { name: 'Subject', value: '=?UTF-8?Q?=ED=94=84=EB=A6=B0=ED=84=B0?=' },
        ]),
        commonHeaders: {
          returnPath: 'kim@haneul.example',
          from: ['김민지 <kim@haneul.example>'],
          to: ['help@haneul.example'],
          cc: ['"Park, J." <park@haneul.example>', 'lee@haneul.example'],
          messageId: '<1@haneul.example>',
          subject: '프린터',
        },
      },
      receipt: {
        timestamp: notification().mail.timestamp,
        processingTimeMillis: expect.any(Number),
        recipients: ['help@haneul.example'],
        spamVerdict: pass,
        virusVerdict: pass,
        spfVerdict: pass,
        dkimVerdict: pass,
        dmarcVerdict: pass,
        action: {
          type: 'S3',
          topicArn: TOPIC,
          bucketName: 'mail',
          objectKeyPrefix: 'raw/',
          objectKey: `raw/${messageId}`,
        },
      },
    })
  })

  test('gets the verdicts that a test asks for, and the mail does not tell', async () => {
    await start()
    await send(mail(['X-Local-Verdicts: spf=fail dkim=gray dmarc=FAIL', 'X-After: kept']))
    expect(notification().receipt).toMatchObject({
      spamVerdict: { status: 'PASS' },
      spfVerdict: { status: 'FAIL' },
      dkimVerdict: { status: 'GRAY' },
      dmarcVerdict: { status: 'FAIL' },
      dmarcPolicy: 'none',
    })
    const raw = await stored()
    expect(raw).not.toContain('X-Local-Verdicts')
    expect(raw).toContain('X-After: kept\r\n\r\nIt is on fire.')
  })

  test('keeps every byte, also those that are no text', async () => {
    await start()
    const bytes = Buffer.concat([Buffer.from(mail([], '')), Buffer.from([0xb0, 0xa1, 0x00, 0xff, 0x0d, 0x0a])])
    await send(bytes)
    const { bucketName, objectKey } = notification().receipt.action
    const raw = await objects.read(objects.find(bucketName, objectKey)!)
    expect(raw.subarray(-bytes.length).equals(bytes)).toBe(true)
  })

  test.each([
    'help@haneul.example',
    'HELP@haneul.example',
    'help+inc-1-abc@haneul.example',
    'anyone@seoul.branch.example',
  ])('is taken for %s', async (to) => {
    await start()
    await send(mail(), to)
    expect(notification().receipt.recipients).toEqual([to])
  })

  test('names as recipients only those that the rule matches', async () => {
    await start({
      store: rule('store', ['help@haneul.example'], [store]),
      stop: rule('stop', ['it@haneul.example'], [{ StopAction: { Scope: 'RuleSet' } }], { After: 'store' }),
    })
    await send(mail(), ['help@haneul.example', 'it@haneul.example'])
    expect(notification()).toMatchObject({
      mail: { destination: ['help@haneul.example', 'it@haneul.example'] },
      receipt: { recipients: ['help@haneul.example'] },
    })
  })
})

describe('a mail that is not taken', () => {
  test.each(['nobody@haneul.example', 'help@elsewhere.example', 'helpdesk@haneul.example', 'anyone@branch.example'])(
    'to %s is refused for good, with a sentence',
    async (to) => {
      await start()
      await expect(send(mail(), to)).rejects.toMatchObject({
        responseCode: 550,
        response: expect.stringContaining(`No receipt rule takes mail for ${to}`),
      })
      expect(published).toEqual([])
    },
  )

  test('because a rule bounces it gets the answer of the rule', async () => {
    const bounce = {
      BounceAction: { SmtpReplyCode: '552', StatusCode: '5.2.2', Message: 'Mailbox full', Sender: 'a@b.example' },
    }
    await start({ store: rule('store', ['help@haneul.example'], [bounce]) })
    await expect(send(mail())).rejects.toMatchObject({
      responseCode: 552,
      response: expect.stringContaining('Mailbox full'),
    })
  })

  test('because it could not be stored is asked for again, and leaves nothing behind', async () => {
    await start()
    const log = console.error
    console.error = () => {}
    publish = () => {
      throw new Error('the disk is full')
    }
    await expect(send(mail())).rejects.toMatchObject({ responseCode: 451 })
    console.error = log
    expect(objects.list('mail', '', '', 10)).toEqual([])
  })
})

describe('a rule that could not work on AWS', () => {
  const rulesOf = (resources: Record<string, Declaration>) => {
    const world = worldFrom(resources)
    return receiptRules(world, openAuthority(world))
  }

  test('because the bucket does not let SES in stops the start', () => {
    const { bucketPolicy: _, ...rest } = template({ store: rule('store', ['help@haneul.example'], [store]) })
    expect(() => rulesOf(rest)).toThrow(
      /^desk\/store \(AWS::SES::ReceiptRule\): the policy of arn:aws:s3:::mail\/raw\/.* does not allow ses\.amazonaws\.com s3:PutObject/,
    )
  })

  test('because the topic trusts another rule stops the start', () => {
    expect(() =>
      rulesOf(template({ other: rule('other', ['help@haneul.example'], [{ SNSAction: { TopicArn: TOPIC } }]) })),
    ).toThrow('does not allow ses.amazonaws.com sns:Publish')
  })

  test('or that nobody plays here stops the start', () => {
    expect(() => rulesOf(template({ store: rule('store', ['a@b.example'], [{ WorkmailAction: {} }]) }))).toThrow(
      'does not play WorkmailAction',
    )
  })
})
