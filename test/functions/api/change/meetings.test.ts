import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../../support/api.ts'
import { lead, planChange } from '../../../support/planned-change.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const admin = { as: 'sora.han' }
const path = '/api/v1/change-meetings/cab'
const board = {
  name: 'Change advisory board',
  // Thursdays at ten in Seoul; the next is the 26th.
  when: { from: '2026-11-05T10:00', to: '2026-11-05T11:00', zone: 'Asia/Seoul', repeats: 'weekly' },
  members: ['p-sora.han', 'p-emma.clark'],
  delegates: [{ member: 'p-sora.han', delegate: 'p-jihoon.park' }],
}
const save = (over: object = {}, asking: object = admin) =>
  api.ask(path, { method: 'PUT', body: { ...board, ...over }, ...asking })
const agenda = async (asking: object = {}) => (await api.ask(`${path}/agenda`, asking)).body
const numbersOf = ({ items }: { items: { number: string }[] }) => items.map(({ number }) => number)
const sitting = `${path}/sittings/2026-11-26`
const soon = { from: '2026-11-28T06:00:00.000Z', to: '2026-11-28T08:00:00.000Z' }

describe('a change advisory board', () => {
  test('is kept by change managers, with people who are there', async () => {
    expect((await save({}, {})).status).toBe(403)
    expect((await save()).body).toMatchObject({ id: 'cab', version: 1, delegates: board.delegates })
    expect((await save({ members: ['p-nobody'], delegates: [] })).body).toMatchObject({
      errors: [{ field: 'members.0' }],
    })
    expect((await save({ members: ['p-emma.clark'] })).body).toMatchObject({
      errors: [{ field: 'delegates.0.member' }],
    })
  })

  test('speaks about what would be too late in the meeting after the next', async () => {
    const now = await planChange(api, { window: soon })
    const later = await planChange(api, {
      window: { from: '2026-12-09T06:00:00.000Z', to: '2026-12-09T08:00:00.000Z' },
    })
    const draft = await planChange(api, { window: soon })
    await lead(api, now, ['submit'])
    await lead(api, later, ['submit'])
    const { meeting, following, ...rest } = await agenda()
    expect([meeting.from, following.from]).toEqual(['2026-11-26T01:00:00.000Z', '2026-12-03T01:00:00.000Z'])
    expect(numbersOf(rest)).toEqual([now])
    expect(numbersOf(rest)).not.toContain(draft)
    await save({ about: { services: ['other'] } })
    expect(numbersOf(await agenda())).toEqual([])
    await save()
  })
})

describe('a meeting', () => {
  let number: string
  beforeAll(async () => {
    number = await planChange(api, { window: soon, service: 'table' })
    await lead(api, number, ['submit'], ['request-approval'])
  })

  const yours = async (asking: object = {}) =>
    (await agenda(asking)).items.find((item: { number: string }) => item.number === number).yours

  test('takes decisions in the voter’s own name only, about what the agenda shows', async () => {
    expect(await yours()).toEqual([])
    const [mine] = await yours(admin)
    expect(mine).toMatchObject({ stage: 'team-lead' })
    const voice = { number, stage: mine.stage, digest: mine.digest, decision: 'approved' }
    const stranger = await api.ask(`${sitting}/decisions`, { body: voice })
    expect(stranger.status).toBe(403)
    const stale = await api.ask(`${sitting}/decisions`, { body: { ...voice, digest: 'older' }, ...admin })
    expect(stale.status).toBe(412)
    expect((await api.ask(sitting)).body.decisions).toEqual([])
    const taken = await api.ask(`${sitting}/decisions`, { body: voice, ...admin })
    expect(taken).toMatchObject({ status: 201, body: { state: 'scheduled' } })
    expect((await api.ask(sitting)).body.decisions).toMatchObject([
      { number, stage: 'team-lead', decision: 'approved', by: { id: 'p-sora.han' } },
    ])
    const { timeline } = (await api.change(number)).body
    expect(timeline.find(({ type }: { type: string }) => type === 'change.decided')).toMatchObject({
      by: { id: 'p-sora.han' },
      data: { approver: { id: 'p-sora.han' }, decision: 'approved' },
    })
  })

  test('decides nothing a second time', async () => {
    const again = { number, stage: 'team-lead', digest: 'any', decision: 'rejected', comment: 'No' }
    expect((await api.ask(`${sitting}/decisions`, { body: again, ...admin })).status).toBe(409)
    expect((await api.ask(sitting)).body.decisions.length).toBe(1)
  })

  test('keeps notes on changes and its minutes, each version of them', async () => {
    expect((await api.ask(`${sitting}/notes`, { body: { number, text: 'Not before noon.' } })).status).toBe(201)
    expect((await api.ask(`${sitting}/notes`, { body: { number: 'CHG-999', text: 'x' } })).status).toBe(400)
    const minutes = { minutes: 'All agreed.', present: ['p-sora.han', 'emma.clark@haneul.example'] }
    const kept = await api.ask(`${sitting}/minutes`, { method: 'PUT', body: minutes })
    expect(kept.body).toMatchObject({
      minutes: 'All agreed.',
      present: [{ id: 'p-sora.han' }, { id: 'p-emma.clark' }],
      notes: [{ number, text: 'Not before noon.', by: { id: 'p-jihoon.park' } }],
      version: 3,
    })
    const stale = { method: 'PUT', body: { minutes: 'Nobody did.' }, headers: { 'if-match': '"1"' } }
    expect((await api.ask(`${sitting}/minutes`, stale)).status).toBe(412)
  })

  test('is on a day on which the board meets', async () => {
    expect((await api.ask(`${path}/sittings/2026-11-27`)).status).toBe(404)
    expect((await api.ask(`${path}/sittings/tomorrow`)).status).toBe(400)
    expect((await api.ask(`${path}/sittings/2026-12-03`)).body).toMatchObject({ version: 0, notes: [], minutes: '' })
  })
})
