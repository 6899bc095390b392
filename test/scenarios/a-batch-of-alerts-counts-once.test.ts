import { afterAll, beforeAll, expect, test } from 'vitest'
import { packed } from '../../lib/alert/pack.ts'
import { sourceWithKey } from '../support/alert-source.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
}, 60_000)
afterAll(() => desk.stop())

test('a batch that the queue delivers twice, even at the same time, counts once', { timeout: 60_000 }, async () => {
  const { id } = await sourceWithKey(desk, 'zabbix')
  const at = new Date().toISOString()
  const body = packed(Buffer.from(JSON.stringify({ dedup_key: 'disk', status: 'firing', title: 'The disk is full' })))
  const Records = Array.from({ length: 60 }, (_, line) => ({
    messageId: `m-${line}`,
    body: JSON.stringify({
      ...{ id: `evt-${line}`, source: id, at, method: 'POST', path: '', query: {}, body },
      ...{ headers: { 'content-type': 'application/json' }, sheet: 'a-sheet', line },
    }),
  }))
  const consumer = desk.host.world.ofType('AWS::Lambda::Function').find(({ ref }) => ref.endsWith('intake-alert'))!
  const run = () => desk.host.functions.invoke(consumer.arn, { Records })
  await Promise.all([run(), run()])
  await run()
  const incidents = (await desk.tickets()).filter(({ title }) => title === 'The disk is full')
  expect(incidents.length).toBe(1)
  const answer = await desk.api(`/api/v1/alerts?incident=${incidents[0]!.number}`)
  expect(((await answer.json()) as { items: unknown[] }).items).toMatchObject([{ count: 60, source: id }])
})
