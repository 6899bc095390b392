import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../../functions/api/operations.ts'
import { type Accessed, may } from '../../../lib/people/access.ts'
import { kinds, whoMay } from '../../../lib/people/right.ts'
import { type Answered, startApi, type TestApi } from '../../support/api.ts'
import { person } from '../../support/letter.ts'
import { sampleOf } from '../../support/operation-sample.ts'

const strangers = [person('p-guest', 'guest'), person('p-employee', 'employee'), person('p-program', 'integration')]

let api: TestApi
let number: string
/** Number of a change for the same people. */
let change: string
beforeAll(async () => {
  api = await startApi(strangers)
  number = await api.open({ requester: 'minji.kim@haneul.example', watchers: ['dohyun.lee@haneul.example'] })
  const body = { title: 'Replace the disks', requester: 'p-minji.kim', watchers: ['p-dohyun.lee'] }
  change = (await api.ask('/api/v1/changes', { body })).body.number
})
afterAll(() => api.stop())

/** A function of its own answers it, over the same rules. */
const here = operations.filter(({ id }) => id !== 'readMessageHtml')
const isOfChanges = ({ path }: (typeof operations)[number]) => path.startsWith('/api/v1/changes/')
const ask = (operation: (typeof operations)[number], as: string, about = isOfChanges(operation) ? change : number) => {
  const { path, ...asking } = sampleOf(operation, about)
  return api.ask(path, { ...asking, as })
}

describe('every operation', () => {
  test('says what its caller must be allowed, and somebody is', () => {
    const silent = operations.filter(({ access }) => !access || whoMay(access.kind, access.action).length === 0)
    // Whoever has the key from a mail rates with it, and a calendar program has but an address; they need to be nobody.
    expect(silent.map(({ id }) => id)).toEqual([
      'readRatingAsked',
      'rateByKey',
      'readCalendarFeed',
      // Approvers without an account: a code from a mail opens a decision.
      'askApprovalCode',
      'enterApprovalCode',
      'readApprovalAsGuest',
      'decideApprovalAsGuest',
    ])
    expect(silent.every(({ isOpen }) => isOpen)).toBe(true)
    expect(operations.filter(({ access }) => access && !kinds.includes(access.kind))).toEqual([])
  })

  test('that needs nobody is closed to whoever has not its key', async () => {
    for (const operation of operations.filter(({ isOpen }) => isOpen))
      expect((await ask(operation, 'employee')).status).toBe(404)
  })

  test.each(here.filter(({ isOpen }) => !isOpen).map((operation) => [operation.id, operation] as const))(
    '%s is closed to those who have no right to it',
    async (_, operation) => {
      const { kind, action } = operation.access!
      for (const stranger of strangers) {
        const about: Accessed = { kind, id: 'p-minji.kim', requester: { id: 'p-minji.kim' } }
        if (may(stranger, action as never, about as never)) continue
        // Everybody lists incidents and changes: their own.
        if (/^list(?:Incidents|Changes)$/.test(operation.id) && stranger.role !== 'integration') continue
        const { status } = await ask(operation, stranger.id.replace('p-', ''))
        expect([stranger.role, status]).toEqual([stranger.role, status === 404 ? 404 : 403])
      }
    },
  )

  test('lists to an outsider nothing that is not theirs', async () => {
    for (const as of ['guest', 'employee', 'oliver.reed'])
      for (const query of [
        '',
        'requester=me',
        'assignee=none',
        'team=service-desk',
        'priority=P3',
        'sort=due',
        'state=new',
      ]) {
        const { status, body } = await api.ask(`/api/v1/incidents?${query}`, { as })
        expect([query, status === 200 ? body.items : status]).toEqual([query, query === 'sort=due' ? 400 : []])
      }
    for (const as of ['guest', 'employee', 'oliver.reed'])
      for (const query of ['', 'requester=p-minji.kim', 'assignee=none', 'team=service-desk', 'state=new'])
        expect((await api.ask(`/api/v1/changes?${query}`, { as })).body.items).toEqual([])
  })
})

/** What an answer tells, but for the number that was asked for. */
const told = ({ status, headers, body }: Answered, asked: string) =>
  JSON.stringify({ status, headers, body }).replaceAll(asked, 'INC-n')

describe('a requester who walks ticket numbers', () => {
  const ofIncidents = here.filter(({ path }) => path.includes('{number}'))

  test.each(ofIncidents.map((operation) => [operation.id, operation] as const))(
    'learns nothing from %s: what is there and what is not look the same',
    async (_, operation) => {
      for (const as of ['guest', 'employee', 'oliver.reed']) {
        const there = await ask(operation, as)
        expect(there.status).toBe(404)
        const [here, nowhere] = isOfChanges(operation) ? [change, 'CHG-99999'] : [number, 'INC-99999']
        expect(told(there, here)).toBe(told(await ask(operation, as, nowhere), nowhere))
      }
    },
  )

  test('opens nothing that follows what is not theirs, and cannot tell it from what is not there', async () => {
    const follow = (follows: string) =>
      api.ask('/api/v1/incidents', { body: { title: 'Again', follows }, as: 'employee' })
    const refused = await follow(number)
    expect(refused.status).toBe(400)
    expect(told(refused, number)).toBe(told(await follow('INC-99999'), 'INC-99999'))
  })
})
