import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApi, type TestApi } from '../../../support/api.ts'

let api: TestApi
let number: string
beforeAll(async () => {
  api = await startApi()
  number = await api.open({ requester: 'minji.kim@haneul.example', watchers: ['dohyun.lee@haneul.example'] })
})
afterAll(() => api.stop())

const everything = [
  ['start', {}],
  ['hold', { reason: 'vendor' }],
  ['resume', {}],
  ['resolve', { code: 'solved', notes: 'A new cartridge.' }],
  ['reopen', {}],
  ['close', {}],
  ['cancel', { reason: 'No longer needed' }],
  ['assign', { assignee: 'me' }],
  ['edit', { title: 'Another title' }],
  ['prioritize', { impact: 'high' }],
  ['override-priority', { priority: 'P1', reason: 'The board waits' }],
  ['declare-major', { isMajor: true, reason: 'Everybody calls' }],
  ['watch', {}],
  ['unwatch', {}],
  ['set-parent', { parent: null }],
  ['merge', { into: 'INC-1' }],
  ['unmerge', {}],
  ['split', { sequence: 1, title: 'Another matter' }],
  ['comments', { text: 'Hello' }],
] as const

describe('a command that makes no sense', () => {
  test.each([
    ['hold', {}, 'reason'],
    ['hold', { reason: 'weather' }, 'reason'],
    ['hold', { reason: 'caller' }, 'text'],
    ['hold', { reason: 'caller', text: ' ' }, 'text'],
    ['hold', { reason: 'vendor', until: 'tomorrow' }, 'until'],
    ['hold', { reason: 'vendor', until: '2026-01-01T00:00:00Z' }, 'until'],
    ['resolve', { code: 'solved' }, 'notes'],
    ['resolve', { code: 'solved', notes: ' ' }, 'notes'],
    ['resolve', { notes: 'Done' }, 'code'],
    ['resolve', { code: 'magic', notes: 'Done' }, 'code'],
    ['cancel', {}, 'reason'],
    ['cancel', { reason: ' ' }, 'reason'],
    ['assign', {}, 'assignee'],
    ['assign', { team: 'nobody' }, 'team'],
    ['assign', { assignee: 'nobody@haneul.example' }, 'assignee'],
    ['assign', { assignee: 'p-nobody' }, 'assignee'],
    ['assign', { assignee: 'minji.kim@haneul.example' }, 'assignee'],
    ['assign', { assignee: 'p-jihoon.park', team: 'network' }, 'assignee'],
    ['edit', {}, 'title'],
    ['edit', { title: '' }, 'title'],
    ['edit', { title: 'x'.repeat(251) }, 'title'],
    ['edit', { category: '' }, 'category'],
    ['prioritize', {}, 'impact'],
    ['prioritize', { impact: 'huge' }, 'impact'],
    ['override-priority', { priority: 'P1' }, 'reason'],
    ['override-priority', { priority: 'P1', reason: ' ' }, 'reason'],
    ['override-priority', { priority: 'P0', reason: 'Because' }, 'priority'],
    ['declare-major', { isMajor: true }, 'reason'],
    ['declare-major', { reason: 'Why not' }, 'isMajor'],
    ['watch', { people: ['nobody@haneul.example'] }, 'people.0'],
    ['watch', { people: [] }, 'people'],
    ['unwatch', { person: 'nobody@haneul.example' }, 'person'],
    ['set-parent', {}, 'parent'],
    ['set-parent', { parent: 'nonsense' }, 'parent'],
    ['set-parent', { parent: 'INC-999' }, 'parent'],
    ['set-parent', { parent: 'INC-1' }, 'parent'],
    ['merge', { into: 'INC-999' }, 'into'],
    ['merge', { into: 'INC-1' }, 'into'],
    ['split', { sequence: 99, title: 'Another matter' }, 'sequence'],
    ['split', { sequence: 'one', title: 'Another matter' }, 'sequence'],
    ['split', { sequence: 1, title: '' }, 'title'],
    ['comments', { text: ' ' }, 'text'],
    ['comments', { text: 'x', visibility: 'secret' }, 'visibility'],
    ['start', { why: 'not' }, 'why'],
  ])('%s %j is refused by the field %s, says what to do, and changes nothing', async (command, body, field) => {
    const before = await api.read(number)
    const refused = await api.order(number, command, body)
    expect(refused).toMatchObject({ status: 400, body: { status: 400, errors: [{ field }] } })
    expect(refused.body.detail).toMatch(/\S+ \S+.*\.$/)
    expect(await api.read(number)).toEqual(before)
  })
})

describe('an incident of somebody else', () => {
  test.each(everything)('does not exist for people who are not on it: %s', async (command, body) => {
    expect(await api.order(number, command, body, { as: 'oliver.reed' })).toMatchObject({ status: 404 })
    expect(await api.order('INC-999', command, body)).toMatchObject({ status: 404 })
    expect(await api.order('nonsense', command, body)).toMatchObject({ status: 404 })
  })

  test('is not read by them either, nor are its clocks, drafts and who has it open', async () => {
    for (const part of ['', '/sla', '/draft', '/presence', '/attachments/1-1'])
      expect([part, (await api.ask(`/api/v1/incidents/${number}${part}`, { as: 'oliver.reed' })).status]).toEqual([
        part,
        404,
      ])
  })
})

describe('a person who is on the incident', () => {
  const forAll = new Set(['comments', 'watch', 'unwatch'])
  const forRequesters = new Set(['reopen', 'close', 'cancel'])

  test.each(everything.filter(([command]) => !forAll.has(command) && !forRequesters.has(command)))(
    'asks the desk for %s instead of doing it',
    async (command, body) => {
      const before = await api.read(number)
      const refused = await api.order(number, command, body, { as: 'minji.kim' })
      expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('comment') } })
      expect(await api.read(number)).toEqual(before)
    },
  )

  test.each(everything.filter(([command]) => forRequesters.has(command)))(
    'leaves %s to the requester',
    async (command, body) => {
      expect(await api.order(number, command, body, { as: 'dohyun.lee' })).toMatchObject({ status: 403 })
    },
  )

  test('writes no internal note, and lets nobody else follow or stop following', async () => {
    const as = 'minji.kim'
    expect(await api.order(number, 'comments', { text: 'x', visibility: 'internal' }, { as })).toMatchObject({
      status: 403,
      body: { errors: [{ field: 'visibility' }] },
    })
    expect(await api.order(number, 'watch', { people: ['p-oliver.reed'] }, { as })).toMatchObject({ status: 403 })
    expect(await api.order(number, 'unwatch', { person: 'p-dohyun.lee' }, { as })).toMatchObject({ status: 403 })
  })
})
