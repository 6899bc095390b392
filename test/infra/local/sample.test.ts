import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { people, teams } from '../../../infra/local/company.ts'
import { stories } from '../../../infra/local/sample/stories.ts'
import { tellStories } from '../../../infra/local/sample/tell.ts'
import { keep } from '../../../lib/desk/keep.ts'
import { listTickets } from '../../../lib/desk/list-tickets.ts'
import { knownOutages } from '../../../lib/desk/outages.ts'
import { readBoard } from '../../../lib/desk/read-board.ts'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import { type Incident, IncidentState, restore } from '../../../lib/incident/incident.ts'
import { registration } from '../../../lib/people/register.ts'
import { startTable, type TestTable } from '../../support/table.ts'

/** A Tuesday afternoon in Seoul. */
const now = '2026-11-24T06:00:00.000Z'
const founder = { id: 'seed', name: 'Haneul', is: 'system' } as const

let table: TestTable
beforeAll(async () => {
  table = await startTable()
  for (const person of people) await table.store.commit(registration(person, { by: founder, at: now }))
  for (const { id, ...value } of teams) await keep(table.store, { kind: 'team', id, value, by: founder, at: now })
  await tellStories(table.store, now)
}, 60_000)
afterAll(() => table.stop())

const all = async (): Promise<readonly Incident[]> => {
  const filter = { kind: 'incident', states: IncidentState.options, limit: 100, at: now }
  const { items } = await listTickets(table.store, filter)
  const records = await Promise.all(items.map(({ number }) => readTicket(table.store, String(number))))
  return records.map((record) => restore(record!.head))
}

describe('the company that a newcomer meets', () => {
  test('has incidents in every state, in both languages, and by every person that reports some', async () => {
    const incidents = await all()
    expect(incidents).toHaveLength(stories(now).length)
    expect(new Set(incidents.map(({ state }) => state))).toEqual(new Set(IncidentState.options))
    const korean = incidents.filter(({ language }) => language === 'ko').length
    expect(korean).toBeGreaterThan(8)
    expect(incidents.length - korean).toBeGreaterThan(8)
  })

  test('has a promise that is broken, one that will be soon, and work on both of its teams', async () => {
    const board = await readBoard(table.store, { zone: 'Asia/Seoul' }, now)
    expect(board.breached).toBeGreaterThanOrEqual(1)
    expect(board.atRisk).toBeGreaterThanOrEqual(1)
    expect(board.unassigned).toBeGreaterThanOrEqual(3)
    expect(board.teams.map(({ id }) => id)).toEqual(['network', 'service-desk'])
    expect(board.days.filter(({ opened }) => opened > 0).length).toBeGreaterThan(8)
  })

  test('suffers from one outage that everybody knows of', async () => {
    expect(await knownOutages(table.store, 'p-minji.kim')).toMatchObject([{ meToo: true, affectedCount: 3 }])
  })

  test('has said what it thinks of the desk, well and badly', async () => {
    const scores = (await all()).flatMap(({ rating }) => (rating ? [rating.score] : []))
    expect(Math.min(...scores)).toBeLessThanOrEqual(2)
    expect(Math.max(...scores)).toBe(5)
  })

  test('has a past that nobody is told of, in which nothing happens after now', async () => {
    for (const { number } of await all()) {
      const { timeline } = (await readTicket(table.store, number))!
      for (const { isImport, at } of timeline as { isImport?: true; at: string }[])
        expect([number, isImport, at <= now]).toEqual([number, true, true])
    }
  })

  test('stays as it is when a first start was broken off and begins again', async () => {
    const before = await all()
    await tellStories(table.store, now)
    expect(await all()).toEqual(before)
  }, 60_000)
})
