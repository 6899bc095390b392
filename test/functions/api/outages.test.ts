import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sayAffected } from '../../../lib/desk/affected.ts'
import { knownOutages } from '../../../lib/desk/outages.ts'
import { deliver } from '../../../lib/notify/deliver.ts'
import { resume } from '../../../lib/notify/send.ts'
import { key, list } from '../../../lib/store/schema.ts'
import { type Asking, startApi, type TestApi } from '../../support/api.ts'
import { person } from '../../support/letter.ts'
import { sendingOf } from '../../support/sending.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi([person('p-guest', 'guest')])
})
afterAll(() => api.stop())

const headline = { ko: '사내 로그인 장애', en: 'Nobody can log in' }

const announced = async (): Promise<string> => {
  const number = await api.open({ title: 'SSO certificate of idp-3 expired' })
  await api.order(number, 'declare-major', { isMajor: true, reason: 'Everybody' })
  const answer = await api.order(number, 'announce', { headline })
  expect(answer.status).toBe(200)
  return number
}
const outagesFor = async (as: string) => (await api.ask('/api/v1/outages', { as })).body.items
const meToo = (number: string, asking: Asking) => api.ask(`/api/v1/outages/${number}/me-too`, asking)
const yuna = { as: 'yuna.choi', method: 'PUT' }

describe('a major incident that is announced', () => {
  let number: string
  beforeAll(async () => {
    number = await announced()
  })

  test('is known to every employee, by its headline alone', async () => {
    expect(await outagesFor('yuna.choi')).toEqual([
      { number, headline, since: expect.any(String), meToo: false, affectedCount: 0 },
    ])
    expect((await api.ask(`/api/v1/incidents/${number}`, { as: 'yuna.choi' })).status).toBe(404)
  })

  test('is not told to guests, who learn of no number whether it is one', async () => {
    expect((await api.ask('/api/v1/outages', { as: 'guest' })).status).toBe(403)
    expect((await meToo(number, { as: 'guest', method: 'PUT' })).status).toBe(404)
  })

  test('counts everybody once who says that it hurts them too, and tells them so', async () => {
    expect((await meToo(number, yuna)).body).toMatchObject({ number, meToo: true, affectedCount: 1 })
    expect((await meToo(number, yuna)).body).toMatchObject({ meToo: true, affectedCount: 1 })
    expect((await meToo(number, { ...yuna, as: 'oliver.reed' })).body).toMatchObject({ affectedCount: 2 })
    expect(await outagesFor('yuna.choi')).toMatchObject([{ meToo: true, affectedCount: 2 }])
    expect(await outagesFor('minji.kim')).toMatchObject([{ meToo: false, affectedCount: 2 }])
  })

  test('lets nobody who is affected see more of the incident than before', async () => {
    expect((await api.ask(`/api/v1/incidents/${number}`, { as: 'yuna.choi' })).status).toBe(404)
    expect((await api.order(number, 'comments', { text: 'x' }, { as: 'yuna.choi' })).status).toBe(404)
  })

  test('forgets who takes it back, once', async () => {
    expect((await meToo(number, { ...yuna, method: 'DELETE' })).body).toMatchObject({ meToo: false, affectedCount: 1 })
    expect((await meToo(number, { ...yuna, method: 'DELETE' })).body).toMatchObject({ affectedCount: 1 })
  })

  test('does not change when people say so, however many do at once', async () => {
    const before = await api.store.get(key.ticket(number))
    const at = api.now
    const people = Array.from({ length: 60 }, (_, i) => `p-${i}`)
    for (let i = 0; i < people.length; i += 6)
      await Promise.all(
        people.slice(i, i + 6).map((id) => sayAffected(api.store, number, { id, isAffected: true }, at)),
      )
    expect((await knownOutages(api.store, 'p-7'))[0]).toMatchObject({ meToo: true, affectedCount: 61 })
    expect(await api.store.get(key.ticket(number))).toEqual(before)
  })

  test('is announced by the desk alone', async () => {
    const own = await api.open({ title: 'Mine' }, { as: 'minji.kim' })
    expect((await api.order(own, 'announce', { headline }, { as: 'minji.kim' })).status).toBe(403)
  })

  test('is over for everybody with its solution, and nobody can join any more', async () => {
    await api.order(number, 'resolve', { code: 'solved', notes: 'A new certificate.' })
    expect(await outagesFor('yuna.choi')).toEqual([])
    expect(await meToo(number, yuna)).toMatchObject({ status: 409 })
    expect((await api.store.list(list.outages, { limit: 10 })).items).toEqual([])
  })
})

describe('an outage is over', () => {
  test('everybody who said that it hurts them reads so once, in their language, and nothing of the incident', async () => {
    const number = await announced()
    for (const as of ['yuna.choi', 'oliver.reed', 'dohyun.lee']) await meToo(number, { as, method: 'PUT' })
    await meToo(number, { as: 'dohyun.lee', method: 'DELETE' })
    await api.order(number, 'resolve', { code: 'solved', notes: 'A new certificate.' })
    const { version } = await api.read(number)
    const desk = sendingOf(api.store)
    for (let i = 0; i < 2; i++) await deliver(number, version, desk)
    const { items } = await api.store.parts(number, `mail#${String(version).padStart(6, '0')}#outage-over`, {
      limit: 9,
    })
    expect(items).toHaveLength(2)
    for (const { purpose } of items as { purpose: 'outage-over' }[])
      await resume({ number, sequence: version, purpose }, desk)
    const read = await Promise.all(
      desk.posted.filter(({ name }) => name.purpose !== 'resolved').map((mail) => mail.read()),
    )
    expect(Object.fromEntries(read.map(({ to, subject }) => [to?.[0]?.address, subject]))).toEqual({
      'yuna.choi@haneul.example': '복구 완료: 사내 로그인 장애',
      'oliver.reed@haneul.example': 'Over: Nobody can log in',
    })
    // An answer opens a ticket of their own: it does not land on the incident.
    expect(read.flatMap(({ replyTo }) => replyTo?.map(({ address }) => address))).toEqual(
      Array(2).fill('help@haneul.example'),
    )
    expect(JSON.stringify(read)).not.toMatch(/certificate|idp-3/)
  })
})
