import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeFile } from '../../../../lib/desk/judge-file.ts'
import { startApi, type TestApi } from '../../../support/api.ts'
import { versionOf } from '../../../support/incoming.ts'
import { planChange } from '../../../support/planned-change.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

let count = 0
/** Brings a picture like no other; answers its id and its bytes. */
const bring = async () => {
  const bytes = Buffer.concat([Buffer.from('89504e470d0a1a0a0000', 'hex'), Buffer.from(String(count++))])
  const body = { name: 'rack.png', mediaType: 'image/png', size: bytes.length }
  const { id } = (await api.ask('/api/v1/uploads', { body })).body
  await api.ask(`/api/v1/uploads/${id}/content`, { method: 'PUT', body: bytes })
  return { id: id as string, bytes }
}
const judge = ({ id, bytes }: Awaited<ReturnType<typeof bring>>, state: 'clean' | 'infected') =>
  judgeFile(api.desk, id, {
    version: versionOf(bytes),
    state,
    ...(state === 'infected' && { threat: 'EICAR' }),
    at: api.now,
  })

describe('a file on a change', () => {
  test('comes with the change or a comment, and is downloaded by who may read that', async () => {
    const [first, second] = [await bring(), await bring()]
    await judge(first, 'clean')
    const number = await planChange(api, { attachments: [first.id] })
    await api.change(number, 'comments', { visibility: 'internal', attachments: [second.id] })
    await judge(second, 'clean')
    const files = (await api.change(number)).body.timeline.flatMap(
      (entry: { attachments: object[] }) => entry.attachments,
    )
    expect(files).toMatchObject([{ state: 'ready' }, { state: 'ready' }])
    const get = (file: { href: string }, as: string) => api.ask(file.href, { as })
    expect((await get(files[0], 'minji.kim')).status).toBe(302)
    expect((await get(files[1], 'minji.kim')).status).toBe(404)
    expect((await get(files[1], 'jihoon.park')).status).toBe(302)
  })

  test('that is infected opens for nobody, and the desk is told on the change, once', async () => {
    const file = await bring()
    const number = await planChange(api, { attachments: [file.id] })
    expect(await judge(file, 'infected')).toBe(number)
    await judge(file, 'infected')
    const { timeline } = (await api.change(number)).body
    expect(timeline.slice(1)).toMatchObject([
      {
        type: 'change.commented',
        visibility: 'internal',
        by: { is: 'system' },
        text: expect.stringContaining('EICAR'),
      },
    ])
    expect((await api.ask(timeline[0].attachments[0].href)).status).toBe(403)
  })
})
