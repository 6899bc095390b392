import { afterAll, beforeAll, expect, test } from 'vitest'
import { give } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'

interface Announced {
  readonly id: string
  readonly put: { readonly url: string; readonly headers: Record<string, string> }
}

let desk: TestDesk
let cookies: Record<'minji' | 'yuna', string>
beforeAll(async () => {
  desk = await startDesk()
  cookies = { minji: await signIn(desk.host, 'p-minji.kim'), yuna: await signIn(desk.host, 'p-yuna.choi') }
  await desk.send({
    from: '김민지 <minji.kim@haneul.example>',
    subject: 'Look <script>alert(1)</script>',
    text: 'Tags are <b>text</b> here & nothing else.',
    attachments: [{ filename: 'evil.svg', content: '<svg onload="alert(1)"/>', contentType: 'image/svg+xml' }],
  })
  await until('the ticket', async () => (await desk.tickets()).length > 0)
})
afterAll(() => desk.stop())

const page = async (path: string, cookie = cookies.minji) => {
  const answer = await fetch(new URL(path, desk.host.url), { headers: { cookie } })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

const post = (path: string, form: Record<string, string>, cookie = cookies.minji) =>
  fetch(new URL(path, desk.host.url), {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { cookie, origin: new URL(desk.host.url).origin },
    redirect: 'manual',
  })

/** The link in the newest mail to 김민지 that has one like this. */
const linkInMail = (pattern: RegExp) =>
  until(`a mail with ${pattern}`, async () => {
    const texts = (await desk.mails()).map(({ text }) => text ?? '')
    return texts.map((text) => pattern.exec(text)?.[0]).find((link) => link !== undefined)
  })

test('the confirmation links to the ticket, which is its sender’s alone', async () => {
  const link = await linkInMail(/http:\S+\/tickets\/INC-\d+/)
  const { status, html, headers } = await page(link)
  expect(status).toBe(200)
  expect(html).toContain('Look &lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).toContain('Tags are &lt;b&gt;text&lt;/b&gt; here &amp; nothing else.')
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect((await page(link, cookies.yuna)).status).toBe(404)
  expect((await page(link, '')).html).not.toContain('Tags are')
})

test('what came with the mail is downloaded from storage, never shown as a page of the desk', async () => {
  const path = /href="(\/tickets\/INC-1\/attachments\/[^"]+)"/.exec((await page('/tickets/INC-1')).html)![1]!
  const answer = await fetch(new URL(path, desk.host.url), { headers: { cookie: cookies.minji } })
  expect(new URL(answer.url).origin).not.toBe(desk.host.url)
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment;.*evil\.svg/)
})

test('a file goes straight to storage, from the pages of the desk and no others, and comes with the answer', async () => {
  const bytes = Buffer.from('hello')
  const announced = await post('/uploads', { name: 'log.txt', mediaType: 'text/plain', size: String(bytes.length) })
  const { id, put } = (await announced.json()) as Announced
  const storage = new URL(put.url).origin
  expect((await page('/tickets/INC-1')).headers.get('content-security-policy')).toContain(
    `connect-src 'self' ${storage}`,
  )
  const asked = (origin: string) =>
    fetch(put.url, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
    })
  const { origin } = new URL(desk.host.url)
  expect((await asked(origin)).headers.get('access-control-allow-origin')).toBe(origin)
  expect((await asked('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull()
  expect((await fetch(put.url, { method: 'PUT', body: bytes, headers: put.headers })).status).toBe(200)
  const sent = await post('/tickets/INC-1/comments', { text: 'The log', attachments: id })
  expect(sent.status).toBe(303)
  const { timeline } = await desk.ticket('INC-1')
  expect(timeline.at(-1)).toMatchObject({ text: 'The log', attachments: [{ name: 'log.txt', size: 5 }] })
})

test('the mail about the solution lets its reader say how it was without signing in, once', async () => {
  await give(desk, 'INC-1', 'resolve', { code: 'solved', notes: 'The tray was open.' })
  const link = await linkInMail(/http:\S+\/rate\/INC-1\/\S+/)
  for (let i = 0; i < 2; i++) expect((await page(link, '')).html).toContain('name="score"')
  await post(link, { score: '5' }, '')
  await post(link, { score: '1' }, '')
  expect(await desk.ticket('INC-1')).toMatchObject({ rating: { score: 5 } })
  expect((await page(link, '')).html).not.toContain('name="score"')
})
