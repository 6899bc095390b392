import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../../support/api.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

/** Gives a command that must not be refused. */
const done = async (command: string, number: string, body?: object, as?: string) => {
  const answer = await api.order(number, command, body, as === undefined ? {} : { as })
  if (answer.status > 201) throw new Error(`${command} was refused: ${answer.body.detail}`)
  return answer
}
const last = async (number: string) => (await api.read(number)).timeline.at(-1)

describe('opening', () => {
  test('takes in what it is about, whose it is and who follows it', async () => {
    const number = await api.open({
      requester: 'grace.kim@haneul.example',
      category: 'hardware',
      service: 'printing',
      team: 'network',
      watchers: ['minji.kim@haneul.example', 'p-dohyun.lee'],
    })
    const read = await api.read(number)
    expect(read).toMatchObject({
      category: 'hardware',
      service: 'printing',
      team: 'network',
      // Grace is a VIP.
      urgency: 'high',
      priority: 'P3',
      requester: { id: 'p-grace.kim', isVip: true, timeZone: 'America/Los_Angeles' },
      watchers: [{ id: 'p-minji.kim' }, { id: 'p-dohyun.lee' }],
      legalMoves: ['start', 'hold', 'resolve', 'cancel'],
      timeline: [{ type: 'incident.opened', visibility: 'public', data: { team: 'network', category: 'hardware' } }],
    })
    expect(JSON.stringify(read)).not.toContain('replyKey')
  })

  test('leaves the choice of the team to agents', async () => {
    const refused = await api.ask('/api/v1/incidents', { as: 'minji.kim', body: { title: 'x', team: 'network' } })
    expect(refused).toMatchObject({ status: 403, body: { errors: [{ field: 'team' }] } })
    const unknown = await api.ask('/api/v1/incidents', { body: { title: 'x', team: 'nobody' } })
    expect(unknown).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'team' }], detail: expect.stringContaining('network') },
    })
  })

  test('goes on with a closed incident, takes over what it was about, and both show the link', async () => {
    const as = 'minji.kim'
    const old = await api.open({ category: 'hardware', service: 'printing' }, { as })
    const early = await api.ask('/api/v1/incidents', { as, body: { title: 'Again', follows: old } })
    expect(early).toMatchObject({ status: 409, body: { errors: [{ field: 'follows' }] } })
    await done('resolve', old, { code: 'solved', notes: 'A new cartridge.' })
    await done('close', old, {}, as)
    const late = await api.order(old, 'comments', { text: 'It burns again' }, { as })
    expect(late).toMatchObject({
      status: 409,
      body: { follows: old, detail: expect.stringContaining(`follows ${old}`) },
    })
    const number = await api.open({ title: 'It burns again', follows: old }, { as })
    expect(await api.read(number)).toMatchObject({
      category: 'hardware',
      service: 'printing',
      origin: { number: old, how: 'follow-up' },
    })
    expect(await api.read(old)).toMatchObject({ state: 'closed', followedBy: number })
    const twice = await api.ask('/api/v1/incidents', { as, body: { title: 'And again', follows: old } })
    expect(twice).toMatchObject({ status: 409, body: { detail: expect.stringContaining(number) } })
    const others = await api.ask('/api/v1/incidents', { as: 'oliver.reed', body: { title: 'Mine', follows: old } })
    expect(others).toMatchObject({ status: 400, body: { errors: [{ field: 'follows' }] } })
  })
})

describe('an incident’s life', () => {
  test('is worked on, waits, goes on, is solved, is not solved after all, and closes', async () => {
    const as = 'minji.kim'
    const number = await api.open({}, { as })
    expect((await done('start', number)).body).toMatchObject({ state: 'in_progress', version: 2 })
    await done('hold', number, { reason: 'caller', until: '2026-12-01T09:00:00+09:00', text: 'Which floor?' })
    expect(await api.read(number)).toMatchObject({
      state: 'on_hold',
      hold: { reason: 'caller', until: '2026-12-01T00:00:00.000Z' },
      timeline: [{}, {}, { type: 'incident.commented', text: 'Which floor?' }, { type: 'incident.held' }],
    })
    await done('resume', number)
    await done('resolve', number, { code: 'workaround', notes: 'Use the other one.' })
    expect(await api.read(number, { as })).toMatchObject({
      state: 'resolved',
      resolution: { code: 'workaround' },
      legalMoves: ['reopen', 'close'],
    })
    await done('reopen', number, { reason: 'It burns too' }, as)
    expect(await last(number)).toMatchObject({ data: { because: 'asked', reason: 'It burns too' } })
    await done('resolve', number, { code: 'solved', notes: 'Bought a new one.' })
    expect((await done('close', number, {}, as)).body).toMatchObject({ state: 'closed' })
    expect(await api.read(number)).toMatchObject({ legalMoves: [], reopened: { count: 1 } })
  })

  test('ends early when its requester does not need it any more', async () => {
    const number = await api.open({}, { as: 'minji.kim' })
    await done('cancel', number, { reason: 'It was the wrong printer' }, 'minji.kim')
    expect(await last(number)).toMatchObject({
      type: 'incident.canceled',
      data: { reason: 'It was the wrong printer' },
    })
  })
})

describe('giving an incident to somebody', () => {
  test('works by mail address, by id and by oneself, and takes it away again', async () => {
    const number = await api.open()
    expect((await done('assign', number, { assignee: 'me' })).body.assignee).toMatchObject({ id: 'p-jihoon.park' })
    await done('assign', number, { assignee: 'emma.clark@haneul.example' })
    expect((await done('assign', number, { assignee: null })).body.assignee).toBeUndefined()
    const moved = await done('assign', number, { team: 'network', assignee: 'p-sora.han' })
    expect(moved.body).toMatchObject({ team: 'network', assignee: { id: 'p-sora.han' } })
    expect(await last(number)).toMatchObject({ data: { before: { team: 'service-desk' }, team: 'network' } })
  })

  test('another team has not said yet who takes it', async () => {
    const number = await api.open()
    await done('assign', number, { assignee: 'me' })
    expect((await done('assign', number, { team: 'network' })).body.assignee).toBeUndefined()
  })
})

describe('what an incident is', () => {
  test('is corrected, and the timeline keeps what it was', async () => {
    const number = await api.open({ category: 'hardware' })
    await done('edit', number, { title: 'The scanner is on fire', category: null, service: 'scanning' })
    expect(await api.read(number)).toMatchObject({ title: 'The scanner is on fire', service: 'scanning' })
    expect(await last(number)).toMatchObject({
      data: { category: null, before: { title: 'The printer is on fire', category: 'hardware', service: null } },
    })
  })

  test('is a major incident, which its requester cannot close', async () => {
    const number = await api.open({}, { as: 'minji.kim' })
    await done('declare-major', number, { isMajor: true, reason: 'Every floor' })
    await done('resolve', number, { code: 'solved', notes: 'Put out.' })
    expect(await api.order(number, 'close', {}, { as: 'minji.kim' })).toMatchObject({ status: 403 })
    expect((await api.read(number)).resolution.closesAt).toBeUndefined()
  })
})

describe('following an incident', () => {
  test('is asked for oneself and by agents for others, and ended in the same way', async () => {
    const number = await api.open({ requester: 'minji.kim@haneul.example' })
    await done('watch', number, {}, 'emma.clark')
    await done('watch', number, { people: ['oliver.reed@haneul.example'] })
    const names = async () => (await api.read(number)).watchers.map(({ id }: { id: string }) => id)
    expect(await names()).toEqual(['p-emma.clark', 'p-oliver.reed'])
    expect((await api.ask(`/api/v1/incidents/${number}`, { as: 'oliver.reed' })).status).toBe(200)
    await done('unwatch', number, {}, 'oliver.reed')
    expect((await api.ask(`/api/v1/incidents/${number}`, { as: 'oliver.reed' })).status).toBe(404)
    await done('unwatch', number, { person: 'EMMA.CLARK@haneul.example' })
    expect(await names()).toEqual([])
  })
})

describe('what people outside of the desk read', () => {
  test('is without notes, reasons of priorities, other people’s incidents and what the desk promises itself', async () => {
    const as = 'minji.kim'
    const number = await api.open({}, { as })
    const other = await api.open({}, { as: 'oliver.reed' })
    const parent = await api.open()
    await done('comments', number, { text: 'She calls every day', visibility: 'internal' })
    await done('override-priority', number, { priority: 'P1', reason: 'She knows the chief' })
    await done('set-parent', number, { parent })
    await done('merge', other, { into: number })
    const text = JSON.stringify(await api.read(number, { as }))
    for (const secret of ['calls every day', 'knows the chief', parent, other, 'Oliver', 'replyKey'])
      expect([secret, text.includes(secret)]).toEqual([secret, false])
    const seen = await api.read(number)
    expect(seen).toMatchObject({ priorityReason: 'She knows the chief', parent, absorbed: [other] })
    expect(seen.timeline.find(({ type }: { type: string }) => type === 'incident.absorbed').visibility).toBe('internal')
    expect(await api.ask(`/api/v1/incidents/${number}/sla`, { as })).toMatchObject({ status: 403 })
  })
})

describe('the same request', () => {
  test('takes effect once under one Idempotency-Key, also where it would be illegal the second time', async () => {
    const number = await api.open()
    const start = () => api.order(number, 'start', {}, { headers: { 'idempotency-key': 'start-1', 'if-match': '"1"' } })
    const answers = await Promise.all([start(), start(), start()])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await start()).headers).toMatchObject({ 'idempotent-replayed': 'true' })
    expect((await api.read(number)).timeline).toHaveLength(2)
    const other = await api.order(number, 'start', { why: 1 }, { headers: { 'idempotency-key': 'start-1' } })
    expect(other.status).toBe(400)
    const split = () =>
      api.order(number, 'split', { sequence: 1, title: 'Another' }, { headers: { 'idempotency-key': 'split-1' } })
    expect((await split()).body.number).toBe((await split()).body.number)
  })
})

describe('two agents at one incident', () => {
  test('see each other, for a minute and a half after the last sign', async () => {
    const number = await api.open()
    const path = `/api/v1/incidents/${number}/presence`
    const here = (as: string, isWriting: boolean) => api.ask(path, { as, method: 'PUT', body: { isWriting } })
    expect((await here('jihoon.park', false)).body).toEqual({ others: [] })
    expect((await here('emma.clark', true)).body.others).toMatchObject([
      { person: { id: 'p-jihoon.park' }, isWriting: false },
    ])
    const others = async () => (await api.ask(path)).body.others
    expect(await others()).toMatchObject([{ person: { name: 'Emma Clark' }, isWriting: true }])
    api.pass(1)
    expect(await others()).toHaveLength(1)
    api.pass(1)
    expect(await others()).toEqual([])
    expect((await api.read(number)).version).toBe(1)
    expect(await api.ask(path, { as: 'minji.kim' })).toMatchObject({ status: 404 })
  })

  test('keep their drafts to themselves for thirty days', async () => {
    const number = await api.open({ requester: 'minji.kim@haneul.example' })
    const path = `/api/v1/incidents/${number}/draft`
    const draft = (as: string) => api.ask(path, { as })
    const saved = await api.ask(path, { method: 'PUT', body: { text: 'We are', visibility: 'internal' } })
    expect(saved).toMatchObject({ status: 200, body: { text: 'We are', savedAt: api.now } })
    expect((await draft('jihoon.park')).body).toMatchObject({ text: 'We are', visibility: 'internal' })
    for (const as of ['emma.clark', 'sora.han', 'minji.kim']) expect([as, (await draft(as)).status]).toEqual([as, 404])
    expect(JSON.stringify(await api.read(number))).not.toContain('We are')
    expect(await api.ask(path, { method: 'PUT', body: { text: '' } })).toMatchObject({ status: 400 })
    expect(await api.ask(path, { method: 'PUT', body: { text: 'x'.repeat(100_001) } })).toMatchObject({ status: 400 })
    api.pass(29 * 1440)
    expect((await draft('jihoon.park')).status).toBe(200)
    api.pass(1440)
    expect((await draft('jihoon.park')).status).toBe(404)
    await api.ask(path, { method: 'PUT', body: { text: 'Once more' } })
    expect((await api.ask(path, { method: 'DELETE' })).status).toBe(204)
    expect((await draft('jihoon.park')).status).toBe(404)
    expect((await api.read(number)).version).toBe(1)
  })
})
