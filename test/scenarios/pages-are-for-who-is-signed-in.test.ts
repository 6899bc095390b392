import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFor } from '../support/asking.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'
import { signIn } from '../support/sign-in.ts'

describe('the pages of the desk', () => {
  let desk: TestDesk
  beforeAll(async () => {
    desk = await startDesk()
    await openFor(desk, 'The printer')
  })
  afterAll(() => desk.stop())

  const path = '/desk/tickets/INC-1?after=3'
  const ask = (headers: Record<string, string>) => fetch(`${desk.host.url}${path}`, { headers, redirect: 'manual' })

  test('lead strangers to the sign-in and back, and a token opens none', async () => {
    const ways: Record<string, string>[] = [{}, { authorization: `Bearer ${desk.tokens.admin}` }]
    for (const headers of ways) {
      const { status, headers: answered } = await ask(headers)
      expect([status, answered.get('location')]).toEqual([303, `/sign-in?to=${encodeURIComponent(path)}`])
    }
  })

  test('are not there for whoever is no agent, not even for their own ticket', async () => {
    const cookie = await signIn(desk.host, 'p-minji.kim')
    expect((await ask({ cookie })).status).toBe(404)
  })
})
