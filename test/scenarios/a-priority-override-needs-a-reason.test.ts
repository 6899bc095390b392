import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, give, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const read = async (number: string) => (await ask(desk, `/incidents/${number}`)).body
const running = async (number: string) =>
  (await read(number)).clocks
    .filter(({ status }: { status: string }) => status === 'running')
    .map(({ id }: { id: string }) => id)

test('the matrix makes the priority; another one needs a reason, is kept with it, and brings other promises', async () => {
  const number = await openFor(desk, 'Payroll is down')
  expect(await read(number)).toMatchObject({ impact: 'low', urgency: 'medium', priority: 'P4' })
  expect(await running(number)).toEqual(['p4-response', 'p4-resolution'])

  await give(desk, number, 'prioritize', { impact: 'high' })
  expect(await read(number)).toMatchObject({ priority: 'P2' })

  const refused = await ask(desk, `/incidents/${number}/override-priority`, { body: { priority: 'P1' } })
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }] } })
  expect(await read(number)).toMatchObject({ priority: 'P2' })

  await give(desk, number, 'override-priority', { priority: 'P1', reason: 'Salaries are due today' })
  const overridden = await read(number)
  expect(overridden).toMatchObject({ priority: 'P1', priorityReason: 'Salaries are due today' })
  expect(overridden.timeline.at(-1)).toMatchObject({
    type: 'incident.prioritized',
    by: { id: 'p-jihoon.park' },
    channel: 'api',
    data: { priority: 'P1', reason: 'Salaries are due today', before: { priority: 'P2' } },
  })
  expect(await running(number)).toEqual(['p1-response', 'p1-resolution'])

  // What somebody gave a reason for stays until they take it back.
  await give(desk, number, 'prioritize', { impact: 'low' })
  expect(await read(number)).toMatchObject({ impact: 'low', priority: 'P1' })
  await give(desk, number, 'override-priority', {})
  const decided = await read(number)
  expect(decided.priority).toBe('P4')
  expect(decided.priorityReason).toBeUndefined()
})
