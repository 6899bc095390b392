import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EICAR } from '../../infra/local/scan/scanner.ts'
import { ask, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk, until } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const as = 'employee'
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')

interface Put {
  readonly url: string
  readonly headers: Record<string, string>
}
interface Upload {
  readonly id: string
  readonly state: string
  readonly put?: Put
  readonly parts?: readonly { readonly number: number; readonly hasArrived: boolean; readonly put?: Put }[]
}

const announce = async (name: string, bytes: Buffer, more: object = {}) => {
  const body = { name, mediaType: 'text/plain', size: bytes.length, ...more }
  return (await ask(desk, '/uploads', { as, body })).body as Upload
}
const put = async ({ url, headers }: Put, bytes: Buffer) =>
  (await fetch(url, { method: 'PUT', body: new Uint8Array(bytes), headers })).status
const read = async (id: string) => (await ask(desk, `/uploads/${id}`, { as })).body as Upload
const commentWith = (number: string, id: string) =>
  ask(desk, `/incidents/${number}/comments`, { as, body: { attachments: [id] } })
const fileOn = async (number: string) =>
  (await desk.ticket(number)).timeline.find((e) => e.attachments.length > 0)!.attachments[0]!
const open = (href: string, who: 'employee' | 'agent') =>
  fetch(`${desk.host.url}${href}`, { headers: { authorization: `Bearer ${desk.tokens[who]}` }, redirect: 'manual' })

describe('a file that a message took before anybody looked into it', () => {
  test('is being checked at first, and opens for everybody on the ticket when nothing was found', async () => {
    const bytes = Buffer.from('All is well.')
    const number = await openFor(desk, 'A harmless file')
    const upload = await announce('notes.txt', bytes)
    expect(await put(upload.put!, bytes)).toBe(200)
    expect((await commentWith(number, upload.id)).status).toBe(201)
    const early = await fileOn(number)
    expect(early.state).toBe('checking')
    expect((await open(early.href, 'agent')).status).toBe(409)
    await until('a verdict', async () => (await fileOn(number)).state === 'ready')
    const opened = await open(early.href, as)
    expect(opened.status).toBe(302)
    expect(await (await fetch(opened.headers.get('location')!)).text()).toBe('All is well.')
  })

  test('opens for nobody when it is infected, and the desk reads on the ticket what was found', async () => {
    const bytes = Buffer.from(EICAR)
    const number = await openFor(desk, 'An infected file')
    const upload = await announce('invoice.txt', bytes)
    expect(await put(upload.put!, bytes)).toBe(200)
    expect((await commentWith(number, upload.id)).status).toBe(201)
    await until('a verdict', async () => (await fileOn(number)).state === 'infected')
    const file = await fileOn(number)
    expect(file.threat).toContain('EICAR')
    for (const who of ['employee', 'agent'] as const) expect((await open(file.href, who)).status).toBe(403)
    const noted = async () =>
      (await desk.ticket(number)).timeline.filter(({ type }) => type === 'incident.file_infected')
    await until('the note', async () => (await noted()).length === 1)
    const { body } = await ask(desk, `/incidents/${number}`, { as })
    expect(body.timeline.filter(({ type }: { type: string }) => type === 'incident.file_infected')).toEqual([])
  })
})

describe('a large file', () => {
  test('goes on with the parts that are missing, is scanned as a whole, and arrives byte for byte', async () => {
    const size = 5 * 1024 * 1024
    const whole = Buffer.alloc(2 * size + 1000, 'line of a log\n')
    const parts = [whole.subarray(0, size), whole.subarray(size, 2 * size), whole.subarray(2 * size)]
    const upload = await announce('trace.log', whole, { parts: parts.map(sum) })
    expect(await put(upload.parts![1]!.put!, parts[1]!)).toBe(200)
    // Whoever lost the line asks what is there.
    const again = await read(upload.id)
    expect(again.parts!.map(({ hasArrived }) => hasArrived)).toEqual([false, true, false])
    expect(await put(again.parts![0]!.put!, parts[2]!)).toBe(403)
    for (const { number, hasArrived, put: link } of again.parts!)
      if (!hasArrived) expect(await put(link!, parts[number - 1]!)).toBe(200)
    const completed = await ask(desk, `/uploads/${upload.id}/complete`, { as, method: 'POST' })
    expect(completed).toMatchObject({ status: 200, body: { state: 'checking' } })
    await until('a verdict', async () => (await read(upload.id)).state === 'ready')
    const number = await openFor(desk, 'A long trace')
    expect((await commentWith(number, upload.id)).status).toBe(201)
    const file = await fileOn(number)
    expect(file.state).toBe('ready')
    const opened = await open(file.href, 'agent')
    const got = Buffer.from(await (await fetch(opened.headers.get('location')!)).arrayBuffer())
    expect(got.equals(whole)).toBe(true)
  })
})
