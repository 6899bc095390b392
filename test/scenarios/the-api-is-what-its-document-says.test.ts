import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

test('every operation of the document is there, needs a token, and answers in the words of the document', async () => {
  const { number } = (await (await desk.api('/api/v1/incidents', { body: { title: 'Here' } })).json()) as {
    number: string
  }
  const answer = await fetch(`${desk.host.url}/api/v1/openapi.json`)
  const { servers, paths } = (await answer.json()) as {
    servers: { url: string }[]
    paths: Record<string, Record<string, { responses: object; security?: readonly object[] }>>
  }
  expect(servers).toEqual([{ url: desk.host.url }])
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses, security }]) => ({
      path,
      method: method.toUpperCase(),
      responses,
      isOpen: security?.length === 0,
    })),
  )
  expect(all.length).toBeGreaterThan(50)
  const parts: Record<string, string> = { number, attachment: '1-1', sequence: '1' }
  for (const { path, method, responses, isOpen } of all) {
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? 'nothing')
    const body = method === 'GET' || method === 'DELETE' ? {} : { body: { nonsense: true } }
    const asked = await desk.api(url, { as: 'admin', method, ...body })
    const text = await asked.text()
    expect([method, url, Object.keys(responses)]).toEqual([method, url, expect.arrayContaining([String(asked.status)])])
    expect([method, url, text]).toEqual([method, url, expect.not.stringContaining('There is nothing at')])
    const anonymous = await fetch(`${desk.host.url}${url}`, { method })
    expect([method, url, anonymous.status === 401]).toEqual([method, url, !isOpen])
  }
})
