import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'

describe('a mail with markup, looks and a file of its own', () => {
  let desk: TestDesk
  let cookie: string
  let html: string
  let headers: Headers
  beforeAll(async () => {
    desk = await startDesk()
    cookie = await signIn(desk.host, 'p-emma.clark')
    await desk.send({
      from: '김민지 <minji.kim@haneul.example>',
      subject: 'Look <script>alert(1)</script>',
      text: 'Tags are <b>text</b> here & nothing else.',
      html: '<p style="color:teal">Tags are looks here.</p><script>alert(1)</script>',
      attachments: [{ filename: 'evil.svg', content: '<svg onload="alert(1)"/>', contentType: 'image/svg+xml' }],
    })
    await until('the ticket', async () => (await desk.tickets()).length > 0)
    const answer = await ask('/desk/tickets/INC-1')
    headers = answer.headers
    html = await answer.text()
  })
  afterAll(() => desk.stop())

  const ask = (path: string) => fetch(new URL(path, desk.host.url), { headers: { cookie } })
  const linked = (pattern: RegExp) => ask(pattern.exec(html)![1]!.replaceAll('&amp;', '&'))

  test('its words are text on the page, wherever they stand', async () => {
    expect(html).toContain('Look &lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain('Tags are &lt;b&gt;text&lt;/b&gt; here &amp; nothing else.')
    expect(html).not.toContain('<script>alert')
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'.*frame-src 'self'.*frame-ancestors 'none'/,
    )
    expect(await (await ask('/desk/tickets?view=unassigned')).text()).not.toContain('<script>alert')
  })

  test('its looks are shown in a frame of an origin of its own, without script, to whoever is signed in', async () => {
    expect(html).toMatch(/<iframe[^>]* sandbox=""/)
    const framed = await linked(/<iframe[^>]* src="([^"]+)"/)
    expect(framed.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    const body = await framed.text()
    expect(body).toContain('Tags are looks here.')
    expect(body).not.toContain('alert')
    const path = new URL(framed.url).pathname
    expect((await fetch(new URL(path, desk.host.url))).status).toBe(401)
  })

  test('its file comes from storage as a download, never as a page of ours', async () => {
    const answer = await linked(/href="(\/desk\/tickets\/INC-1\/attachments\/[^"]+)"/)
    expect(new URL(answer.url).origin).not.toBe(desk.host.url)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;.*evil\.svg/)
  })

  test('the mail as it arrived is one click away', async () => {
    const answer = await linked(/href="(\/desk\/letters\/[^"]+\/raw)"/)
    expect(await answer.text()).toContain('minji.kim@haneul.example')
  })

  test.each([
    '/desk/tickets/INC-999',
    '/desk/tickets/nonsense',
    '/desk/tickets/INC-999/assign',
    '/desk/tickets/INC-1/delete',
    '/desk/nowhere',
    '/desk/letters/none/raw',
    '/desk/tickets/INC-1/attachments/1-9',
  ])('%s says that there is nothing, and leads back', async (path) => {
    const answer = await ask(path)
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('There is nothing here')])
  })

  test('a form that comes from another site changes nothing', async () => {
    const answer = await fetch(new URL('/desk/tickets/INC-1/start', desk.host.url), {
      method: 'POST',
      headers: { cookie, origin: 'https://elsewhere.example' },
    })
    expect(answer.status).toBe(403)
    expect((await desk.ticket('INC-1')).state).toBe('new')
  })
})
