import { afterEach, describe, expect, test } from 'vitest'
import { arn, eventually, NOTE, resource, type Stand, standFor } from './stand.ts'

let stand: Stand
afterEach(() => stand.stop())

async function standWith(body: string, mapping: object = {}): Promise<void> {
  const redrive = JSON.stringify({ deadLetterTargetArn: arn('sqs', 'dead'), maxReceiveCount: 2 })
  stand = await standFor({
    functions: {
      worker: {
        source: `${NOTE}\nexport const handler = async ({ Records }) => { const bodies = Records.map(({ body }) => body); ${body} }`,
      },
    },
    queues: { dead: {}, work: { VisibilityTimeout: '1', RedrivePolicy: redrive } },
    resources: [
      resource('AWS::Lambda::EventSourceMapping', 'mapping', 'mapping', '', {
        EventSourceArn: arn('sqs', 'work'),
        FunctionName: 'worker',
        ...mapping,
      }),
    ],
  })
}
const noted = (line: string) => eventually(() => (stand.notes().includes(line) ? true : undefined))

describe('a function that reads a queue', () => {
  test('gets each message in the record of SQS, once when it succeeds', async () => {
    await standWith('note(JSON.stringify(Records[0]))')
    await stand.send('work', 'hello')
    const record = JSON.parse(await eventually(() => stand.notes()[0]))
    expect(record).toMatchObject({
      messageId: expect.any(String),
      receiptHandle: expect.any(String),
      body: 'hello',
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) },
      messageAttributes: {},
      md5OfBody: expect.any(String),
      eventSource: 'aws:sqs',
      eventSourceARN: arn('sqs', 'work'),
      awsRegion: 'ap-northeast-2',
    })
    await eventually(async () => ((await stand.messages('work')).length === 0 ? true : undefined))
    expect(stand.notes()).toHaveLength(1)
  })

  test('gets a message again when it threw, until the queue moves it to its dead letters', async () => {
    await standWith('bodies.forEach(note); throw new Error("no")')
    await stand.send('work', 'bad')
    const [message] = await eventually(async () => {
      const found = await stand.messages('dead')
      return found.length > 0 ? found : undefined
    })
    expect(message?.Body).toBe('bad')
    expect(stand.notes()).toEqual(['bad', 'bad'])
  })

  test('keeps only the messages that it reported', async () => {
    await standWith(
      `bodies.forEach(note)
       return { batchItemFailures: Records.filter(({ body }) => body === 'bad').map(({ messageId }) => ({ itemIdentifier: messageId })) }`,
      { FunctionResponseTypes: ['ReportBatchItemFailures'] },
    )
    await stand.send('work', 'bad')
    await stand.send('work', 'good')
    await noted('good')
    const [message] = await eventually(async () => {
      const found = await stand.messages('dead')
      return found.length > 0 ? found : undefined
    })
    expect(message?.Body).toBe('bad')
    expect(stand.notes().filter((line) => line === 'good')).toHaveLength(1)
  })

  test('never sees what its filter keeps away', async () => {
    await standWith('bodies.forEach(note)', {
      FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["alert"]}}' }] },
    })
    await stand.send('work', '{"kind":"other"}')
    await stand.send('work', 'no json')
    await stand.send('work', '{"kind":"alert"}')
    await noted('{"kind":"alert"}')
    await eventually(async () => ((await stand.messages('work')).length === 0 ? true : undefined))
    expect(stand.notes()).toEqual(['{"kind":"alert"}'])
    expect(await stand.messages('dead')).toEqual([])
  })
})
