import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorAnswer } from '../../infra/local/gateway/error-answer.ts'
import type { ApiAnswer } from '../../infra/local/world.ts'
import { sourceWithKey } from '../support/alert-source.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { changed } from '../support/world.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk(
    changed((resource) =>
      resource.type === 'AWS::SQS::Queue' && resource.arn.endsWith('-alerts')
        ? // What could not be taken in comes again within seconds instead of minutes.
          { ...resource, properties: { ...resource.properties, VisibilityTimeout: 2 } }
        : resource,
    ),
  )
}, 60_000)
afterAll(() => desk.stop())

const throttled = errorAnswer('dynamodb', 'ProvisionedThroughputExceededException', 'Slow down.')
const failing = errorAnswer('dynamodb', 'InternalServerError', 'Something broke.', 500)
const conflict: ApiAnswer = {
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict]',
    CancellationReasons: [{ Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }],
  }),
}

test('a table that throttles, conflicts, and loses answers costs time and no alert', { timeout: 90_000 }, async () => {
  const { url } = await sourceWithKey(desk, 'prometheus')
  const keys = 5
  const rounds = 6
  const each = 8
  const send = async (i: number): Promise<void> => {
    const name = `pod-${i % keys}`
    const body = JSON.stringify({ dedup_key: name, status: 'firing', title: `${name} is not ready` })
    const { status } = await fetch(url, { method: 'POST', body })
    // As senders do that are told to come again.
    if (status === 503) return send(i)
    expect(status).toBe(202)
  }
  const ofAlerts = ({ caller }: { readonly caller: string }) => caller.includes('intakealert')
  const seen = new Set<string>()
  const fault = (action: string, answer: ApiAnswer, times: number, when: 'before' | 'after' = 'before') => {
    const name = `${action} ${answer.body.slice(0, 80)} ${when}`
    const matches = (call: { readonly caller: string }) => ofAlerts(call) && Boolean(seen.add(name))
    desk.host.inject({ service: 'dynamodb', action, matches, answer, times, when })
  }
  for (let round = 0; round < rounds; round++) {
    fault('TransactWriteItems', throttled, 8)
    fault('TransactWriteItems', conflict, 5)
    // It was written, and nobody heard.
    fault('TransactWriteItems', failing, 2, 'after')
    fault('BatchGetItem', throttled, 3)
    fault('PutItem', throttled, 2)
    desk.host.inject({
      service: 'sqs',
      action: 'SendMessage',
      answer: errorAnswer('sqs', 'RequestThrottled', 'Slow down.', 403),
      times: 4,
    })
    await Promise.all(Array.from({ length: keys * each }, (_, i) => send(i)))
  }
  const counts = async () => {
    const numbers = (await desk.tickets()).filter(({ title }) => title.endsWith('is not ready'))
    const pages = await Promise.all(
      numbers.map(async ({ number }) => (await desk.api(`/api/v1/alerts?incident=${number}`)).json()),
    )
    return (pages as { items: { key: string; count: number }[] }[]).flatMap(({ items }) =>
      items.map(({ key, count }) => [key, count] as const),
    )
  }
  const all = Array.from({ length: keys }, (_, i) => [`dedup_key=pod-${i}`, rounds * each] as const)
  const sum = (found: readonly (readonly [string, number])[]) => found.reduce((total, [, count]) => total + count, 0)
  await until('all of them to be counted', async () => sum(await counts()) >= sum(all), 60_000)
  expect((await counts()).sort()).toEqual(all)
  // Every kind of failure really happened.
  expect(seen.size).toBe(5)
})
