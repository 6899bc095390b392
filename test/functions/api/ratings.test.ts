import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { deliver } from '../../../lib/notify/deliver.ts'
import { key } from '../../../lib/store/schema.ts'
import { startApi, type TestApi } from '../../support/api.ts'
import { sendingOf } from '../../support/sending.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const requester = { as: 'minji.kim' }
const nobody = { authorization: '' }
let number: string

const resolve = async () => {
  await api.order(number, 'assign', { assignee: 'jihoon.park@haneul.example' })
  await api.order(number, 'resolve', { code: 'solved', notes: 'A new cartridge.' })
  return Number((await api.read(number)).version)
}
beforeEach(async () => {
  number = await api.open({ watchers: ['yuna.choi@haneul.example'], language: 'en' }, requester)
})

describe('a solved incident', () => {
  beforeEach(resolve)

  test('is rated by its requester alone: neither by who follows it nor by an agent', async () => {
    expect((await api.order(number, 'rate', { score: 5 }, { as: 'yuna.choi' })).status).toBe(403)
    expect((await api.order(number, 'rate', { score: 5 })).status).toBe(403)
    expect((await api.order(number, 'rate', { score: 6 }, requester)).status).toBe(400)
    expect((await api.order(number, 'rate', { score: 5, comment: 'Quick' }, requester)).status).toBe(200)
  })

  test('shows its rating to the desk and to who gave it, and to nobody else', async () => {
    await api.order(number, 'rate', { score: 2, comment: 'Too slow' }, requester)
    for (const asking of [{}, requester])
      expect((await api.read(number, asking)).rating).toMatchObject({ score: 2, comment: 'Too slow' })
    expect((await api.read(number)).timeline.at(-1)).toMatchObject({ type: 'incident.rated', visibility: 'internal' })
    expect(JSON.stringify(await api.read(number, { as: 'yuna.choi' }))).not.toMatch(/Too slow|rated/)
  })

  test('that was rated badly stays solved, and who has it and who leads the team are told', async () => {
    await api.order(number, 'rate', { score: 1, comment: 'It still smells' }, requester)
    const { state, version } = await api.read(number)
    expect(state).toBe('resolved')
    const desk = sendingOf(api.store)
    await deliver(number, Number(version), desk)
    const mails = await Promise.all(desk.posted.map((mail) => mail.read()))
    expect(mails.map(({ to }) => to?.[0]?.address).sort()).toEqual([
      'jihoon.park@haneul.example',
      'sora.han@haneul.example',
    ])
    expect(mails[0]!.text).toContain('It still smells')
  })

  test('that was rated well wakes nobody', async () => {
    await api.order(number, 'rate', { score: 4 }, requester)
    const desk = sendingOf(api.store)
    await deliver(number, Number((await api.read(number)).version), desk)
    expect(desk.posted).toEqual([])
  })
})

describe('the mail that tells of a solution', () => {
  const linkIn = async () => {
    const version = await resolve()
    const desk = sendingOf(api.store)
    await deliver(number, version, desk)
    const { text } = await desk.posted.find(({ name }) => name.purpose === 'resolved')!.read()
    return /https:\/\/desk\.example\/rate\/(\S+)/.exec(text ?? '')![1]!.split('/') as [string, string]
  }

  test('has a link that rates without a token, once: looking records nothing, and the first click counts', async () => {
    const [named, secret] = await linkIn()
    expect(named).toBe(number)
    const path = `/api/v1/ratings/${secret}`
    for (let i = 0; i < 2; i++)
      expect((await api.ask(path, { headers: nobody })).body).toEqual({
        number,
        title: 'The printer is on fire',
        requester: '김민지',
        language: 'en',
        isOpen: true,
        rating: null,
      })
    const clicks = await Promise.all(
      [5, 1].map((score) => api.ask(path, { headers: nobody, body: { score, comment: 'Thanks' } })),
    )
    expect(clicks.map(({ status }) => status)).toEqual([200, 200])
    const { rating } = await api.read(number)
    expect(clicks.map(({ body }) => body.rating)).toEqual([rating, rating])
    expect((await api.ask(path, { headers: nobody, body: { score: 3 } })).body).toMatchObject({ isOpen: false, rating })
    const rated = (await api.read(number)).timeline.filter(({ type }: { type: string }) => type === 'incident.rated')
    expect(rated).toHaveLength(1)
  })

  test('has a key that the table does not know, and that opens nothing else', async () => {
    const [, secret] = await linkIn()
    expect(await api.store.get(key.rating(secret))).toBeUndefined()
    expect(JSON.stringify(await api.store.parts(number, 'mail#', { limit: 10 }))).not.toContain(secret)
    expect((await api.ask(`/api/v1/incidents/${number}`, { headers: nobody })).status).toBe(401)
    expect((await api.ask('/api/v1/ratings/guess', { headers: nobody })).status).toBe(404)
  })

  test('has a key that is worth nothing once the incident was opened again', async () => {
    const [, secret] = await linkIn()
    await api.order(number, 'reopen', {}, requester)
    const path = `/api/v1/ratings/${secret}`
    expect((await api.ask(path, { headers: nobody })).body).toMatchObject({ isOpen: false })
    expect((await api.ask(path, { headers: nobody, body: { score: 5 } })).status).toBe(409)
  })
})
