import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultChangeRules } from '../../../../lib/change/rules.ts'
import { startApi, type TestApi } from '../../../support/api.ts'
import { person } from '../../../support/letter.ts'
import { lead } from '../../../support/planned-change.ts'

let api: TestApi
let token: string
beforeAll(async () => {
  api = await startApi([person('p-pipeline', 'integration')])
  const scopes = ['tickets:read', 'tickets:write']
  const made = await api.ask('/api/v1/people/p-pipeline/tokens', { body: { name: 'CI', scopes }, ...admin })
  token = made.body.token
  // What the pipeline deploys in this test is of low risk, and then nobody need approve it.
  const rows = [{ name: 'Pipelines', when: [{ input: 'service', in: ['web', 'shop', 'blog'] }], steps: [] }]
  const approval = { rows: [...rows, ...defaultChangeRules.approval.rows] }
  await api.ask('/api/v1/policy/changes', { method: 'PUT', body: { ...defaultChangeRules, approval }, ...admin })
})
afterAll(() => api.stop())

const admin = { as: 'sora.han' }
const run = { version: '1.2.3', commit: '4f2a', pipeline: 'https://ci.example/runs/1', environment: 'production' }
/** As the pipeline, by its token. */
const its = () => ({ headers: { authorization: `Bearer ${token}` } })
const ask = (body: object) => api.ask('/api/v1/changes/gate', { body: { ...run, ...body }, ...its() })
const poll = (number: string) => api.ask(`/api/v1/changes/gate/${number}`, its())

describe('a pipeline that asks whether it may deploy', () => {
  test('goes on at once where nobody need approve and nothing stands in the way', async () => {
    const { status, body } = await ask({ service: 'web' })
    expect([status, body]).toMatchObject([201, { decision: 'approved', state: 'scheduled', risk: 'low' }])
    const { inside, title, owner } = (await api.change(body.number)).body
    expect([title, owner.id]).toEqual(['Deploy web 1.2.3 to production', 'p-sora.han'])
    expect(inside.deployment).toEqual(run)
    expect(inside.plan).toContain(run.pipeline)
    const how = { outcome: 'successful', notes: 'Green.' }
    await lead(api, body.number, ['start', {}, its()], ['finish', how, its()])
    expect((await poll(body.number)).body).toMatchObject({ decision: 'approved', state: 'review' })
  })

  test('asks once, however often it asks', async () => {
    const first = await ask({ service: 'web', attempt: 2 })
    const again = await ask({ service: 'web', attempt: 2 })
    const other = await ask({ service: 'web', attempt: 3 })
    expect(again.body.number).toBe(first.body.number)
    expect(other.body.number).not.toBe(first.body.number)
  })

  test('has one change of a run that asks twice at once', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => ask({ service: 'blog', items: ['blog-2'], attempt: 9 })))
    const numbers = asked.filter(({ status }) => status === 201).map(({ body }) => body.number)
    expect(numbers.length).toBeGreaterThan(0)
    expect(new Set(numbers).size).toBe(1)
    // Who was overtaken too often is told to send the same again.
    expect(asked.every(({ status }) => status === 201 || status === 503)).toBe(true)
    const again = await ask({ service: 'blog', items: ['blog-2'], attempt: 9 })
    expect(again.body).toMatchObject({ number: numbers[0], decision: 'approved' })
    await lead(api, numbers[0], ['cancel', { reason: 'It was a test.' }])
  })

  test('waits for people where the policy demands them, and learns why it was refused', async () => {
    const { body, headers } = await ask({ service: 'ledger' })
    expect(body).toMatchObject({ decision: 'waiting', state: 'authorize' })
    expect(headers['retry-after']).toBe('15')
    expect(body.url).toBe(`https://desk.example/api/v1/changes/gate/${body.number}`)
    expect((await poll(body.number)).body.decision).toBe('waiting')
    await lead(api, body.number, ['revert', { reason: 'Not before the audit.' }])
    expect((await poll(body.number)).body).toMatchObject({ decision: 'rejected', reason: 'Not before the audit.' })
  })

  test('waits where something stands in its way, even if nobody need approve it', async () => {
    const when = { from: '2026-11-24T00:00', to: '2026-11-26T00:00', zone: 'Asia/Seoul' }
    const freeze = { name: 'Calm', strength: 'soft', when, scope: { items: ['web-7'] } }
    await api.ask('/api/v1/freezes/calm', { method: 'PUT', body: freeze, ...admin })
    const { body } = await ask({ service: 'shop', items: ['web-7'] })
    expect(body).toMatchObject({ decision: 'waiting', state: 'assess', obstacles: [{ id: 'calm', is: 'freeze' }] })
    await lead(api, body.number, ['request-approval'])
    expect((await poll(body.number)).body.decision).toBe('approved')
  })

  test('may not go on once its window is over', async () => {
    const { body } = await ask({ service: 'blog', hours: 1 })
    expect(body.decision).toBe('approved')
    api.pass(61)
    expect((await poll(body.number)).body).toMatchObject({
      decision: 'rejected',
      reason: expect.stringContaining('window'),
    })
  })

  test('is refused without rights, and where nobody answers for what it deploys', async () => {
    const employee = await api.ask('/api/v1/changes/gate', { body: { ...run, service: 'web' }, as: 'minji.kim' })
    expect(employee.status).toBe(403)
    expect((await ask({ service: 'web', owner: 'p-nobody' })).body).toMatchObject({ errors: [{ field: 'owner' }] })
    expect((await ask({ service: 'web', pipeline: 'javascript:alert(1)' })).status).toBe(400)
  })
})
