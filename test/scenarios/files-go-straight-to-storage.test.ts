import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(3_000_000, 7)])
const sha256 = createHash('sha256').update(png).digest('base64')

const announce = async (over: object = {}) => {
  const body = { name: '화면.png', mediaType: 'image/png', size: png.length, sha256, ...over }
  const { status, body: upload } = await ask(desk, '/uploads', { as: 'employee', body })
  expect(status).toBe(201)
  return upload as { id: string; put: { url: string; headers: Record<string, string> } }
}
const put = ({ put: { url, headers } }: Awaited<ReturnType<typeof announce>>, body: Buffer, more: object = {}) =>
  fetch(url, { method: 'PUT', body: new Uint8Array(body), headers: { ...headers, ...more } })

describe('an employee who sends a file with a link', () => {
  test('puts it to storage past the desk, and everybody on the ticket can download it, and only that', async () => {
    const upload = await announce()
    expect((await put(upload, png)).status).toBe(200)
    const opened = await ask(desk, '/incidents', {
      as: 'employee',
      body: { title: 'Look at this', attachments: [upload.id] },
    })
    expect(opened.status).toBe(201)
    const { timeline } = await until('the scan', async () => {
      const ticket = await desk.ticket(opened.body.number)
      return ticket.timeline[0]!.attachments[0]!.state === 'ready' && ticket
    })
    const link = await desk.api(timeline[0]!.attachments[0]!.href)
    const file = await fetch(link.url.startsWith('http') && link.redirected ? link.url : link.headers.get('location')!)
    expect(file.headers.get('content-type')).toBe('image/png')
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; .*%ED%99%94%EB%A9%B4\.png/)
    expect(Buffer.from(await file.arrayBuffer()).equals(png)).toBe(true)
  })

  test('can put nothing else there: no other bytes, no other type, and nothing to another place', async () => {
    const upload = await announce()
    const others = Buffer.from(png).fill(8, 100)
    expect((await put(upload, others)).status).toBe(400)
    expect((await put(upload, png.subarray(1))).status).toBe(403)
    expect((await put(upload, png, { 'content-type': 'text/html' })).status).toBe(403)
    const elsewhere = upload.put.url.replace('/uploads/', '/attachments/')
    expect((await put({ ...upload, put: { ...upload.put, url: elsewhere } }, png)).status).toBe(403)
  })
})

describe('a browser', () => {
  const preflight = (url: string, origin: string, method = 'PUT') =>
    fetch(url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': method,
        'access-control-request-headers': 'content-type,x-amz-checksum-sha256',
      },
    })

  test('lets pages of the desk put files to storage, and no other page', async () => {
    const { put } = await announce()
    const allowed = await preflight(put.url, desk.host.url)
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, desk.host.url])
    expect((await preflight(put.url, 'https://elsewhere.example')).status).toBe(403)
    expect((await preflight(put.url, desk.host.url, 'DELETE')).status).toBe(403)
  })
})
