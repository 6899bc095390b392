import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const as = 'minji.kim'
const png = Buffer.from('89504e470d0a1a0a0000', 'hex')

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
const commentWith = (number: string, attachments: string[], who = as) =>
  api.order(number, 'comments', { attachments }, { as: who })

describe('a file for a message', () => {
  test('is announced by name, type and size, and may be put to storage until it is taken', async () => {
    const { status, body } = await announce()
    expect([status, body]).toMatchObject([201, { name: '화면.png', put: { headers: { 'content-type': 'image/png' } } }])
    expect(body.put.url).toContain(`/uploads/p-minji.kim/${body.id}`)
    expect((await api.ask(`/api/v1/uploads/${body.id}`, { as })).body).toMatchObject({ id: body.id, put: {} })
  })

  test.each([
    ['larger than 25 MiB', { size: 25 * 1024 * 1024 + 1 }, 'size'],
    ['empty', { size: 0 }, 'size'],
    ['a program', { name: 'setup.exe' }, 'attachments'],
    ['a page with scripts', { name: 'a.html', mediaType: 'text/html' }, 'attachments'],
  ])('is refused before a byte is sent when it is %s', async (_, over, field) => {
    expect(await announce(over)).toMatchObject({ status: 400, body: { errors: [{ field }] } })
  })

  test('comes with an incident or a comment, even without words, and can be read by who reads those', async () => {
    const number = await api.open({ attachments: [await uploaded()] }, { as })
    expect((await commentWith(number, [await uploaded({ name: 'b.png' })])).status).toBe(201)
    const { timeline } = await api.read(number, { as })
    expect(timeline.map(({ attachments }: { attachments: object[] }) => attachments)).toMatchObject([
      [{ name: '화면.png', mediaType: 'image/png', size: png.length, inline: false }],
      [{ name: 'b.png' }],
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
    expect(await commentWith(number, [program])).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('program') },
    })
    expect((await api.read(number)).timeline).toHaveLength(1)
  })

  test('is forgotten after a day', async () => {
    const number = await api.open({}, { as })
    const id = await uploaded()
    api.pass(24 * 60 + 1)
    expect((await commentWith(number, [id])).status).toBe(404)
  })
})
