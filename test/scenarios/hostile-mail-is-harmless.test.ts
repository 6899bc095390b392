import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conversation, entries, ticketCalled } from '../support/conversation.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const attack =
  '<p onclick="alert(1)">Hello <b>desk</b></p><script>alert(2)</script><img src="https://tracker.example/p.gif" alt="pixel">' +
  '<img src="cid:logo"><svg onload="alert(3)"><text>drawn</text></svg><a href="javascript:alert(4)">click</a>' +
  '<a href="https://ok.example/">fine</a><form action="https://evil.example"><input name="password"></form>' +
  '<p style="color:red;background:url(https://evil.example/p.gif);position:fixed">red</p>'

const html = (number: string, sequence = 1, as: 'agent' | 'employee' | 'admin' = 'agent') =>
  desk.api(`/api/v1/incidents/${number}/messages/${sequence}/html`, { as })

describe('the HTML of a message', () => {
  test('is shown without anything that acts, fetches or submits, in a sandbox', async () => {
    const picture = Buffer.from('89504e470d0a1a0a', 'hex')
    await desk.send({
      from: 'mallory@evil.example',
      subject: 'Look at me',
      text: 'Hello desk',
      html: attack,
      attachments: [{ filename: 'logo.png', content: picture, cid: 'logo' }],
    })
    const { number } = await ticketCalled(desk, 'Look at me')
    const answer = await html(number)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; img-src data: cid:; style-src 'unsafe-inline'",
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const body = await answer.text()
    expect(body).toContain('<p>Hello <b>desk</b></p>')
    expect(body).toContain(`src="data:image/png;base64,${picture.toString('base64')}"`)
    expect(body).toContain('href="https://ok.example/"')
    expect(body).toContain('<p style="color:red">red</p>')
    expect(body).not.toMatch(/alert|tracker|javascript|<svg|drawn|<form|<input|evil\.example\/p|position|<script/)
  })

  test('of a mail in plain text is that text', async () => {
    const { number } = await conversation(desk, 'Plain <b>text</b>')
    expect(await (await html(number)).text()).toContain('About Plain &lt;b&gt;text&lt;/b&gt;.')
  })

  test('is for those who may read the message, and nobody else', async () => {
    const { number, replyTo } = await conversation(desk, 'Mine and not yours')
    const theirs = await conversation(desk, 'Somebody else’s', 'yuna.choi@haneul.example')
    await desk.send({
      from: 'jihoon.park@haneul.example',
      to: replyTo,
      subject: 'Re',
      text: 'Answer.\n\n> a note of ours',
    })
    await entries(desk, number, 2)
    const status = async (...args: Parameters<typeof html>) => (await html(...args)).status
    expect(await status(number, 1, 'employee')).toBe(200)
    expect(await status(theirs.number, 1, 'employee')).toBe(404)
    // An agent's program quotes what the requester was never sent.
    expect([await status(number, 2, 'employee'), await status(number, 2, 'agent')]).toEqual([404, 200])
    expect([await status(number, 99), await status('INC-9999'), await status('nonsense')]).toEqual([404, 404, 404])
    expect((await fetch(`${desk.host.url}/api/v1/incidents/${number}/messages/1/html`)).status).toBe(401)
  })
})

test('an SVG or a page in an attachment only ever comes as a download', async () => {
  await desk.send({
    from: 'mallory@evil.example',
    subject: 'Files',
    text: 'Open them.',
    attachments: [
      { filename: 'a.svg', content: '<svg onload="alert(1)"/>', contentType: 'image/svg+xml' },
      { filename: 'b.html', content: '<script>alert(1)</script>', contentType: 'text/html' },
      { filename: 'c.xhtml', content: '<html/>', contentType: 'application/xhtml+xml' },
    ],
  })
  const { timeline } = await ticketCalled(desk, 'Files')
  expect(timeline[0]?.attachments).toHaveLength(3)
  for (const { href, name } of timeline[0]!.attachments) {
    const answer = await desk.api(href)
    expect(new URL(answer.url).origin).not.toBe(desk.host.url)
    expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`^attachment;.*${name}`))
  }
})

describe('a mail in which the virus scan found something', () => {
  test('is quarantined, opens nothing, and cannot be downloaded but by an administrator who insists', async () => {
    await desk.send({
      from: 'mallory@evil.example',
      subject: 'Infected',
      text: 'EICAR',
      attachments: [{ filename: 'x.exe', content: 'X5O!' }],
      headers: { 'X-Local-Verdicts': 'virus=fail' },
    })
    const letter = await until('the letter', async () => {
      const { items } = (await (await desk.api('/api/v1/letters?outcome=quarantined')).json()) as {
        items: { id: string; subject: string; reason: string }[]
      }
      return items.find(({ subject }) => subject === 'Infected')
    })
    expect(letter.reason).toBe('virus')
    const raw = async (as: 'agent' | 'admin', query = '') =>
      (await desk.api(`/api/v1/letters/${letter.id}/raw${query}`, { as })).status
    expect(await raw('agent')).toBe(403)
    expect(await raw('agent', '?anyway=true')).toBe(403)
    expect(await raw('admin')).toBe(403)
    expect(await raw('admin', '?anyway=true')).toBe(200)
    const cookie = await signIn(desk.host, 'p-sora.han')
    expect((await fetch(`${desk.host.url}/desk/letters/${letter.id}/raw`, { headers: { cookie } })).status).toBe(403)
    expect((await desk.tickets()).filter(({ title }) => title === 'Infected')).toEqual([])
    // Letting it in again does not let the virus in.
    await desk.api(`/api/v1/letters/${letter.id}/replay`, { method: 'POST' })
    await until('quarantine again', async () => {
      const now = (await (await desk.api(`/api/v1/letters/${letter.id}`)).json()) as {
        outcome: string
        released: boolean
      }
      return now.outcome === 'quarantined' && now.released
    })
  })
})
