import { afterEach, describe, expect, test } from 'vitest'
import { arn, eventually, NOTE, resource, type Setting, type Stand, standFor } from './stand.ts'

const FUNCTION = arn('lambda', 'function:worker')

let stand: Stand
afterEach(() => stand.stop())

async function standWith(body: string, config: object = {}, setting: Setting = {}): Promise<void> {
  stand = await standFor({
    functions: { worker: { source: `${NOTE}\nexport const handler = async (event, context) => {${body}}` } },
    queues: { dead: {} },
    ...setting,
    resources: [
      resource('AWS::Lambda::EventInvokeConfig', 'config', '', '', {
        FunctionName: 'worker',
        Qualifier: '$LATEST',
        DestinationConfig: { OnFailure: { Destination: arn('sqs', 'dead') } },
        ...config,
      }),
    ],
  })
}
const accept = (event: unknown = {}) => stand.compute.functions.invokeLater(FUNCTION, event)
const untilNoted = (line: string) => eventually(() => (stand.notes().includes(line) ? true : undefined))
const deadLetter = () => eventually(async () => (await stand.messages('dead'))[0])

describe('an event accepted for a function', () => {
  test('is tried again until it succeeds, as the same request', async () => {
    await standWith(`note(context.awsRequestId); if (notes().length < 3) throw new Error('not yet'); note('done')`)
    accept()
    await untilNoted('done')
    const [first, second, third, ...rest] = stand.notes()
    expect(rest).toEqual(['done'])
    expect([second, third]).toEqual([first, first])
  })

  test('goes to the failure destination with what happened when its attempts are used up', async () => {
    await standWith(`note('try'); throw new RangeError('never')`)
    accept({ mail: 7 })
    const { Body } = await deadLetter()
    expect(stand.notes()).toEqual(['try', 'try', 'try'])
    expect(JSON.parse(Body)).toEqual({
      version: '1.0',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      requestContext: {
        requestId: expect.any(String),
        functionArn: `${FUNCTION}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { mail: 7 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'RangeError', errorMessage: 'never', trace: expect.any(Array) },
    })
  })

  test('is not tried again when the function wants no retries', async () => {
    await standWith(`note('try'); throw new Error('no')`, { MaximumRetryAttempts: 0 })
    accept()
    expect(JSON.parse((await deadLetter()).Body).requestContext.approximateInvokeCount).toBe(1)
    expect(stand.notes()).toEqual(['try'])
  })

  test('is given up when it would be older than the function wants', async () => {
    await standWith(
      `throw new Error('no')`,
      { MaximumEventAgeInSeconds: 60 },
      {
        context: { pace: { retryWaitsMs: [61_000], retryMs: 10 } },
      },
    )
    accept()
    expect(JSON.parse((await deadLetter()).Body).requestContext).toMatchObject({
      condition: 'EventAgeExceeded',
      approximateInvokeCount: 1,
    })
  })

  test('is invoked after a restart when the host ended before it was done', async () => {
    await standWith(
      `note('begun'); if (notes().length === 1) await new Promise(() => setTimeout(() => {}, 1e6)); note('done')`,
    )
    accept()
    await untilNoted('begun')
    await stand.restart()
    await untilNoted('done')
    expect(stand.notes()).toEqual(['begun', 'begun', 'done'])
  })

  test('leaves nothing behind when it succeeded', async () => {
    await standWith(`note('done')`)
    accept()
    await untilNoted('done')
    await stand.restart()
    accept()
    await eventually(() => (stand.notes().length === 2 ? true : undefined))
    expect(await stand.messages('dead')).toEqual([])
  })

  test('keeps running beside others of the same function', async () => {
    await standWith(
      `note('begun'); while (notes().length < 2) await new Promise((go) => setTimeout(go, 5)); note('met')`,
    )
    accept()
    accept()
    await eventually(() => (stand.notes().filter((line) => line === 'met').length === 2 ? true : undefined))
  })

  test('is refused at once when it is larger than a megabyte', async () => {
    await standWith('')
    expect(() => accept('x'.repeat(1_048_577))).toThrow(/too large/)
  })
})

describe('an event accepted in a transaction that is undone', () => {
  test('is never invoked', async () => {
    await standWith(`note(event)`)
    const { ledger } = stand
    ledger.exec('BEGIN')
    accept('undone')
    ledger.exec('ROLLBACK')
    accept('kept')
    await untilNoted('kept')
    await stand.restart()
    expect(stand.notes()).toEqual(['kept'])
  })
})

describe('events of several functions, on a machine with one processor', () => {
  const source = (name: string) => `${NOTE}
    export const handler = async ({ n, until }) => {
      note('${name} ' + n)
      while (until && !notes().includes(until)) await new Promise((go) => setTimeout(go, 5)) }`
  const start = async (computingMs?: number) => {
    const functions = { first: { source: source('first') }, second: { source: source('second') } }
    stand = await standFor({ functions, context: { pace: { busy: 1, computingMs } } })
  }
  const acceptFor = (name: string, event: object) =>
    stand.compute.functions.invokeLater(arn('lambda', `function:${name}`), event)

  test('run in the order in which they were accepted', async () => {
    // However slow the machine is, none counts as waiting.
    await start(60_000)
    for (const n of [1, 2, 3]) for (const name of ['first', 'second']) acceptFor(name, { n })
    await untilNoted('second 3')
    expect(stand.notes()).toEqual(['first 1', 'second 1', 'first 2', 'second 2', 'first 3', 'second 3'])
  })

  test('do not wait for one that itself waits for long', async () => {
    await start()
    acceptFor('first', { n: 1, until: 'second 1' })
    acceptFor('second', { n: 1 })
    await untilNoted('second 1')
    expect(stand.notes()).toEqual(['first 1', 'second 1'])
  })
})

describe('a function that other code calls by the API', () => {
  const call = (path: string, type: string, body: string) => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=KEY/20260101/ap-northeast-2/lambda/aws4_request'
    const headers = { authorization, 'x-amz-invocation-type': type }
    return fetch(`${stand.gatewayUrl}/2015-03-31/functions/${path}/invocations`, { method: 'POST', headers, body })
  }

  test('answers its result, or its failure marked as such', async () => {
    await standWith(`if (event.fail) throw new Error('asked to'); return { got: event }`)
    const good = await call('worker', 'RequestResponse', '{"a":1}')
    expect([good.status, await good.json()]).toEqual([200, { got: { a: 1 } }])
    const bad = await call(encodeURIComponent(FUNCTION), 'RequestResponse', '{"fail":true}')
    expect(bad.headers.get('x-amz-function-error')).toBe('Unhandled')
    expect(await bad.json()).toMatchObject({ errorMessage: 'asked to' })
  })

  test('takes events for later, and refuses what is no JSON or no function', async () => {
    await standWith(`note(event.n)`)
    expect((await call('worker', 'Event', '{"n":1}')).status).toBe(202)
    await untilNoted('1')
    expect((await call('worker', 'Event', 'not json')).status).toBe(400)
    expect((await call('nobody', 'Event', '{}')).status).toBe(404)
  })
})
