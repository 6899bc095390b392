import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk } from '../support/desk.ts'
import type { Json } from '../support/json.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const ask = async (path: string, options: Parameters<TestDesk['api']>[1] = {}): Promise<Json> => {
  const answer = await desk.api(path, options)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
const around = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const order = (number: string, command: string, body: object = {}) =>
  ask(`/api/v1/changes/${number}/${command}`, { body })

describe('on a whole desk, a change', () => {
  let number: string

  test('is planned and put up for approval', async () => {
    const opened = await ask('/api/v1/changes', {
      body: {
        title: 'Replace the disks of the mail store',
        requester: 'minji.kim@haneul.example',
        owner: 'me',
        assignee: 'me',
        items: ['mail-store-1'],
        window: { from: around(-1), to: around(60) },
        plan: 'One disk at a time.',
        test: 'Read and write.',
        backout: 'Put the old ones back.',
      },
    })
    number = opened.number
    await order(number, 'submit')
    expect(await order(number, 'request-approval')).toMatchObject({ state: 'authorize', risk: 'moderate' })
  })

  test('is decided at the board’s table, stage by stage, by who is asked', async () => {
    const when = { from: '2026-01-01T00:00', to: '2026-01-01T23:59', zone: 'UTC', repeats: 'daily' }
    await ask('/api/v1/change-meetings/cab', { as: 'admin', method: 'PUT', body: { name: 'Board', when } })
    for (;;) {
      const { meeting, items } = await ask('/api/v1/change-meetings/cab/agenda', { as: 'admin' })
      const [stage] = items.find((item: Json) => item.number === number)?.yours ?? []
      if (!stage) break
      await ask(`/api/v1/change-meetings/cab/sittings/${meeting.from.slice(0, 10)}/decisions`, {
        as: 'admin',
        body: { number, stage: stage.stage, digest: stage.digest, decision: 'approved' },
      })
    }
    expect(await ask(`/api/v1/changes/${number}`)).toMatchObject({ state: 'scheduled' })
  })

  test('is carried out, reviewed and closed', async () => {
    await order(number, 'start')
    await order(number, 'finish', { outcome: 'successful', notes: 'As planned.' })
    await order(number, 'review', { outcome: 'successful', notes: 'Nobody noticed.' })
    expect(await order(number, 'close')).toMatchObject({ state: 'closed', outcome: 'successful' })
  })

  test('is in the calendar, in a feed, and in the document of the API, and has made nothing fail', async () => {
    const { changes } = await ask(`/api/v1/changes/calendar?from=${around(-600)}&to=${around(600)}`)
    expect(changes.map((change: Json) => change.number)).toContain(number)
    const { url } = await ask('/api/v1/calendar-feeds', { body: { name: 'Changes' } })
    const feed = await fetch(`${desk.host.url}${new URL(url).pathname}`)
    expect(feed.headers.get('content-type')).toMatch(/^text\/calendar/)
    expect(await feed.text()).toContain(`UID:${number}@`)
    const document = await (await fetch(`${desk.host.url}/api/v1/openapi.json`)).json()
    expect(Object.keys((document as Json).paths)).toContain('/api/v1/changes/{number}/start')
    expect((await (await fetch(`${desk.host.url}/healthz`)).json()) as Json).toMatchObject({ status: 'ok' })
  })
})
