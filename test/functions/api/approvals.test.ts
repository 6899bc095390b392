import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officeOf } from '../../../functions/api/approval/office.ts'
import { commandChange } from '../../../lib/desk/change/order.ts'
import { startApi, type TestApi } from '../../support/api.ts'
import { askForApproval, changeOf, decisionsOn, demandStages, editFor, stageOf } from '../../support/approvals.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
  await demandStages(
    api.store,
    api.now,
    [stageOf('tech', ['emma.clark'], { covers: ['plan', 'test', 'backout'] }), stageOf('sales', ['oliver.reed'])],
    [stageOf('board', ['grace.kim', 'yuna.choi'], { quorum: { is: 'any' } })],
  )
})
afterAll(() => api.stop())

const office = () => officeOf(api.desk)
const asking = (risk?: 'low' | 'high') => askForApproval(office(), api.now, risk ? { risk } : {})
const read = async (number: string, stage: string, as: string, query = '') =>
  api.ask(`/api/v1/approvals/${number}/${stage}${query}`, { as })
const mine = async (as: string) => (await api.ask('/api/v1/approvals', { as })).body
const openOf = async (as: string) => (await mine(as)).open.map(({ number, stage }: never) => `${number} ${stage}`)
const decide = async (number: string, stage: string, as: string, body: object = {}) => {
  const { digest = 'never shown' } = (await read(number, stage, as)).body
  return api.ask(`/api/v1/approvals/${number}/${stage}/decide`, {
    as,
    body: { decision: 'approved', digest, ...body },
  })
}

describe('a change that is up for approval', () => {
  test('waits in the list of everybody whose turn it is, and of nobody else', async () => {
    const number = await asking()
    expect(await openOf('emma.clark')).toContain(`${number} tech`)
    expect(await openOf('oliver.reed')).toContain(`${number} sales`)
    expect(await openOf('grace.kim')).not.toContain(`${number} board`)
    await decide(number, 'tech', 'emma.clark')
    expect(await openOf('emma.clark')).not.toContain(`${number} tech`)
    await decide(number, 'sales', 'oliver.reed')
    expect(await openOf('grace.kim')).toContain(`${number} board`)
    expect((await mine('emma.clark')).over[0]).toMatchObject({ number, state: 'approved' })
  })

  test('shows its approver all they answer for', async () => {
    const number = await asking()
    const { status, body } = await read(number, 'tech', 'emma.clark')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      isOpen: true,
      needsFreshSignIn: false,
      why: 'They are five years old.',
      test: 'Read and write a mailbox.',
      backout: 'Put the old disk back.',
      items: ['mail-store-1', 'mail-store-2'],
      requester: { name: '김민지' },
      assignee: { name: '박지훈' },
      yours: { state: 'requested' },
    })
    expect(body.because.length).toBeGreaterThan(0)
  })

  test('is authorized by the last vote that it needs', async () => {
    const number = await asking()
    await decide(number, 'tech', 'emma.clark')
    await decide(number, 'sales', 'oliver.reed', { comment: 'At last.' })
    const { status, body } = await decide(number, 'board', 'yuna.choi')
    expect([status, body.state]).toEqual([200, 'scheduled'])
    const sales = body.stages.find(({ id }: { id: string }) => id === 'sales')
    expect(sales.ballots[0]).toMatchObject({ state: 'approved', comment: 'At last.', channel: 'api' })
  })

  test('tells a second click what was decided and when, and records nothing more', async () => {
    const number = await asking()
    await decide(number, 'tech', 'emma.clark')
    const { digest } = (await read(number, 'tech', 'emma.clark')).body
    const again = await api.ask(`/api/v1/approvals/${number}/tech/decide`, {
      as: 'emma.clark',
      body: { decision: 'rejected', comment: 'No', digest },
    })
    expect(again.status).toBe(409)
    expect(again.body).toMatchObject({ decision: 'approved', decidedAt: api.now, decidedBy: 'Emma Clark' })
    expect(await decisionsOn(api.store, number)).toBe(1)
  })

  test('is nothing to people who are not asked', async () => {
    const number = await asking()
    expect((await read(number, 'tech', 'oliver.reed')).status).toBe(404)
    expect((await decide(number, 'tech', 'oliver.reed')).status).toBe(404)
    // Agents may look, and decide nothing.
    expect((await read(number, 'sales', 'emma.clark')).body.yours).toBeUndefined()
    expect((await decide(number, 'sales', 'emma.clark')).status).toBe(403)
    expect(await decisionsOn(api.store, number)).toBe(0)
  })

  test('is not rejected without a reason', async () => {
    const number = await asking()
    const refused = await decide(number, 'tech', 'emma.clark', { decision: 'rejected' })
    expect([refused.status, refused.body.errors[0].field]).toEqual([400, 'comment'])
    const done = await decide(number, 'tech', 'emma.clark', { decision: 'rejected', comment: 'Not before Christmas.' })
    expect(done.body).toMatchObject({ state: 'new', closing: { is: 'rejected' }, yours: { state: 'rejected' } })
    expect(await openOf('oliver.reed')).not.toContain(`${number} sales`)
  })

  test('is decided about as it was shown, or not at all', async () => {
    const number = await asking()
    const seen = (await read(number, 'tech', 'emma.clark')).body
    api.pass(5)
    await editFor(office(), number, api.now, { texts: { plan: 'All at once.' } })
    const stale = await api.ask(`/api/v1/approvals/${number}/tech/decide`, {
      as: 'emma.clark',
      body: { decision: 'approved', digest: seen.digest },
    })
    expect(stale.status).toBe(412)
    const { body } = await read(number, 'tech', 'emma.clark', `?since=${seen.version}`)
    expect(body.changes).toEqual([{ at: api.now, by: '박지훈', field: 'plan', before: seen.plan, now: 'All at once.' }])
    expect(body.isOpen).toBe(true)
    expect(await decisionsOn(api.store, number)).toBe(0)
  })

  test('whose plan is edited asks those again who approved the plan, and only their list shows it', async () => {
    const number = await asking()
    await decide(number, 'tech', 'emma.clark')
    await editFor(office(), number, api.now, { texts: { plan: 'All at once.' } })
    expect(await openOf('emma.clark')).toContain(`${number} tech`)
    const own = (await mine('emma.clark')).over.filter((line: { number: string }) => line.number === number)
    expect(own).toEqual([])
  })

  test('that is canceled waits for nobody, and says why', async () => {
    const number = await asking()
    const context = { at: api.now, by: { id: 'p-minji.kim', name: '김민지', is: 'employee' }, channel: 'api' } as const
    await commandChange(office(), { number, context }, { type: 'cancel', reason: 'The vendor does it.' })
    expect(await openOf('emma.clark')).not.toContain(`${number} tech`)
    const { body } = await read(number, 'tech', 'emma.clark')
    expect(body).toMatchObject({
      isOpen: false,
      yours: { state: 'withdrawn' },
      closing: { is: 'canceled', reason: 'The vendor does it.' },
    })
    expect((await decide(number, 'tech', 'emma.clark')).status).toBe(409)
  })

  test('of high risk is not decided by a token', async () => {
    const number = await asking('high')
    const { body } = await read(number, 'tech', 'emma.clark')
    expect([body.risk, body.needsFreshSignIn]).toEqual(['very-high', true])
    const refused = await decide(number, 'tech', 'emma.clark')
    expect([refused.status, refused.body.maxAgeSeconds]).toEqual([401, 300])
    expect(await decisionsOn(api.store, number)).toBe(0)
  })
})

describe('somebody who is away', () => {
  const away = (as: string, delegations: object[], headers = {}) =>
    api.ask('/api/v1/people/me/delegations', { as, method: 'PUT', body: { delegations }, headers })

  test('has the delegate decide what was asked before, and the record says for whom', async () => {
    const number = await asking()
    expect((await read(number, 'sales', 'dohyun.lee')).status).toBe(404)
    const days = { from: '2026-11-20', to: '2026-12-01', delegate: 'dohyun.lee@haneul.example' }
    expect((await away('oliver.reed', [days])).body.delegations[0].delegate.name).toBe('이도현')
    const { body } = await decide(number, 'sales', 'dohyun.lee')
    expect(body.yours).toMatchObject({ approver: { name: '이도현' }, for: { name: 'Oliver Reed' }, state: 'approved' })
    const own = (await mine('oliver.reed')).over.find((line: { number: string }) => line.number === number)
    expect(own).toMatchObject({ state: 'approved', standIn: { name: '이도현' } })
  })

  test('has the delegate asked from then on', async () => {
    const number = await asking()
    expect(await openOf('dohyun.lee')).toContain(`${number} sales`)
    expect((await mine('dohyun.lee')).open.find((line: { number: string }) => line.number === number).for.name).toBe(
      'Oliver Reed',
    )
    const change = await changeOf(api.store, number)
    expect(change.approval?.steps[0]?.[1]?.ballots[0]).toMatchObject({ approver: { id: 'p-dohyun.lee' } })
  })

  test('names nobody who delegates on the same days, and not themselves', async () => {
    const days = { from: '2026-11-25', to: '2026-11-26' }
    const chain = await away('yuna.choi', [{ ...days, delegate: 'p-oliver.reed' }])
    expect([chain.status, chain.body.errors[0].field]).toEqual([409, 'delegations.0.delegate'])
    expect((await away('yuna.choi', [{ ...days, delegate: 'me' }])).status).toBe(400)
  })

  test('comes back by taking it back', async () => {
    expect((await away('oliver.reed', [])).body.delegations).toEqual([])
    const number = await asking()
    expect(await openOf('oliver.reed')).toContain(`${number} sales`)
  })
})
