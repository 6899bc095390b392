import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startConsole, type TestConsole } from '../../support/console.ts'

let desk: TestConsole
beforeAll(async () => {
  desk = await startConsole()
})
afterAll(() => desk.stop())

describe('a place in a list that nobody gave out', () => {
  test('is no error of ours', async () => {
    const number = await desk.api.open()
    for (const path of [`/desk/tickets/${number}?after=zzz`, '/desk/letters?after=zzz', '/desk/tickets?cursor=zzz'])
      expect([path, (await desk.look(path)).status]).toEqual([path, 400])
    expect((await desk.look(`/desk/tickets/${number}?after=`)).status).toBe(200)
  })
})

describe('a desk without trouble', () => {
  test('says in the mail log that nothing waits', async () => {
    expect((await desk.look('/desk/letters')).html).toContain('Nothing here.')
    expect((await desk.look('/desk/letters', { language: 'ko' })).html).toContain('기다리는 메일이 없습니다.')
  })
})
