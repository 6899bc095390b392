import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { give, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'

describe('an agent who is signed in', () => {
  let desk: TestDesk
  let cookie: string
  beforeAll(async () => {
    desk = await startDesk()
    cookie = await signIn(desk.host, 'p-jihoon.park')
    await desk.send({
      from: '김민지 <minji.kim@haneul.example>',
      subject: 'Look <script>alert(1)</script>',
      text: 'Tags are <b>text</b> here & nothing else.',
      attachments: [{ filename: 'evil.svg', content: '<svg onload="alert(1)"/>', contentType: 'image/svg+xml' }],
    })
    await until('the ticket', async () => (await desk.tickets()).length > 0)
  })
  afterAll(() => desk.stop())

  const page = async (path: string, language = 'en') => {
    const answer = await fetch(`${desk.host.url}${path}`, { headers: { cookie, 'accept-language': language } })
    return { status: answer.status, headers: answer.headers, html: await answer.text() }
  }

  test('the first page lists the tickets, in the reader’s language', async () => {
    const { status, html } = await page('/')
    expect([status, html]).toEqual([200, expect.stringContaining('Look &lt;script&gt;alert(1)&lt;/script&gt;')])
    expect(html).toContain('<html lang="en">')
    expect((await page('/', 'ko-KR,ko;q=0.9')).html).toMatch(/<html lang="ko">.*신규/s)
    expect((await page('/?state=resolved')).html).toContain('No tickets here.')
  })

  test('a ticket shows who said what, and a stranger’s markup stays text', async () => {
    const { html, headers } = await page('/tickets/INC-1')
    expect(html).toContain('Tags are &lt;b&gt;text&lt;/b&gt; here &amp; nothing else.')
    expect(html).not.toContain('<script>alert')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect((await page('/tickets/inc-1')).status).toBe(200)
  })

  test('an attachment comes from storage as a download, never as a page of ours', async () => {
    const link = /href="(\/tickets\/INC-1\/attachments\/[^"]+)"/.exec((await page('/tickets/INC-1')).html)![1]!
    const answer = await fetch(`${desk.host.url}${link}`, { headers: { cookie } })
    expect(new URL(answer.url).origin).not.toBe(desk.host.url)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;.*evil\.svg/)
  })

  test('the original mail is one click away', async () => {
    const link = /href="(\/letters\/[^"]+\/raw)"/.exec((await page('/tickets/INC-1')).html)![1]!
    expect(await (await fetch(`${desk.host.url}${link}`, { headers: { cookie } })).text()).toContain(
      'minji.kim@haneul.example',
    )
  })

  test('a ticket tells in words what happened to it, who has it, when it is due and what it belongs to', async () => {
    const number = await openFor(desk, 'A long story')
    const [other, parent] = [await openFor(desk, 'The same story'), await openFor(desk, 'The outage')]
    const moves: [string, object][] = [
      ['assign', { assignee: 'me' }],
      ['prioritize', { impact: 'high' }],
      ['override-priority', { priority: 'P1', reason: 'The board waits' }],
      ['start', {}],
      ['edit', { category: 'network' }],
      ['watch', { people: ['p-yuna.choi'] }],
      ['declare-major', { isMajor: true, reason: 'Every floor' }],
      ['set-parent', { parent }],
      ['hold', { reason: 'caller', until: '2099-01-01T00:00:00Z', text: 'Which floor?' }],
      ['resume', {}],
    ]
    for (const [command, body] of moves) await give(desk, number, command, body)
    await give(desk, other, 'comments', { text: 'Me too.' })
    await give(desk, other, 'merge', { into: number })
    await give(desk, other, 'comments', { text: 'It spreads.' })
    const { html } = await page(`/tickets/${number}`)
    for (const words of [
      'opened this',
      'gave it to 박지훈 (service-desk)',
      'set the priority to P2 (impact high, urgency medium)',
      'The board waits',
      'began to work on it',
      'changed the category',
      'let it be followed by 최유나',
      'declared a major incident',
      `made it a child of ${parent}`,
      'put it on hold, waiting for the requester',
      'went on with it',
      `merged ${other} into it`,
      'It spreads.',
      'Major incident',
      '<dt>Assignee</dt><dd>박지훈</dd>',
      '<dt>Due</dt><dd><time',
      `<dt>Parent</dt><dd><a href="/tickets/${parent}">`,
      `<dt>Merged into this</dt><dd><a href="/tickets/${other}">`,
    ])
      expect(html).toContain(words)
    const korean = await page(`/tickets/${number}`, 'ko')
    expect(korean.html).toContain('<strong>박지훈</strong>님이 처리를 시작했습니다')
    for (const text of [html, korean.html]) expect(text).not.toMatch(/undefined|\[object/)
    expect((await page('/')).html).toMatch(/service-desk · 박지훈.*Due <time/s)
    expect((await page(`/tickets/${other}`)).html).toContain(`<dt>Merged into</dt><dd><a href="/tickets/${number}">`)
  })

  test('a place in a list that nobody gave out is no error of ours', async () => {
    for (const path of ['/tickets/INC-1?after=zzz', '/tickets/INC-1?after=', '/letters?after=', '/letters?after=zzz'])
      expect([path, (await page(path)).status]).toEqual([path, 200])
    expect((await page('/?cursor=zzz')).status).toBe(400)
    const headers = { authorization: `Bearer ${desk.tokens.agent}` }
    const answer = await fetch(`${desk.host.url}/api/v1/incidents/INC-1?timelineCursor=zzz`, { headers })
    expect(answer.status).toBe(400)
  })

  test('a form from a page without an origin is refused', async () => {
    const answer = await fetch(`${desk.host.url}/letters/x/replay`, {
      method: 'POST',
      headers: { cookie, origin: 'null' },
    })
    expect(answer.status).toBe(403)
  })

  test('mail that became nothing says why, in the reader’s language', async () => {
    await desk.send({ from: 'help@haneul.example', subject: 'Loop', text: 'I am you.' })
    await until('the log', async () => (await page('/letters?outcome=filtered')).html.includes('It is our own mail'))
    expect((await page('/letters?outcome=filtered', 'ko')).html).toContain('우리가 보낸 메일이 되돌아온 것입니다.')
  })

  test.each([
    '/tickets/INC-999',
    '/tickets/nonsense',
    '/nowhere',
    '/letters/none/raw',
    '/tickets/INC-1/attachments/1-9',
  ])('%s says that there is no such page, and leads back', async (path) => {
    const { status, html } = await page(path)
    expect([status, html]).toEqual([404, expect.stringContaining('There is no such page.')])
    expect(html).toContain('Back to the tickets')
  })
})

describe('somebody else', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await startDesk()
  })
  afterAll(() => desk.stop())

  test('is led to the sign-in and back, and a token opens no page', async () => {
    for (const headers of [{}, { authorization: `Bearer ${desk.tokens.admin}` }]) {
      const answer = await fetch(`${desk.host.url}/tickets/INC-1?after=3`, { headers, redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).toEqual([
        303,
        `/sign-in?to=${encodeURIComponent('/tickets/INC-1?after=3')}`,
      ])
    }
  })

  test('who is no agent sees no page for agents', async () => {
    const cookie = await signIn(desk.host, 'p-minji.kim')
    expect((await fetch(`${desk.host.url}/`, { headers: { cookie } })).status).toBe(403)
  })
})
