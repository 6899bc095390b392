import { describe, expect, test } from 'vitest'
import { fault, reading, readings } from './a-payload.ts'
import { alarm, alarmEvent, notification } from './an-alarm.ts'

const arn = 'arn:aws:cloudwatch:ap-northeast-2:444455556666:alarm:parcels-late'

describe('an alarm by SNS', () => {
  test('is known by its ARN, and the delivery by its message', async () => {
    expect(await reading(notification(alarm('ALARM')))).toMatchObject({
      format: 'cloudwatch-sns',
      status: 'firing',
      key: arn,
      severity: null,
      title: 'parcels-late',
      host: 'parcels',
      at: '2026-03-02T08:15:04.077Z',
      deliveryId: 'a1b2',
      links: [{ text: 'CloudWatch', url: expect.stringContaining('https://ap-northeast-2.console.aws.amazon.com/') }],
    })
  })

  test('is the same raw, by a function’s records, and without the ARN of newer messages', async () => {
    const records = {
      Records: [{ EventSource: 'aws:sns', Sns: { ...notification(alarm('OK')), SigningCertUrl: 'u' } }],
    }
    expect(await reading(alarm('OK'))).toMatchObject({ key: arn, status: 'resolved' })
    expect(await reading(records)).toMatchObject({ key: arn, status: 'resolved', deliveryId: 'a1b2' })
    const old = { AlarmArn: undefined }
    const [fired, ended] = [await reading(notification(alarm('ALARM', old))), await reading(alarm('OK', old))]
    expect(ended.key).toBe(fired.key)
  })

  test('too little data is neither a problem nor its end', async () => {
    expect(await reading(notification(alarm('INSUFFICIENT_DATA')))).toMatchObject({
      kind: 'alert',
      status: 'ignored',
      key: arn,
    })
  })

  test('of several metrics names what those measure', async () => {
    const Metrics = [
      { Id: 'e', Expression: 'a/b' },
      { Id: 'a', MetricStat: { Metric: { Dimensions: [{ name: 'LoadBalancer', value: 'app/shop/1' }] } } },
    ]
    expect(await reading(notification(alarm('ALARM', { Trigger: { Metrics } })))).toMatchObject({ host: 'app/shop/1' })
  })

  test('with an unknown state is refused', async () => {
    expect(await fault(notification(alarm('MAYBE')))).toMatch(/NewStateValue/)
  })
})

describe('what else SNS sends', () => {
  test.each(['SubscriptionConfirmation', 'UnsubscribeConfirmation'])('%s is about the connection', async (Type) => {
    expect(await reading(notification('You have chosen…', { Type, Token: 't' }))).toMatchObject({
      kind: 'control',
      status: 'ignored',
      key: null,
    })
  })

  test('a text is no alert', async () => {
    expect(await reading(notification('Lunch is ready', { Subject: 'Kitchen' }))).toMatchObject({
      kind: 'non-alert',
      title: 'Kitchen',
    })
    expect(await reading('Lunch', { headers: { 'x-amz-sns-message-type': 'Notification' } })).toMatchObject({
      kind: 'non-alert',
    })
  })

  test('the alert of another sender that came through a topic is that sender’s', async () => {
    expect(await reading(notification(alarmEvent('ALARM')))).toMatchObject({
      format: 'cloudwatch-eventbridge',
      status: 'firing',
      deliveryId: 'e-1',
    })
    expect(await reading(notification({ id: 'x', title: 'Queue', severity: 'high', status: 'open' }))).toMatchObject({
      format: 'generic',
      key: 'id=x',
    })
  })

  test('several records are several alerts', async () => {
    const of = (state: string, AlarmArn: string) => ({ Sns: notification(alarm(state, { AlarmArn })) })
    const found = await readings({ Records: [of('ALARM', 'arn:aws:cloudwatch:a'), of('OK', 'arn:aws:cloudwatch:b')] })
    expect(found.map(({ status }) => status)).toEqual(['firing', 'resolved'])
  })
})

describe('an alarm by EventBridge', () => {
  test('has its dimensions in an object', async () => {
    expect(await reading(alarmEvent('ALARM'))).toMatchObject({ status: 'firing', host: 'tills', deliveryId: 'e-1' })
  })

  test('as an action of a function says the same', async () => {
    const { detail, resources } = alarmEvent('ALARM')
    const action = {
      source: 'aws.cloudwatch',
      alarmArn: resources[0],
      accountId: '4',
      time: '2026-03-02T08:15:04Z',
      region: 'ap-northeast-2',
      alarmData: detail,
    }
    expect((await reading(action)).key).toBe((await reading(alarmEvent('OK'))).key)
  })

  test('other events of AWS are no alerts', async () => {
    for (const type of ['EC2 Instance State-change Notification', 'CloudWatch Alarm Configuration Change']) {
      expect(await reading({ ...alarmEvent('ALARM'), 'detail-type': type })).toMatchObject({
        kind: 'non-alert',
        key: null,
      })
    }
  })

  test('a partner’s event is the partner’s', async () => {
    const event = {
      ...alarmEvent(''),
      source: 'aws.partner/shop',
      'detail-type': 'Alert',
      detail: { alert_uid: 'q', title: 'Queue', state: 'alerting' },
    }
    expect(await reading(event)).toMatchObject({ format: 'generic', key: 'alert_uid=q' })
  })
})
