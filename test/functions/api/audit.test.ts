import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
let number: string
const admin = 'sora.han'

interface Row {
  readonly at: string
  readonly did: string
  readonly what?: string
  readonly by: { readonly id: string }
  readonly record: { readonly kind: string; readonly id: string }
  readonly changed?: Readonly<Record<string, unknown>>
}

const page = async (query: string) => (await api.ask(`/api/v1/audit?${query}`, { as: admin })).body
const rows = async (query: string): Promise<Row[]> => (await page(query)).items
const brief = (all: readonly Row[]) => all.map(({ did, what, record }) => `${what ?? did} ${record.kind}/${record.id}`)

beforeAll(async () => {
  api = await startApi()
  number = await api.open({ requester: 'minji.kim@haneul.example' })
  api.pass(1)
  await api.order(number, 'assign', { assignee: 'me' })
  api.pass(1)
  await api.ask('/api/v1/letters')
  api.pass(1)
  const body = { location: 'Busan' }
  await api.ask('/api/v1/people/p-minji.kim', { as: admin, method: 'PATCH', body })
  api.pass(1)
  await api.ask('/api/v1/people/p-minji.kim', { as: admin })
  api.pass(1)
})
afterAll(() => api.stop())

describe('the audit', () => {
  test('tells what one person did and read, newest first', async () => {
    expect(brief(await rows('person=p-jihoon.park'))).toEqual([
      'mail-log letter/log',
      `incident.assigned incident/${number}`,
      `incident.opened incident/${number}`,
    ])
  })

  test('tells who changed a record, from what to what, and who looked at what is private in it', async () => {
    const [, read, changed] = await rows('record=person/p-minji.kim')
    expect(read).toMatchObject({ did: 'read', what: 'person-private', by: { id: 'p-sora.han' } })
    expect(changed).toMatchObject({
      did: 'changed',
      by: { id: 'p-sora.han' },
      changed: { location: { before: '서울 본사', after: 'Busan' } },
    })
    expect(Object.keys(changed!.changed!)).toEqual(['location'])
  })

  test('is itself read by nobody unseen', async () => {
    await page(`record=${number}`)
    expect(brief(await rows(`record=${number}`))[0]).toBe(`audit incident/${number}`)
  })

  test('is for administrators only', async () => {
    for (const as of ['jihoon.park', 'minji.kim'])
      expect((await api.ask('/api/v1/audit?person=p-minji.kim', { as })).status).toBe(403)
  })

  test('is asked for a person or a record, and for a time', async () => {
    for (const query of ['', 'person=p-1&record=INC-1', 'record=nonsense', 'person=p-1&from=yesterday'])
      expect([query, (await api.ask(`/api/v1/audit?${query}`, { as: admin })).status]).toEqual([query, 400])
    const { at } = (await rows('person=p-jihoon.park'))[1]!
    expect(brief(await rows(`person=p-jihoon.park&from=${at}&to=${at}`))).toEqual([
      `incident.assigned incident/${number}`,
    ])
    expect(brief(await rows(`record=${number}&from=${at}&to=${at}`))).toEqual([`incident.assigned incident/${number}`])
  })

  test('goes on where a page ended, without gaps and repetitions', async () => {
    for (const question of ['person=p-jihoon.park', 'record=person/p-minji.kim', `record=${number}`]) {
      const whole = brief(await rows(`${question}&limit=50`))
      const single: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const next: { items: Row[]; cursor: string | null } = await page(
          `${question}&limit=1${cursor && `&cursor=${cursor}`}`,
        )
        single.push(...brief(next.items))
        cursor = next.cursor
      }
      expect([question, single]).toEqual([question, whole])
    }
  })
})

describe('what leaves a trace', () => {
  test('leaves one in five minutes', async () => {
    const seen = async () =>
      (await rows('record=person/p-oliver.reed&limit=50')).filter(({ what }) => what === 'person-private')
    for (let i = 0; i < 3; i++) await api.ask('/api/v1/people/p-oliver.reed', { as: admin })
    expect(await seen()).toHaveLength(1)
    api.pass(6)
    await api.ask('/api/v1/people/p-oliver.reed', { as: admin })
    expect(await seen()).toHaveLength(2)
  })

  test('is not what everybody may know of a colleague, or of themselves', async () => {
    await api.ask('/api/v1/people/p-grace.kim', { as: 'oliver.reed' })
    await api.ask('/api/v1/people/p-grace.kim')
    await api.ask('/api/v1/people/me', { as: 'grace.kim' })
    const all = await rows('record=person/p-grace.kim')
    expect(all.filter(({ what }) => what !== undefined && what !== 'audit')).toEqual([])
  })

  test('is written before anything is shown: what cannot be recorded is not read', async () => {
    const before = await rows('record=person/p-emma.clark')
    const broken = api.store.commit
    Object.assign(api.store, { commit: () => Promise.reject(new Error('The table is full')) })
    try {
      await expect(api.ask('/api/v1/people/p-emma.clark', { as: admin })).rejects.toThrow('The table is full')
    } finally {
      Object.assign(api.store, { commit: broken })
    }
    expect(before.some(({ what }) => what === 'person-private')).toBe(false)
  })
})
