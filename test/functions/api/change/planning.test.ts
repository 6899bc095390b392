import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultChangeRules } from '../../../../lib/change/rules.ts'
import { startApi, type TestApi } from '../../../support/api.ts'
import { afternoon, lead, planChange } from '../../../support/planned-change.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const admin = { as: 'sora.han' }
const put = (path: string, body: object, asking: object = admin) =>
  api.ask(`/api/v1/${path}`, { method: 'PUT', body, ...asking })

/** Wednesday in Seoul, the day of the afternoon. */
const wednesday = { from: '2026-11-25T00:00', to: '2026-11-26T00:00', zone: 'Asia/Seoul' }

describe('a freeze', () => {
  test('is kept by change managers, with its history, and read by the desk', async () => {
    const fields = { name: 'Quarter end', strength: 'hard', when: wednesday, scope: { services: ['billing'] } }
    expect((await put('freezes/quarter-end', fields, { as: 'jihoon.park' })).status).toBe(403)
    const saved = await put('freezes/quarter-end', fields)
    expect(saved).toMatchObject({ status: 200, body: { id: 'quarter-end', version: 1 }, headers: { etag: '"1"' } })
    expect((await put('freezes/quarter-end', fields, { ...admin, headers: { 'if-match': '"7"' } })).status).toBe(412)
    expect((await put('freezes/quarter-end', { ...fields, scope: { teams: ['nobody'] } })).body).toMatchObject({
      errors: [{ field: 'scope.teams.0' }],
    })
    await put('freezes/quarter-end', { ...fields, strength: 'soft' })
    await put('freezes/quarter-end', fields)
    const { body } = await api.ask('/api/v1/freezes/quarter-end/history')
    expect(body.items.map(({ value }: { value: { strength: string } }) => value.strength)).toEqual([
      'hard',
      'soft',
      'hard',
    ])
    expect((await api.ask('/api/v1/freezes')).body.items.map(({ id }: { id: string }) => id)).toEqual(['quarter-end'])
    expect((await api.ask('/api/v1/freezes', { as: 'minji.kim' })).status).toBe(403)
  })

  test('stands in the way of what it is about, until a change manager lets it pass with a reason', async () => {
    const number = await planChange(api, { service: 'billing' })
    const obstacles = async () => (await api.change(number, 'obstacles')).body.obstacles
    expect(await obstacles()).toMatchObject([{ id: 'quarter-end', is: 'freeze', blocks: true }])
    await lead(api, number, ['submit'])
    const refused = await api.change(number, 'request-approval', {})
    expect(refused).toMatchObject({
      status: 409,
      body: { obstacles: [{ id: 'quarter-end', is: 'freeze' }], errors: [{ field: 'window' }] },
    })
    const wrong = await api.change(number, 'override-freeze', { freeze: 'other', reason: 'It leaks.' }, admin)
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'freeze' }] } })
    await lead(api, number, ['override-freeze', { freeze: 'quarter-end', reason: 'It leaks.' }, admin])
    expect(await obstacles()).toMatchObject([{ id: 'quarter-end', blocks: false, isOverridden: true }])
    await lead(api, number, ['request-approval'])
  })

  test('that was taken away stands in nobody’s way', async () => {
    const number = await planChange(api, { service: 'billing', assignee: 'p-jihoon.park', items: ['other'] })
    expect((await api.ask('/api/v1/freezes/quarter-end', { method: 'DELETE', ...admin })).status).toBe(204)
    const { obstacles } = (await api.change(number, 'obstacles')).body
    expect(obstacles.filter(({ is }: { is: string }) => is === 'freeze')).toEqual([])
    expect((await api.ask('/api/v1/freezes/quarter-end')).status).toBe(404)
  })
})

describe('the calendar', () => {
  test('shows changes with what they collide with, and when freezes and maintenance times come', async () => {
    const service = 'ledger'
    const first = await planChange(api, { service })
    const second = await planChange(api, { service, assignee: 'p-jihoon.park', items: ['ledger-2'] })
    await lead(api, first, ['submit'])
    await lead(api, second, ['submit'])
    await put('freezes/nights', {
      name: 'Nights',
      strength: 'soft',
      scope: { services: [service] },
      when: { from: '2026-11-01T22:00', to: '2026-11-02T05:00', zone: 'Asia/Seoul', repeats: 'daily' },
    })
    await put('maintenance-times/wednesdays', {
      name: 'Wednesdays',
      scope: { services: [service] },
      when: { ...wednesday, repeats: 'weekly' },
    })
    const query = 'from=2026-11-24T15:00:00Z&to=2026-11-26T15:00:00Z'
    const { body } = await api.ask(`/api/v1/changes/calendar?${query}&service=${service}`)
    const seen = Object.fromEntries(
      body.changes.map((each: { number: string; collidesWith: string[] }) => [each.number, each.collidesWith]),
    )
    expect(seen[first]).toContain(second)
    expect(seen[second]).toContain(first)
    expect(Object.keys(seen).length).toBe(2)
    expect(body.freezes).toMatchObject([{ id: 'nights', strength: 'soft' }])
    expect(body.freezes[0].spans.length).toBe(3)
    expect(body.maintenance[0].spans).toEqual([{ from: '2026-11-24T15:00:00.000Z', to: '2026-11-25T15:00:00.000Z' }])
  })

  test('is a quarter long at the most', async () => {
    const { status, body } = await api.ask('/api/v1/changes/calendar?from=2026-01-01T00:00:00Z&to=2026-12-01T00:00:00Z')
    expect([status, body.errors]).toMatchObject([400, [{ field: 'to' }]])
  })
})

describe('a slot', () => {
  const ask = (body: object) => api.ask('/api/v1/changes/slots', { body: { minutes: 60, count: 2, ...body } })

  test('is found where neither freeze nor change stands in the way', async () => {
    await put('freezes/today', {
      name: 'Today',
      strength: 'hard',
      scope: { services: ['slots'] },
      when: { from: '2026-11-24T00:00', to: '2026-11-25T00:00', zone: 'Asia/Seoul' },
    })
    const { body } = await ask({ service: 'slots' })
    expect(body.items[0]).toEqual({ from: '2026-11-24T15:00:00.000Z', to: '2026-11-24T16:00:00.000Z' })
  })

  test('is within the working hours of the team where that is asked for', async () => {
    const without = await ask({ inWorkingHours: true })
    expect(without).toMatchObject({ status: 409, body: { errors: [{ field: 'inWorkingHours' }] } })
    const { id: _, version: __, ...team } = (await api.ask('/api/v1/teams/network')).body
    const fields = Object.fromEntries(Object.entries(team).filter(([name]) => !/^(?:kind|updated)/.test(name)))
    expect((await put('teams/network', { ...fields, calendar: 'korea' })).status).toBe(200)
    api.now = '2026-11-24T12:00:00.000Z'
    const { zone } = (await api.ask('/api/v1/teams/network')).body
    const { body } = await ask({ team: 'network', inWorkingHours: true })
    api.now = '2026-11-24T00:30:00.000Z'
    const { items } = body as { items: { from: string }[] }
    expect(items.length).toBe(2)
    for (const { from } of items) {
      const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit' }).format(new Date(from)))
      expect(hour).toBeGreaterThanOrEqual(8)
      expect(hour).toBeLessThan(18)
    }
  })
})

describe('a draft', () => {
  const assess = (body: object) => api.ask('/api/v1/changes/assess', { body })

  test('is told its risk, who would be asked, what stands in its way and what it lacks, and nothing is written', async () => {
    const { body } = await assess({
      title: 'Disks',
      impact: 'high',
      team: 'service-desk',
      window: afternoon,
      answers: { tested: 'no', backout: 'no' },
    })
    expect(body).toMatchObject({
      assessment: { risk: 'very-high' },
      missing: ['plan', 'test', 'backout', 'items', 'owner'],
      approval: { row: 'High risk' },
    })
    expect(body.approval.steps[0][0].approvers).toMatchObject([{ id: 'p-sora.han' }])
    expect(body.assessment.because.length).toBeGreaterThan(1)
  })

  test('of a change that exists is judged over what that says', async () => {
    const number = await planChange(api)
    const { body } = await assess({ number, impact: 'high' })
    expect(body).toMatchObject({ assessment: { risk: 'high' }, missing: [] })
    expect((await api.change(number)).body).toMatchObject({ impact: 'low', version: 1 })
    expect((await assess({ number: 'CHG-999' })).body).toMatchObject({ errors: [{ field: 'number' }] })
  })
})

describe('the rules of change enablement', () => {
  test('are those a desk starts with until an administrator replaces them; every version stays', async () => {
    const read = await api.ask('/api/v1/policy/changes')
    expect(read.body).toEqual({ ...defaultChangeRules, version: 0 })
    expect((await put('policy/changes', defaultChangeRules, { as: 'jihoon.park' })).status).toBe(403)
    const rows = [{ name: 'All', when: [], steps: [] }]
    const changed = { ...defaultChangeRules, approval: { rows } }
    expect((await put('policy/changes', changed, { ...admin, headers: { 'if-match': '"0"' } })).body).toMatchObject({
      version: 1,
    })
    expect((await put('policy/changes', changed, { ...admin, headers: { 'if-match': '"0"' } })).status).not.toBe(200)
    const number = await planChange(api)
    await lead(api, number, ['submit'], ['request-approval'])
    expect((await api.change(number)).body.state).toBe('scheduled')
    expect((await put('policy/changes', defaultChangeRules)).body.version).toBe(2)
    expect((await api.ask('/api/v1/policy/changes/history', admin)).body.items.length).toBe(2)
  })

  test('that name somebody who is not there are refused with the place', async () => {
    const rows = structuredClone(defaultChangeRules.approval.rows) as { steps: { approvers: object[] }[][] }[]
    rows[1]!.steps[0]![1]!.approvers = [{ is: 'person', person: 'p-nobody' }]
    const { status, body } = await put('policy/changes', { ...defaultChangeRules, approval: { rows } })
    expect([status, body.errors]).toMatchObject([400, [{ field: 'approval.rows.1.steps.0.1.approvers.0.person' }]])
  })
})
