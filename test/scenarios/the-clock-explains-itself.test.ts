import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/asking.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const message = { text: 'Which floor?' }
const minji = { id: 'p-minji.kim', name: '김민지', is: 'employee' } as const

interface Share {
  readonly id: string | null
  readonly name: string | null
  readonly seconds: number
}
const total = (parts: readonly { readonly seconds: number }[]) => parts.reduce((sum, { seconds }) => sum + seconds, 0)

/** From Thursday, 1 October 2026, over Chuseok's substitute holiday, to the week after it, in Seoul. */
const live = async () => {
  const number = await desk.order(
    {
      type: 'open',
      title: 'The printer is on fire',
      message: { text: 'It smells.' },
      requester: { id: minji.id, name: minji.name },
      language: 'ko',
      replyKey: 'k'.repeat(26),
    },
    { at: '2026-10-01T00:10:00.000Z', by: minji },
  )
  const at = (command: Parameters<TestDesk['order']>[0], when: string) => desk.order(command, { number, at: when })
  await at({ type: 'assign', assignee: { id: 'p-jihoon.park', name: '박지훈' } }, '2026-10-01T01:00:00.000Z')
  await at({ type: 'hold', reason: 'caller', message }, '2026-10-01T02:00:00.000Z')
  await desk.order(
    { type: 'comment', message: { text: 'The third.' }, visibility: 'public' },
    { number, at: '2026-10-02T02:00:00.000Z', by: minji },
  )
  await at(
    { type: 'assign', team: 'network', assignee: { id: 'p-emma.clark', name: 'Emma Clark' } },
    '2026-10-06T01:00:00.000Z',
  )
  await at({ type: 'resolve', code: 'solved', notes: 'A new one.' }, '2026-10-06T05:30:00.000Z')
  return number
}

test('its slices have causes and add up to the second, and the time is shared among who had it', async () => {
  const number = await live()
  for (const by of ['runs', 'intervals']) {
    const { body } = await ask(desk, `/incidents/${number}/sla?by=${by}`)
    expect(body.clocks).toHaveLength(2)
    for (const clock of body.clocks) {
      const { slices, assignees, teams, elapsedSeconds } = clock
      expect(total(slices.filter(({ counted }: { counted: boolean }) => counted))).toBe(elapsedSeconds)
      expect([total(assignees), total(teams)]).toEqual([elapsedSeconds, elapsedSeconds])
      expect(slices.map(({ from }: { from: string }) => from).slice(1)).toEqual(
        slices.map(({ to }: { to: string }) => to).slice(0, -1),
      )
    }
  }

  const { body } = await ask(desk, `/incidents/${number}/sla`)
  const [response, resolution] = body.clocks
  expect(response).toMatchObject({ metric: 'response', status: 'met', elapsedSeconds: 6600 })
  expect(resolution).toMatchObject({
    metric: 'resolution',
    status: 'met',
    name: 'P4 resolution',
    target: { businessDays: 5 },
    calendar: { id: 'korea', version: 1 },
    zone: 'Asia/Seoul',
  })
  const told = resolution.slices.map(({ why, reason, holidays, cause }: Record<string, unknown>) => [
    why,
    reason ?? (holidays ? 'holidays' : undefined),
    (cause as { type: string } | undefined)?.type,
  ])
  expect(told).toEqual([
    ['working', undefined, 'incident.opened'],
    ['paused', 'caller', 'incident.held'],
    ['working', undefined, 'incident.resumed'],
    ['holiday', 'holidays', undefined],
    ['working', undefined, undefined],
  ])
  const [, paused] = resolution.slices
  // From eleven to eleven the next day: an office day of eight hours.
  expect(paused).toMatchObject({ dueMovedBySeconds: 8 * 3600, cause: { sequence: 4, by: '박지훈' } })
  const names = (shares: readonly Share[]) => shares.map(({ id, seconds }) => [id, seconds])
  // Nobody's for 50 minutes; then an hour, the rest of Friday and Tuesday's first hour; then three hours and a half without lunch.
  expect(names(resolution.assignees)).toEqual([
    [null, 3000],
    ['p-jihoon.park', 3600 + 6 * 3600 + 3600],
    ['p-emma.clark', 3.5 * 3600],
  ])
  expect(names(resolution.teams)).toEqual([
    ['service-desk', 3000 + 8 * 3600],
    ['network', 3.5 * 3600],
  ])
  expect(resolution.assignees[1].name).toBe('박지훈')
})

test('the record shows how the clock stands now, and people outside of the desk see what was promised to them', async () => {
  const { body: opened } = await ask(desk, '/incidents', { as: 'employee', body: { title: 'Right now' } })
  const { body } = await ask(desk, `/incidents/${opened.number}`, { as: 'employee' })
  expect(body.clocks).toMatchObject([
    { metric: 'response', status: 'running', targetSeconds: 4 * 3600, percent: 0 },
    { metric: 'resolution', status: 'running' },
  ])
  for (const { targetSeconds, elapsedSeconds, remainingSeconds, dueAt } of body.clocks) {
    expect(remainingSeconds).toBe(targetSeconds - elapsedSeconds)
    expect(dueAt > opened.openedAt).toBe(true)
  }
  // What is due next may be what the desk promised itself, so that is shown to agents.
  expect((await ask(desk, `/incidents/${opened.number}`)).body.dueAt).toBe(body.clocks[0].dueAt)
  expect(await ask(desk, `/incidents/${opened.number}/sla`, { as: 'employee' })).toMatchObject({ status: 403 })
})
