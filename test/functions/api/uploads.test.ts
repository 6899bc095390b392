import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeFile } from '../../../lib/desk/judge-file.ts'
import { startApi, type TestApi } from '../../support/api.ts'
import { versionOf } from '../../support/incoming.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const as = 'minji.kim'
const png = Buffer.from('89504e470d0a1a0a0000', 'hex')
let count = 0
/** A picture that is like no other. */
const picture = () => Buffer.concat([png, Buffer.from(String(count++))])
const sum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')

const announce = (body: object = {}, who = as) =>
  api.ask('/api/v1/uploads', {
    as: who,
    body: { name: '../화면.png', mediaType: 'image/png', size: png.length, ...body },
  })
const send = (id: string, bytes: Uint8Array = png, who = as) =>
  api.ask(`/api/v1/uploads/${id}/content`, { as: who, method: 'PUT', body: bytes })
const uploaded = async (body: object = {}, bytes: Uint8Array = png) => {
  const { body: upload } = await announce({ size: bytes.length, ...body })
  expect((await send(upload.id, bytes)).status).toBe(204)
  return upload.id as string
}
const upload = (id: string, rest = '', method = 'GET') => api.ask(`/api/v1/uploads/${id}${rest}`, { as, method })
const commentWith = (number: string, attachments: string[], who = as) =>
  api.order(number, 'comments', { attachments }, { as: who })
const found = (id: string, bytes: Uint8Array, state: 'clean' | 'infected' | 'unchecked', threat?: string) =>
  judgeFile(api.desk, id, { version: versionOf(bytes), state, ...(threat && { threat }), at: api.now })
const lastFile = async (number: string) =>
  (await api.read(number)).timeline
    .flatMap(({ attachments }: { attachments: { href: string }[] }) => attachments)
    .at(-1) as { href: string; state: string; threat?: string }
const noted = async (number: string) =>
  (await api.read(number)).timeline.filter(({ type }: { type: string }) => type === 'incident.file_infected')

describe('a file for a message', () => {
  test('is announced by name, type and size, and may be put to storage until it is taken', async () => {
    const { status, body } = await announce()
    expect([status, body]).toMatchObject([
      201,
      { name: '화면.png', state: 'awaited', put: { headers: { 'content-type': 'image/png' } } },
    ])
    expect(body.put.url).toContain(`/uploads/p-minji.kim/${body.id}`)
    expect((await upload(body.id)).body).toMatchObject({ id: body.id, state: 'awaited', put: {} })
  })

  test.each([
    ['larger than 250 MiB', { size: 250 * 1024 * 1024 + 1 }, 'size'],
    ['empty', { size: 0 }, 'size'],
    ['a program', { name: 'setup.exe' }, 'attachments'],
    ['a page with scripts', { name: 'a.html', mediaType: 'text/html' }, 'attachments'],
    ['in more parts than it has', { size: 10, parts: [sum(png), sum(png)] }, 'parts'],
  ])('is refused before a byte is sent when it is %s', async (_, over, field) => {
    expect(await announce(over)).toMatchObject({ status: 400, body: { errors: [{ field }] } })
  })

  test('comes with an incident or a comment, even without words, and can be read by who reads those', async () => {
    const first = picture()
    const id = await uploaded({}, first)
    await found(id, first, 'clean')
    const number = await api.open({ attachments: [id] }, { as })
    expect((await commentWith(number, [await uploaded({ name: 'b.png' })])).status).toBe(201)
    const { timeline } = await api.read(number, { as })
    expect(timeline.map(({ attachments }: { attachments: object[] }) => attachments)).toMatchObject([
      [{ name: '화면.png', mediaType: 'image/png', size: first.length, inline: false, state: 'ready' }],
      [{ name: 'b.png', state: 'checking' }],
    ])
    const { href } = timeline[0].attachments[0]
    expect((await api.ask(href, { as })).headers.location).toContain('/attachments/upload-')
    expect((await api.ask(href, { as: 'yuna.choi' })).status).toBe(404)
  })

  test('belongs to one message, and to who brought it', async () => {
    const number = await api.open({}, { as })
    const id = await uploaded()
    expect(await commentWith(number, [id], 'jihoon.park')).toMatchObject({ status: 404 })
    expect((await send(id, png, 'jihoon.park')).status).toBe(404)
    const both = await Promise.all([commentWith(number, [id]), commentWith(number, [id])])
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await commentWith(number, [id])).toMatchObject({ status: 409 })
    expect((await api.read(number)).timeline).toHaveLength(2)
  })

  test('is not taken before it has arrived, nor when it is not what was announced', async () => {
    const number = await api.open({}, { as })
    const { body: late } = await announce()
    expect(await commentWith(number, [late.id])).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('not arrived') },
    })
    expect((await send(late.id, Buffer.from('short'))).status).toBe(400)
    const program = await uploaded({ name: 'photo.png' }, Buffer.from('4d5a00000000', 'hex'))
    const refused = { status: 400, body: { detail: expect.stringContaining('program') } }
    expect(await upload(program, '/complete', 'POST')).toMatchObject(refused)
    expect(await commentWith(number, [program])).toMatchObject(refused)
    expect((await api.read(number)).timeline).toHaveLength(1)
  })

  test('is forgotten after a day, and at once when it is given up', async () => {
    const number = await api.open({}, { as })
    const given = await uploaded()
    expect((await upload(given, '', 'DELETE')).status).toBe(204)
    expect((await commentWith(number, [given])).status).toBe(404)
    const id = await uploaded()
    api.pass(24 * 60 + 1)
    expect((await commentWith(number, [id])).status).toBe(404)
  })
})

describe('a large file', () => {
  const mebibyte = 1024 * 1024
  const whole = Buffer.concat([png, Buffer.alloc(12 * mebibyte, 7)])
  const parts = [
    whole.subarray(0, 5 * mebibyte),
    whole.subarray(5 * mebibyte, 10 * mebibyte),
    whole.subarray(10 * mebibyte),
  ]
  const part = (id: string, number: number, bytes: Uint8Array) => api.putPart(`uploads/p-${as}/${id}`, number, bytes)
  const begin = async () => (await announce({ size: whole.length, parts: parts.map(sum) })).body

  test('comes in parts with a link each, and says which are still to be sent', async () => {
    const begun = await begin()
    expect(begun).toMatchObject({
      state: 'awaited',
      parts: parts.map(({ length: size }, i) => ({ number: i + 1, size })),
    })
    expect(begun.put).toBeUndefined()
    part(begun.id, 2, parts[1]!)
    const { body } = await upload(begun.id)
    expect(body.parts.map((each: { hasArrived: boolean; put?: object }) => [each.hasArrived, !!each.put])).toEqual([
      [false, true],
      [true, false],
      [false, true],
    ])
    const number = await api.open({}, { as })
    expect(await commentWith(number, [begun.id])).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('parts 1, 3 are missing') },
    })
  })

  test('is one file once all parts are there, however often that is said', async () => {
    const { id } = await begin()
    for (const [i, bytes] of parts.entries()) part(id, i + 1, bytes)
    for (let i = 0; i < 2; i++)
      expect(await upload(id, '/complete', 'POST')).toMatchObject({ status: 200, body: { state: 'checking' } })
    await found(id, whole, 'clean')
    expect((await upload(id)).body.state).toBe('ready')
    const number = await api.open({}, { as })
    expect((await commentWith(number, [id])).status).toBe(201)
    expect(await lastFile(number)).toMatchObject({ size: whole.length, state: 'ready' })
  })

  test('is joined by the message that names it, and not with other bytes than were announced', async () => {
    const { id } = await begin()
    for (const [i, bytes] of parts.entries()) part(id, i + 1, i === 1 ? Buffer.from(bytes).fill(8) : bytes)
    const number = await api.open({}, { as })
    expect((await commentWith(number, [id])).status).toBe(409)
    part(id, 2, parts[1]!)
    expect((await commentWith(number, [id])).status).toBe(201)
  })

  test('can be given up', async () => {
    const { id } = await begin()
    expect((await upload(id, '', 'DELETE')).status).toBe(204)
    expect((await upload(id)).status).toBe(404)
  })
})

describe('a file that is being checked', () => {
  const taken = async () => {
    const bytes = picture()
    const id = await uploaded({}, bytes)
    const number = await api.open({}, { as })
    expect((await commentWith(number, [id])).status).toBe(201)
    return { bytes, id, number }
  }

  test('opens for nobody before the verdict, and for everybody on the ticket after a good one', async () => {
    const { bytes, id, number } = await taken()
    const { href, state } = await lastFile(number)
    expect(state).toBe('checking')
    for (const who of [as, 'jihoon.park']) expect((await api.ask(href, { as: who })).status).toBe(409)
    await found(id, bytes, 'clean')
    expect((await lastFile(number)).state).toBe('ready')
    expect((await api.ask(href, { as })).status).toBe(302)
    api.pass(3 * 24 * 60)
    expect((await lastFile(number)).state).toBe('ready')
  })

  test('opens for nobody when it is infected; the desk reads what was found, once however often it is told', async () => {
    const { bytes, id, number } = await taken()
    for (let i = 0; i < 2; i++) await found(id, bytes, 'infected', 'EICAR-Test-File')
    await found(id, bytes, 'clean')
    expect(await lastFile(number)).toMatchObject({ state: 'infected', threat: 'EICAR-Test-File' })
    const { href } = await lastFile(number)
    for (const path of [href, `${href}?unchecked=open`])
      for (const who of [as, 'jihoon.park']) expect((await api.ask(path, { as: who })).status).toBe(403)
    expect(await noted(number)).toMatchObject([{ data: { name: '화면.png', threat: 'EICAR-Test-File' } }])
    const { timeline } = await api.read(number, { as })
    expect(timeline.at(-1)).toMatchObject({ attachments: [{ state: 'infected' }] })
  })

  test('opens for the desk after a warning when the scan could not tell', async () => {
    const { bytes, id, number } = await taken()
    await found(id, bytes, 'unchecked')
    const { href, state } = await lastFile(number)
    expect(state).toBe('unchecked')
    expect(await api.ask(href)).toMatchObject({ status: 409, body: { errors: [{ field: 'unchecked' }] } })
    expect((await api.ask(`${href}?unchecked=open`)).status).toBe(302)
    expect((await api.ask(`${href}?unchecked=open`, { as })).status).toBe(403)
    await found(id, bytes, 'clean')
    expect((await lastFile(number)).state).toBe('ready')
  })

  test('is judged by the bytes that the message took, whatever else was brought under the same link', async () => {
    const { id, number } = await taken()
    await found(id, picture(), 'infected', 'Something')
    await found(id, picture(), 'clean')
    expect((await lastFile(number)).state).toBe('checking')
    expect(await noted(number)).toEqual([])
  })

  test('is taken by no message once it is known to be infected', async () => {
    const bytes = picture()
    const id = await uploaded({}, bytes)
    expect(await found(id, bytes, 'infected', 'EICAR-Test-File')).toBeUndefined()
    expect((await upload(id)).body).toMatchObject({ state: 'infected', threat: 'EICAR-Test-File' })
    const number = await api.open({}, { as })
    expect(await commentWith(number, [id])).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('EICAR-Test-File') },
    })
    // Another file under the same name is another version.
    const clean = picture().subarray(0, bytes.length)
    await send(id, clean)
    expect((await commentWith(number, [id])).status).toBe(201)
  })

  test('is spoken of without effect when nobody knows the upload any more', async () => {
    expect(await found('gone', png, 'infected', 'Something')).toBeUndefined()
  })
})
