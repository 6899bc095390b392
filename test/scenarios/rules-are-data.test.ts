import { afterAll, beforeAll, expect, test } from 'vitest'
import { execute } from '../../lib/desk/execute.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import { ask, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const rule = (path: string, body?: unknown, version?: number) =>
  ask(desk, path, {
    as: 'admin',
    ...(body !== undefined && { method: 'PUT', body }),
    ...(version !== undefined && { headers: { 'if-match': `"${version}"` } }),
  })
const read = async (number: string) => (await ask(desk, `/incidents/${number}`)).body
const clockOf = async (number: string, metric: string) =>
  (await read(number)).clocks.find((clock: { metric: string }) => clock.metric === metric)

/** Opens an incident in a function that has read the rules just now; others follow within 20 seconds. */
const openAnew = async () => {
  const at = new Date().toISOString()
  const by = { id: 'p-minji.kim', name: '김민지', is: 'employee' } as const
  const { number } = await execute(
    { store: desk.office.store, policies: policySource(desk.office.store, () => at) },
    {
      process: incidentProcess,
      command: {
        type: 'open',
        title: 'By the new rules',
        message: { text: 'It smells.' },
        requester: { id: by.id, name: by.name },
        language: 'ko',
        replyKey: 'k'.repeat(26),
      },
      context: { at, by, channel: 'api' },
    },
  )
  return number
}

test('the matrix, the promises and the calendar take effect without a deployment, and what was promised stays promised', async () => {
  const old = await openFor(desk, 'By the old rules')
  const promised = await clockOf(old, 'resolution')
  expect(promised).toMatchObject({ id: 'p4-resolution', version: 1, calendar: { id: 'korea', version: 1 } })

  const { body: matrix } = await rule('/policy/priority-matrix')
  const { version: _, ...cells } = { ...matrix, low: { high: 'P2', medium: 'P2', low: 'P3' } }
  expect(await rule('/policy/priority-matrix', cells, 0)).toMatchObject({ status: 200, body: { version: 1 } })

  const { body: promises } = await rule('/slas')
  const items = promises.items.map((one: { id: string }) =>
    one.id === 'p2-resolution' ? { ...one, target: { minutes: 90 } } : one,
  )
  const slower = await rule('/slas', { items }, 1)
  expect(slower.body.items.find(({ id }: { id: string }) => id === 'p2-resolution')).toMatchObject({ version: 2 })

  const { id: __, version: ___, ...korea } = (await rule('/calendars/korea')).body
  const half = [{ from: '09:00', to: '12:00' }]
  const week = { mon: half, tue: half, wed: half, thu: half, fri: half }
  expect(await rule('/calendars/korea', { ...korea, week }, 1)).toMatchObject({ status: 200, body: { version: 2 } })

  expect(await clockOf(old, 'resolution')).toMatchObject({
    id: 'p4-resolution',
    version: 1,
    calendar: { id: 'korea', version: 1 },
    targetSeconds: promised.targetSeconds,
    dueAt: promised.dueAt,
  })
  const fresh = await openAnew()
  expect(await read(fresh)).toMatchObject({ impact: 'low', urgency: 'medium', priority: 'P2' })
  expect(await clockOf(fresh, 'resolution')).toMatchObject({
    id: 'p2-resolution',
    version: 2,
    targetSeconds: 5400,
    calendar: { id: 'korea', version: 2 },
  })
  // The explanation finds the version that each clock counts by.
  expect((await ask(desk, `/incidents/${old}/sla`)).status).toBe(200)
  expect((await ask(desk, `/incidents/${fresh}/sla`)).status).toBe(200)

  const { body: history } = await rule('/calendars/korea/history')
  expect(history.items).toMatchObject([
    { version: 2, by: { id: 'p-sora.han' }, value: { week: { mon: half } } },
    { version: 1, value: { week: korea.week } },
  ])
})

test('Korea’s holidays and feeds are tried before they are applied', async () => {
  const path = '/calendars/always/holidays'
  const source = { korean: { from: 2026, to: 2026 } }
  const preview = await ask(desk, `${path}/preview`, { as: 'admin', body: source })
  expect(preview.body.added).toContainEqual({ date: '2026-09-25', name: expect.stringContaining('추석') })
  expect((await rule('/calendars/always')).body.version).toBe(1)
  const applied = await ask(desk, `${path}/apply`, { as: 'admin', body: source })
  expect(applied.body).toMatchObject({ version: 2, holidays: { '2026-09-25': expect.stringContaining('Chuseok') } })
})

test('agents read the rules; only administrators change them', async () => {
  const { body } = await ask(desk, '/policy/settings')
  const { version: _, ...settings } = body
  const refused = await ask(desk, '/policy/settings', { method: 'PUT', body: settings })
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('administrators') } })
})
