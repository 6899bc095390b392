import { afterAll, beforeAll, expect, test } from 'vitest'
import { errorAnswer } from '../../infra/local/gateway/error-answer.ts'
import { sourceWithKey } from '../support/alert-source.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { changed } from '../support/world.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk(
    changed((resource) =>
      resource.type === 'AWS::SQS::Queue' && resource.arn.endsWith('-alerts')
        ? {
            ...resource,
            properties: {
              ...resource.properties,
              // Three tries within seconds instead of ten within an hour.
              VisibilityTimeout: 5,
              RedrivePolicy: { ...resource.properties.RedrivePolicy, maxReceiveCount: 3 },
            },
          }
        : resource,
    ),
  )
}, 60_000)
afterAll(() => desk.stop())

const health = async () => {
  const answer = await fetch(`${desk.host.url}/healthz`)
  return { status: answer.status, said: (await answer.json()) as { reasons?: string[] } }
}

test('it is tried again, given up, seen, and handed back; the others count once', { timeout: 240_000 }, async () => {
  const { id, url } = await sourceWithKey(desk, 'nagios')
  const send = async (name: string) => {
    const body = JSON.stringify({ dedup_key: name, status: 'firing', title: `${name} is down` })
    expect((await fetch(url, { method: 'POST', body })).status).toBe(202)
  }
  const names = ['web', 'mail', 'broken', 'proxy', 'cache']
  await Promise.all(names.map(send))
  const numbers = new Map<string, string>()
  await until('their incidents', async () => {
    for (const { title, number } of await desk.tickets()) if (title.endsWith(' is down')) numbers.set(title, number)
    return numbers.size === names.length
  })
  const mend = desk.host.inject({
    service: 'dynamodb',
    action: 'TransactWriteItems',
    matches: ({ caller, body }) => caller.includes('intakealert') && body.includes('broken is down'),
    answer: errorAnswer('dynamodb', 'ValidationException', 'The item cannot be written.'),
    times: Number.POSITIVE_INFINITY,
  })
  await Promise.all([...names, ...names].map(send))
  const waiting = async () =>
    ((await (await desk.api('/api/v1/alert-dead-letters', { as: 'admin' })).json()) as { waiting: number }).waiting
  await until('both dead letters', async () => (await waiting()) >= 2, 60_000)
  await until('a degraded health that says why', async () => {
    const { status, said } = await health()
    return status === 503 && said.reasons?.some((reason) => / dead letters wait in haneul-local-alerts-/.test(reason))
  })
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(
        names.map(async (name) => {
          const answer = await desk.api(`/api/v1/alerts?incident=${numbers.get(`${name} is down`)}`)
          const { items } = (await answer.json()) as { items: { count: number; source: string }[] }
          expect(items).toMatchObject([{ source: id }])
          return [name, items[0]!.count]
        }),
      ),
    )
  const others = { web: 3, mail: 3, proxy: 3, cache: 3 }
  await until(
    'the others to be counted',
    async () => Object.values(await counts()).every((n, i) => i === 2 || n === 3),
    60_000,
  )
  expect(await counts()).toEqual({ ...others, broken: 1 })

  mend()
  expect((await desk.api('/api/v1/alert-dead-letters/hand-back', { as: 'admin', method: 'POST' })).status).toBe(202)
  await until('what was broken to be counted', async () => (await counts()).broken === 3, 60_000)
  expect(await counts()).toEqual({ ...others, broken: 3 })
  await until('a healthy desk', async () => (await health()).status === 200)
})
