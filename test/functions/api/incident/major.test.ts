import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countForService } from '../../../../lib/desk/propose-major.ts'
import { startApi, type TestApi } from '../../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const propose = { reason: 'Everybody calls' }
const review = { happened: 'A disk was full.', learned: 'Watch disks.', followUps: 'An alarm.' }
const minji = { as: 'minji.kim' }

describe('a candidate that was proposed by hand', () => {
  let number: string
  beforeAll(async () => {
    number = await api.open({}, minji)
    expect((await api.order(number, 'propose-major', propose)).status).toBe(200)
  })

  test('is no news to its requester, who cannot decide it', async () => {
    const { candidate, timeline } = await api.read(number, minji)
    expect(candidate).toBeUndefined()
    expect(timeline.map(({ type }: { type: string }) => type)).toEqual(['incident.opened'])
    for (const command of ['propose-major', 'accept-major', 'reject-major'])
      expect((await api.order(number, command, propose, minji)).status).toBe(403)
    expect((await api.ask('/api/v1/major-incidents', minji)).status).toBe(403)
    expect((await api.ask(`/api/v1/incidents/${number}/similar`, minji)).status).toBe(403)
  })

  test('is not accepted where one of its children cannot be one; nothing is changed then', async () => {
    const [fine, done] = [await api.open(), await api.open()]
    await api.order(done, 'cancel', { reason: 'A mistake' })
    const refused = await api.order(number, 'accept-major', { reason: 'Yes', children: [fine, done] })
    expect(refused).toMatchObject({ status: 409, body: { errors: [{ field: 'children.1' }] } })
    expect(await api.read(fine)).not.toHaveProperty('parent')
    expect(await api.read(number)).toMatchObject({ candidate: {} })
  })

  test('takes fifty children in one call and not one more, and a repetition changes nothing', async () => {
    const children = await Promise.all(Array.from({ length: 51 }, () => api.open()))
    const accept = (some: readonly string[]) =>
      api.order(number, 'accept-major', { reason: 'Yes', children: some }, { headers: { 'idempotency-key': 'once' } })
    expect(await accept(children)).toMatchObject({ status: 400, body: { errors: [{ field: 'children' }] } })
    expect((await accept(children.slice(0, 50))).status).toBe(200)
    const { version } = await api.read(number)
    expect((await accept(children.slice(0, 50))).headers['idempotent-replayed']).toBe('true')
    expect(await api.read(number)).toMatchObject({ version, isMajor: true })
    expect((await api.order(number, 'add-children', { children: children.slice(40) })).status).toBe(200)
    expect((await api.read(number)).children).toHaveLength(51)
  })
})

describe('a major incident', () => {
  test('is never closed by its requester, and tells them so by the moves that they can make', async () => {
    const number = await api.open({}, minji)
    await api.order(number, 'declare-major', { isMajor: true, reason: 'Everybody' })
    await api.order(number, 'resolve', { code: 'solved', notes: 'A new disk.' })
    expect((await api.order(number, 'review', review, minji)).status).toBe(403)
    await api.order(number, 'review', review)
    expect(await api.read(number, minji)).toMatchObject({ legalMoves: ['reopen'] })
    expect(await api.order(number, 'close', {}, minji)).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('the desk closes it after its review') },
    })
    // What the desk learned is the desk's own.
    expect(JSON.stringify(await api.read(number, minji))).not.toContain('Watch disks')
    expect((await api.read(number)).timeline.at(-1)).toMatchObject({ type: 'incident.reviewed', data: review })
  })
})

describe('the rule that proposes', () => {
  const settings = async (change: object) => {
    const { version: _, ...now } = (await api.ask('/api/v1/policy/settings', { as: 'sora.han' })).body
    return api.ask('/api/v1/policy/settings', { as: 'sora.han', method: 'PUT', body: { ...now, ...change } })
  }

  test.each([{ candidateIncidents: 1 }, { candidateIncidents: 51 }, { candidateMinutes: 0 }])(
    'cannot be %j',
    async (change) => {
      expect(await settings(change)).toMatchObject({
        status: 400,
        body: { errors: [{ field: Object.keys(change)[0] }] },
      })
    },
  )

  test('is what administrators say it is', async () => {
    expect((await settings({ candidateIncidents: 2, candidateMinutes: 1 })).status).toBe(200)
    api.pass(1)
    const first = await api.open({ service: 'Fax' })
    expect(await countForService(api.desk, first, api.now)).toBeUndefined()
    expect(await countForService(api.desk, await api.open({ service: 'Fax' }), api.now)).toBe(first)
  })
})
