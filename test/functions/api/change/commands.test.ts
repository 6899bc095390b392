import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeOffice } from '../../../../functions/api/change/whole-change-desk.ts'
import { digestOf } from '../../../../lib/approval/digest.ts'
import { materialOf } from '../../../../lib/change/material.ts'
import { changeProcess } from '../../../../lib/change/process.ts'
import { commandChange } from '../../../../lib/desk/change/order.ts'
import { load } from '../../../../lib/desk/execute.ts'
import { startApi, type TestApi } from '../../../support/api.ts'
import { afternoon, lead, planChange, wholeChange } from '../../../support/planned-change.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

/** The decision of whoever leads the service desk, who is asked where risk is low. */
const approve = async (number: string) => {
  const change = (await load(api.store, changeProcess, number))!
  await commandChange(
    changeOffice(api.desk),
    { number, context: { at: api.now, by: { id: 'p-sora.han', name: '한소라', is: 'administrator' }, channel: 'web' } },
    {
      type: 'decide',
      stage: 'team-lead',
      approver: { id: 'p-sora.han', name: '한소라' },
      decision: 'approved',
      digest: digestOf(materialOf(change)),
      channel: 'page',
    },
  )
}

describe('a change from new to closed', () => {
  let number: string

  test('is opened, submitted, and put up for approval', async () => {
    number = await planChange(api)
    expect(number).toMatch(/^CHG-\d+$/)
    expect((await api.change(number, 'submit', {})).body).toMatchObject({ state: 'assess', risk: 'low' })
    expect((await api.change(number, 'request-approval', {})).body).toMatchObject({ state: 'authorize' })
    const { body } = await api.change(number)
    expect(body.inside.approval).toMatchObject({
      round: 1,
      row: 'Low risk',
      verdict: 'waiting',
      steps: [[{ id: 'team-lead', needed: 1, ballots: [{ approver: { id: 'p-sora.han' }, state: 'requested' }] }]],
    })
    expect(body.inside.approval.steps[0][0].digest).toBe(body.inside.digest)
    expect(body.inside.assessment.because.length).toBeGreaterThan(0)
    expect(body.legalMoves).toEqual(['revert', 'cancel'])
  })

  test('is authorized by the last vote alone, and carried out within its window', async () => {
    expect((await api.change(number, 'start', {})).status).toBe(409)
    await approve(number)
    expect((await api.change(number)).body).toMatchObject({ state: 'scheduled' })
    expect((await api.change(number, 'start', {})).body).toMatchObject({ errors: [{ field: 'window' }] })
    api.now = '2026-11-25T06:10:00.000Z'
    expect((await api.change(number, 'start', {})).body.state).toBe('implement')
    expect((await api.change(number, 'finish', { outcome: 'successful', notes: 'As planned.' })).body).toMatchObject({
      state: 'review',
      outcome: 'successful',
    })
    expect((await api.change(number, 'close', {})).status).toBe(409)
    await lead(api, number, ['review', { outcome: 'successful', notes: 'Nobody noticed.' }], ['close'])
    const { body } = await api.change(number)
    expect(body).toMatchObject({ state: 'closed', legalMoves: [] })
    expect(body.timeline.map(({ type }: { type: string }) => type)).toEqual([
      'change.opened',
      'change.submitted',
      'change.approval_begun',
      'change.approval_asked',
      'change.decided',
      'change.authorized',
      'change.started',
      'change.implemented',
      'change.reviewed',
      'change.closed',
    ])
    api.now = '2026-11-24T00:30:00.000Z'
  })

  test('tells its requester how it goes, and nothing of how the desk works', async () => {
    const { body } = await api.change(number, undefined, undefined, { as: 'minji.kim' })
    expect(body).toMatchObject({ number, state: 'closed', outcome: 'successful', legalMoves: [] })
    expect(body).not.toHaveProperty('inside')
    expect(body).not.toHaveProperty('risk')
    expect(body.timeline.map(({ type }: { type: string }) => type)).toEqual([
      'change.opened',
      'change.submitted',
      'change.decided',
      'change.authorized',
      'change.started',
      'change.implemented',
      'change.closed',
    ])
    expect(JSON.stringify(body)).not.toMatch(/One disk at a time|digest|"because"|As planned|Nobody noticed/)
    expect((await api.change(number, 'obstacles', undefined, { as: 'minji.kim' })).status).toBe(403)
  })
})

describe('a change that says too little', () => {
  test('is opened with a title, and names all that it lacks at once when it is submitted', async () => {
    const { body } = await api.ask('/api/v1/changes', { body: { title: 'Something' } })
    const refused = await api.change(body.number, 'submit', {})
    expect(refused).toMatchObject({
      status: 400,
      body: { missing: ['plan', 'test', 'backout', 'items', 'window', 'owner'] },
    })
    expect((await api.change(body.number)).body.inside.missing).toEqual(refused.body.missing)
  })

  test('is mended by an edit, whose entry tells what it was and what it is', async () => {
    const { title: _, requester: __, description: ___, assignee: ____, ...rest } = wholeChange()
    const number = (await api.ask('/api/v1/changes', { body: { title: 'Disks' } })).body.number
    const edited = await api.change(number, undefined, { ...rest, impact: 'high' }, { method: 'PATCH' })
    expect(edited).toMatchObject({ status: 200, body: { version: 2, window: afternoon, impact: 'high' } })
    const { body } = await api.change(number)
    expect(body.inside).toMatchObject({ plan: rest.plan, test: rest.test, backout: rest.backout, missing: [] })
    expect(body.timeline[1]).toMatchObject({
      type: 'change.edited',
      visibility: 'public',
      data: { before: { service: null, impact: 'low' }, now: { service: 'mail', impact: 'high' } },
    })
    // Nothing is left of what is taken away.
    await api.change(number, undefined, { window: null, plan: '', owner: null, service: null }, { method: 'PATCH' })
    const after = (await api.change(number)).body
    expect(after.inside.missing).toEqual(['plan', 'window', 'owner'])
    expect(after).not.toHaveProperty('service')
  })
})

describe('a command', () => {
  test('takes effect once with the same key', async () => {
    const asking = { headers: { 'idempotency-key': 'one' }, body: wholeChange() }
    const first = await api.ask('/api/v1/changes', asking)
    const second = await api.ask('/api/v1/changes', asking)
    expect(second).toMatchObject({ status: 201, body: { number: first.body.number } })
    expect(second.headers['idempotent-replayed']).toBe('true')
    const other = await api.ask('/api/v1/changes', { ...asking, body: wholeChange({ title: 'Other' }) })
    expect(other.status).toBe(409)
  })

  test('of somebody who has seen an older version is refused with what happened since', async () => {
    const number = await planChange(api)
    await api.change(number, 'comments', { text: 'Wait for me.' })
    const stale = await api.change(number, 'submit', {}, { headers: { 'if-match': '"1"' } })
    expect(stale).toMatchObject({
      status: 412,
      body: { version: 2, changes: [{ type: 'change.commented', text: 'Wait for me.' }], changesCursor: null },
    })
  })

  test('is refused to whoever may not give it, with whom to ask', async () => {
    const number = await planChange(api)
    const agent = await api.change(number, 'override-freeze', { freeze: 'x', reason: 'x' })
    expect(agent).toMatchObject({ status: 403, body: { detail: expect.stringContaining('change managers') } })
    expect((await api.change(number, 'submit', {}, { as: 'minji.kim' })).status).toBe(403)
    expect((await api.ask('/api/v1/changes', { body: { title: 'Mine' }, as: 'minji.kim' })).status).toBe(403)
    const internally = { text: 'Psst', visibility: 'internal' }
    expect((await api.change(number, 'comments', internally, { as: 'minji.kim' })).status).toBe(403)
    expect((await api.change(number, 'comments', { text: 'Thanks' }, { as: 'minji.kim' })).status).toBe(201)
  })

  test('leaves by whom and how it came in the timeline', async () => {
    const number = await planChange(api, {}, { as: 'sora.han' })
    await lead(api, number, [
      'declare-unauthorized',
      { isUnauthorized: true, reason: 'Done at night' },
      { as: 'sora.han' },
    ])
    await lead(api, number, ['cancel', { reason: 'Done already' }])
    const { timeline, inside } = (await api.change(number)).body
    expect(timeline.map((e: { by: { id: string }; channel: string }) => [e.by.id, e.channel])).toEqual([
      ['p-sora.han', 'api'],
      ['p-sora.han', 'api'],
      ['p-jihoon.park', 'api'],
    ])
    expect(inside.isUnauthorized).toBe(true)
  })
})

describe('a list of changes', () => {
  test('is narrowed by state, team, type, service and who has them, and goes on page by page', async () => {
    const own = { service: 'payroll' }
    const numbers: string[] = []
    for (let i = 0; i < 3; i++) {
      numbers.push(await planChange(api, own))
      api.pass(1)
    }
    await planChange(api, { ...own, type: 'emergency' })
    await lead(api, numbers[0]!, ['submit'])
    const list = async (query: string) => (await api.ask(`/api/v1/changes?service=payroll&${query}`)).body
    const found = async (query: string) => (await list(query)).items.map(({ number }: { number: string }) => number)
    expect(await found('type=normal')).toEqual(numbers.toReversed())
    expect(await found('state=assess')).toEqual([numbers[0]])
    expect(await found('team=network')).toEqual([])
    expect((await found('assignee=p-emma.clark')).length).toBe(4)
    const first = await list('type=normal&limit=2')
    expect(first.items.length).toBe(2)
    expect(await found(`type=normal&limit=2&cursor=${first.cursor}`)).toEqual([numbers[0]])
  })

  test('shows people outside of the desk their own, whatever they ask for', async () => {
    const { body } = await api.ask('/api/v1/changes?requester=p-jihoon.park', { as: 'minji.kim' })
    expect(body.items.length).toBeGreaterThan(0)
    expect(new Set(body.items.map(({ requester }: { requester: { id: string } }) => requester.id))).toEqual(
      new Set(['p-minji.kim']),
    )
  })
})
