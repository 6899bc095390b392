import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../support/api.ts'

let api: TestApi
let number: string
let other: string
beforeAll(async () => {
  api = await startApi()
  number = await api.open({ title: 'Mine' }, { as: 'minji.kim' })
  other = await api.open({ title: 'Not mine' }, { as: 'dohyun.lee' })
  for (let i = 1; i <= 5; i++) await api.order(number, 'comments', { text: `Message ${i}.` })
})
afterAll(() => api.stop())

const sequences = async (query: string) => {
  const { body } = await api.ask(`/api/v1/incidents/${number}?${query}`)
  return body.timeline.map(({ sequence }: { sequence: number }) => sequence)
}

describe('a timeline', () => {
  test('is read from its end as far as one wants', async () => {
    expect(await sequences('timelineNewest=2')).toEqual([5, 6])
    expect(await sequences('timelineNewest=200')).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('goes on after a cursor, whatever else was asked for', async () => {
    expect(await sequences('timelineNewest=2&timelineCursor=3')).toEqual([4, 5, 6])
  })

  test.each(['timelineNewest=0', 'timelineNewest=201', 'timelineCursor=zzz'])('refuses %s', async (query) => {
    expect((await api.ask(`/api/v1/incidents/${number}?${query}`)).status).toBe(400)
  })
})

describe('incidents by their numbers', () => {
  const titles = async (numbers: string, as?: string) => {
    const { body } = await api.ask(`/api/v1/incidents?numbers=${numbers}`, as ? { as } : {})
    return body.items.map(({ title }: { title: string }) => title)
  }

  test('come in the order asked for, without those that do not exist', async () => {
    expect(await titles(`${other},INC-999,${number.toLowerCase()}`)).toEqual(['Not mine', 'Mine'])
  })

  test('show nobody what is not theirs to see', async () => {
    expect(await titles(`${other},${number}`, 'minji.kim')).toEqual(['Mine'])
  })
})
