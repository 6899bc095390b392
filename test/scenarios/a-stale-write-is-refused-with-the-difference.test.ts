import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, give, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

test('who has seen an older version hears what happened since, keeps what they wrote, and sends it again', async () => {
  const number = await openFor(desk, 'The door does not open')
  const seen = (await ask(desk, `/incidents/${number}`)).headers.get('etag')!
  await ask(desk, `/incidents/${number}/draft`, { method: 'PUT', body: { text: 'Try the other card.' } })

  // A colleague is quicker.
  await ask(desk, `/incidents/${number}/presence`, { as: 'admin', method: 'PUT', body: { isWriting: true } })
  await give(desk, number, 'comments', { text: 'The lock is broken.', visibility: 'internal' }, 'admin')
  await give(desk, number, 'start', {}, 'admin')

  const { body: here } = await ask(desk, `/incidents/${number}/presence`)
  expect(here.others).toMatchObject([{ person: { id: 'p-sora.han' }, isWriting: true }])

  const say = (match: string) =>
    ask(desk, `/incidents/${number}/comments`, {
      body: { text: 'Try the other card.' },
      headers: { 'if-match': match },
    })
  const stale = await say(seen)
  expect(stale.status).toBe(412)
  expect(stale.headers.get('etag')).toBe('"3"')
  expect(stale.body).toMatchObject({
    version: 3,
    detail: expect.stringContaining('version 3'),
    changesCursor: null,
    changes: [
      { sequence: 2, type: 'incident.commented', text: 'The lock is broken.', by: { id: 'p-sora.han' } },
      { sequence: 3, type: 'incident.started' },
    ],
  })
  expect((await desk.ticket(number)).version).toBe(3)
  expect((await ask(desk, `/incidents/${number}/draft`)).body.text).toBe('Try the other card.')

  expect((await say(stale.headers.get('etag')!)).status).toBe(201)
  expect((await desk.ticket(number)).timeline.at(-1)).toMatchObject({ text: 'Try the other card.' })
})

test('people outside of the desk hear only what they may see', async () => {
  const number = await openFor(desk, 'The window does not close')
  await give(desk, number, 'comments', { text: 'She always says that.', visibility: 'internal' })
  await give(desk, number, 'comments', { text: 'We will come by.' })
  const options = { as: 'employee', body: { text: 'Any news?' }, headers: { 'if-match': '"1"' } } as const
  const { status, body } = await ask(desk, `/incidents/${number}/comments`, options)
  expect([status, body.changes]).toEqual([412, [expect.objectContaining({ sequence: 3, text: 'We will come by.' })]])
  expect(JSON.stringify(body)).not.toContain('always says')
})

test('every command refuses a version that is not the present one', async () => {
  const number = await openFor(desk, 'The lamp is dark')
  const other = await openFor(desk, 'The lamp is dark, too')
  const commands: Record<string, object> = {
    start: {},
    hold: { reason: 'vendor' },
    resolve: { code: 'solved', notes: 'A new bulb.' },
    cancel: { reason: 'Not needed' },
    assign: { assignee: 'me' },
    edit: { title: 'Dark' },
    prioritize: { impact: 'high' },
    'override-priority': { priority: 'P1', reason: 'Dark' },
    'declare-major': { isMajor: true, reason: 'Dark' },
    watch: {},
    'set-parent': { parent: other },
    merge: { into: other },
    split: { sequence: 1, title: 'Dark' },
    comments: { text: 'Dark' },
  }
  const count = (await desk.tickets()).length
  for (const [command, body] of Object.entries(commands)) {
    const stale = await ask(desk, `/incidents/${number}/${command}`, { body, headers: { 'if-match': '"7"' } })
    expect([command, stale.status, stale.body.version]).toEqual([command, 412, 1])
  }
  expect((await desk.ticket(number)).version).toBe(1)
  expect((await desk.ticket(other)).version).toBe(1)
  expect((await desk.tickets()).length).toBe(count)
})
