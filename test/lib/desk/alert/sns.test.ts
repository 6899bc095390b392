import { sign } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SnsMessage, snsText } from '../../../../lib/alert/signature/sns.ts'
import { type AlertDoor, openAlertDoor } from '../../../support/alert-door.ts'
import { selfSigned } from '../../../support/certificate.ts'

const topic = 'arn:aws:sns:eu-central-1:111122223333:alarms'
const host = 'https://sns.eu-central-1.amazonaws.com'
const ours = selfSigned('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z')
const past = selfSigned('2025-01-01T00:00:00Z', '2025-06-01T00:00:00Z')
const confirmation = `${host}/?Action=ConfirmSubscription&TopicArn=${topic}&Token=abc123`

let door: AlertDoor
let key: string
beforeAll(async () => {
  door = await openAlertDoor()
  key = await door.source('cloud', { signing: 'sns', topics: [topic] })
})
afterAll(() => door.stop())
beforeEach(() => {
  door.queue.length = 0
  door.fetched.length = 0
  door.web.clear()
  for (const name of ['cert', 'cert-2']) door.web.set(`${host}/${name}.pem`, ours.certificate)
  door.web.set(`${host}/past.pem`, past.certificate)
  door.web.set(confirmation, '<ConfirmSubscriptionResponse/>')
})

const message = (fields: Partial<SnsMessage> = {}, key = ours.key): SnsMessage => {
  const whole: SnsMessage = {
    Type: 'Notification',
    MessageId: 'm-1',
    TopicArn: topic,
    Subject: 'ALARM',
    Message: JSON.stringify({ AlarmName: 'queue', NewStateValue: 'ALARM' }),
    Timestamp: door.now,
    SignatureVersion: '2',
    Signature: '',
    SigningCertURL: `${host}/cert.pem`,
    ...fields,
  }
  const algorithm = whole.SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256'
  return {
    ...whole,
    Signature: sign(algorithm, Buffer.from(snsText(whole)), key).toString('base64'),
    ...(fields.Signature !== undefined && { Signature: fields.Signature }),
  }
}
const subscription = (fields: Partial<SnsMessage> = {}) =>
  message({
    Type: 'SubscriptionConfirmation',
    Subject: undefined,
    SubscribeURL: confirmation,
    Token: 'abc123',
    ...fields,
  })
const send = (body: object) =>
  door.send(`/hooks/alerts/${key}`, {
    body: JSON.stringify(body),
    headers: { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-id': 'm-1' },
  })

describe('a notification of SNS', () => {
  test.each(['1', '2'] as const)(
    'with a signature of version %s is taken, and its certificate is fetched once',
    async (version) => {
      const SigningCertURL = `${host}/${version === '1' ? 'cert' : 'cert-2'}.pem`
      expect(await send(message({ SignatureVersion: version, SigningCertURL }))).toMatchObject({ is: 'accepted' })
      expect(await send(message({ SignatureVersion: version, SigningCertURL }))).toMatchObject({ is: 'accepted' })
      expect(door.fetched).toEqual([SigningCertURL])
      expect(door.queue[0]).toMatchObject({ deliveryId: 'm-1' })
    },
  )

  test('that was changed on its way is refused', async () => {
    expect(await send({ ...message(), Message: 'all is well' })).toMatchObject({ is: 'forbidden' })
    expect(await send({ ...message(), Subject: 'OK' })).toMatchObject({ is: 'forbidden' })
    expect(await send({ ...message(), Signature: 'AAAA' })).toMatchObject({ is: 'forbidden' })
    expect(door.queue).toEqual([])
  })

  test('of a topic that the source does not name is refused before anything is fetched', async () => {
    expect(await send(message({ TopicArn: `${topic}-of-somebody-else` }))).toMatchObject({ is: 'forbidden' })
    expect(door.fetched).toEqual([])
  })

  test.each([
    'http://sns.eu-central-1.amazonaws.com/cert.pem',
    'https://sns.eu-central-1.amazonaws.com.example/cert.pem',
    'https://example.com/cert.pem',
    'https://sns.eu-central-1.amazonaws.com:8443/cert.pem',
    'https://sns.eu-central-1.amazonaws.com@example.com/cert.pem',
    'https://user@sns.eu-central-1.amazonaws.com/cert.pem',
    'https://sns.eu-central-1.amazonaws.com/cert.txt',
    'https://169.254.169.254/cert.pem',
    'not an address',
  ])('with a certificate at %s is refused, and nothing is fetched', async (SigningCertURL) => {
    expect(await send(message({ SigningCertURL }))).toMatchObject({ is: 'forbidden' })
    expect(door.fetched).toEqual([])
  })

  test('with a certificate that is over is refused, and one that is an hour and a half old', async () => {
    expect(await send(message({ SigningCertURL: `${host}/past.pem` }, past.key))).toMatchObject({ is: 'forbidden' })
    const old = new Date(Date.parse(door.now) - 91 * 60_000).toISOString()
    expect(await send(message({ Timestamp: old }))).toMatchObject({ is: 'forbidden' })
  })

  test('without its envelope is refused', async () => {
    expect(await send({ AlarmName: 'queue' })).toMatchObject({
      is: 'forbidden',
      reason: expect.stringContaining('raw'),
    })
  })
})

describe('a subscription of SNS', () => {
  test('is confirmed once it is proven to be one of the source’s topics, and its token is not kept', async () => {
    expect(await send(subscription())).toMatchObject({ is: 'accepted' })
    expect(door.fetched).toContain(confirmation)
    expect(door.bodyOf(door.queue[0])).not.toContain('abc123')
  })

  test('is not confirmed for a topic that the source does not name, or with a wrong signature', async () => {
    await send(subscription({ TopicArn: `${topic}-of-somebody-else` }))
    await send({ ...subscription(), Token: 'another' })
    expect(door.fetched).not.toContain(confirmation)
  })

  test('is confirmed nowhere else than at SNS', async () => {
    const elsewhere = 'https://169.254.169.254/latest/meta-data/'
    door.web.set(elsewhere, 'secrets')
    expect(await send(subscription({ SubscribeURL: elsewhere }))).toMatchObject({ is: 'forbidden' })
    expect(door.fetched).not.toContain(elsewhere)
  })
})
