import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk, type Ticket, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const open = async (body: unknown, options: Parameters<TestDesk['api']>[1] = {}) => {
  const answer = await desk.api('/api/v1/incidents', { body, ...options })
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as Ticket & Record<string, unknown>,
  }
}

describe('GET /healthz', () => {
  test('says ok while every way in and out works', async () => {
    const answer = await fetch(`${desk.host.url}/healthz`)
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok' }])
  })
})

describe('POST /api/v1/incidents', () => {
  test('opens an incident and says where it is', async () => {
    const { status, headers, body } = await open({
      title: 'Mail is slow',
      description: 'Since nine.',
      impact: 'high',
      urgency: 'medium',
    })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/api/v1/incidents/${body.number}`)
    expect(body).toMatchObject({
      title: 'Mail is slow',
      state: 'new',
      priority: 'P2',
      version: 1,
      requester: { id: 'p-jihoon.park' },
    })
    const read = await desk.ticket(body.number)
    expect(read.timeline).toMatchObject([{ type: 'incident.opened', text: 'Since nine.' }])
    expect(JSON.stringify(read)).not.toMatch(/replyKey/)
  })

  test('opens one for somebody else only when an agent asks', async () => {
    expect((await open({ title: 'For Minji', requester: 'minji.kim@haneul.example' })).body.requester.id).toBe(
      'p-minji.kim',
    )
    const refused = await open({ title: 'For Oliver', requester: 'oliver.reed@haneul.example' }, { as: 'employee' })
    expect(refused).toMatchObject({ status: 403, body: { errors: [{ field: 'requester' }] } })
    expect(await open({ title: 'For nobody', requester: 'nobody@haneul.example' })).toMatchObject({ status: 400 })
  })

  test('with the same Idempotency-Key takes effect once, and another request under that key is refused', async () => {
    const headers = { 'idempotency-key': 'key-1' }
    const first = await open({ title: 'Once' }, { headers })
    const second = await open({ title: 'Once' }, { headers })
    expect(second).toMatchObject({ status: 201, body: { number: first.body.number } })
    expect(second.headers.get('idempotent-replayed')).toBe('true')
    expect(await open({ title: 'Other' }, { headers })).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'Idempotency-Key' }] },
    })
    const many = await Promise.all(
      Array.from({ length: 6 }, () => open({ title: 'Many' }, { headers: { 'idempotency-key': 'key-2' } })),
    )
    expect(new Set(many.map(({ body }) => body.number)).size).toBe(1)
  })

  test.each([
    [{}, 'title'],
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(251) }, 'title'],
    [{ title: 5 }, 'title'],
    [{ title: 'x', impact: 'huge' }, 'impact'],
    [{ title: 'x', descripton: 'typo' }, 'descripton'],
    [{ title: 'x', requester: 'nonsense' }, 'requester'],
  ])('refuses %j and names the field, and nothing is opened', async (body, field) => {
    const before = (await desk.tickets()).length
    const refused = await open(body)
    expect(refused).toMatchObject({ status: 400, body: { status: 400, errors: [{ field }] } })
    expect(refused.headers.get('content-type')).toContain('application/problem+json')
    expect((await desk.tickets()).length).toBe(before)
  })

  test('refuses what is not JSON, and what is far too large', async () => {
    expect(await open('{nonsense')).toMatchObject({ status: 400 })
    expect(await open({ title: 'x', description: 'y'.repeat(2 * 1024 * 1024) })).toMatchObject({ status: 413 })
  })
})

describe('POST /api/v1/incidents/{number}/comments', () => {
  test('adds a comment; a stale version is refused with the present one', async () => {
    const { number } = (await open({ title: 'To comment on' })).body
    const comment = (text: string, match: string) =>
      desk.api(`/api/v1/incidents/${number}/comments`, { body: { text }, headers: { 'if-match': match } })
    const first = await comment('one', '"1"')
    expect([first.status, first.headers.get('etag')]).toEqual([201, '"2"'])
    const stale = await comment('two', '"1"')
    expect([stale.status, ((await stale.json()) as { detail: string }).detail]).toEqual([
      412,
      expect.stringContaining('version 2'),
    ])
    expect((await comment('three', 'nonsense')).status).toBe(400)
    expect((await desk.ticket(number)).timeline.map(({ text }) => text)).toEqual(['', 'one'])
  })

  test('refuses an empty text and an unknown ticket', async () => {
    const { number } = (await open({ title: 'Nothing to say' })).body
    const empty = await desk.api(`/api/v1/incidents/${number}/comments`, { body: { text: ' ' } })
    expect([empty.status, ((await empty.json()) as { errors: object[] }).errors]).toEqual([
      400,
      [expect.objectContaining({ field: 'text' })],
    ])
    expect((await desk.api('/api/v1/incidents/INC-99999/comments', { body: { text: 'x' } })).status).toBe(404)
  })
})

describe('reading', () => {
  test('pages through a list by cursor, without repeating and without end', async () => {
    for (let i = 0; i < 5; i++) await open({ title: `Page ${i}` })
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const answer = await desk.api(`/api/v1/incidents?limit=2&state=new${cursor ? `&cursor=${cursor}` : ''}`)
      const page = (await answer.json()) as { items: Ticket[]; cursor: string | null }
      expect(page.items.length).toBeLessThanOrEqual(2)
      seen.push(...page.items.map(({ number }) => number))
      cursor = page.cursor
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual((await desk.tickets()).map(({ number }) => number))
    for (const wrong of ['limit=0', 'limit=101', 'state=sleeping', 'cursor=x', 'nonsense=1'])
      expect([wrong, (await desk.api(`/api/v1/incidents?${wrong}`)).status]).toEqual([wrong, 400])
    expect(((await (await desk.api('/api/v1/incidents?team=nobody')).json()) as { items: Ticket[] }).items).toEqual([])
  })

  test('an employee sees their own incidents only; others do not exist for them', async () => {
    const { number } = (await open({ title: 'Not yours' })).body
    const own = (await open({ title: 'Mine' }, { as: 'employee' })).body.number
    expect((await desk.api(`/api/v1/incidents/${number}`, { as: 'employee' })).status).toBe(404)
    expect((await desk.api(`/api/v1/incidents/${own}`, { as: 'employee' })).status).toBe(200)
    const listed = (await (await desk.api('/api/v1/incidents', { as: 'employee' })).json()) as { items: Ticket[] }
    expect(new Set(listed.items.map(({ requester }) => requester.id))).toEqual(new Set(['p-minji.kim']))
  })

  test.each([undefined, 'Bearer nonsense', 'Bearer hnl_nonsense', 'Basic eDp5'])(
    'without a valid token (%s) is refused',
    async (authorization) => {
      const answer = await fetch(`${desk.host.url}/api/v1/incidents`, {
        headers: authorization ? { authorization } : {},
      })
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')])
    },
  )

  test('a wrong method or path is told what is right', async () => {
    const answer = await fetch(`${desk.host.url}/api/v1/incidents`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${desk.tokens.agent}` },
    })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, expect.stringContaining('POST')])
    expect((await desk.api('/api/v1/nonsense')).status).toBe(404)
  })

  test('an agent’s comment on a ticket that came by API is mailed to the requester', async () => {
    const { number } = (await open({ title: 'By API for Grace', requester: 'grace.kim@haneul.example' })).body
    await desk.api(`/api/v1/incidents/${number}/comments`, { body: { text: 'We are on it.' } })
    const mail = await until('the mail', async () =>
      (await desk.mails()).find(({ to }) => to.includes('grace.kim@haneul.example')),
    )
    expect(mail.subject).toBe(`[${number}] By API for Grace`)
  })
})
