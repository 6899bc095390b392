import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, give, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

/** Reads a list page by page, doing something between the pages. */
const pages = async (query: string, between: (page: number) => Promise<unknown> = async () => undefined) => {
  const numbers: string[] = []
  let cursor: string | null = null
  for (let page = 0; ; page++) {
    const path: string = `/incidents?limit=3&${query}${cursor === null ? '' : `&cursor=${cursor}`}`
    const { status, body } = await ask(desk, path)
    if (status !== 200) throw new Error(`${path}: ${body.detail}`)
    numbers.push(...body.items.map(({ number }: { number: string }) => number))
    cursor = body.cursor
    if (cursor === null) return numbers
    await between(page)
  }
}

test('nothing repeats and nothing is lost while incidents come, move, close and find somebody', async () => {
  const all: string[] = []
  for (let i = 0; i < 12; i++) all.push(await openFor(desk, `Incident ${i}`, i % 3 === 0 ? { urgency: 'high' } : {}))
  for (const number of all.slice(0, 4)) await give(desk, number, 'assign', { assignee: 'me' })

  const disturb = (given: readonly string[]) => async (page: number) => {
    await openFor(desk, `Late ${page}`)
    const number = given[page]
    if (number === undefined) return
    await give(desk, number, 'resolve', { code: 'solved', notes: 'Done.' })
    await give(desk, number, 'close')
  }
  // Everything, in whatever state: closing moves an incident to another partition, and it is neither lost nor seen twice.
  const seen = await pages('', disturb(all))
  expect(new Set(seen).size).toBe(seen.length)
  expect(all.filter((number) => !seen.includes(number))).toEqual([])

  const open = all.slice(4)
  const byDue = await pages('sort=due', disturb(open))
  expect(new Set(byDue).size).toBe(byDue.length)
  expect(open.slice(4).filter((number) => !byDue.includes(number))).toEqual([])
})

test('the filters find what is mine, nobody’s, urgent, and what must be answered first', async () => {
  const mine = await openFor(desk, 'Mine')
  await give(desk, mine, 'assign', { assignee: 'me' })
  const urgent = await openFor(desk, 'Urgent', { impact: 'high', urgency: 'high' })
  expect(await pages('assignee=me&state=new')).toContain(mine)
  expect(await pages('assignee=me&sort=due')).toContain(mine)
  const nobodys = await pages('assignee=none&state=new')
  expect([nobodys.includes(urgent), nobodys.includes(mine)]).toEqual([true, false])
  expect(await pages('priority=P1')).toEqual([urgent])
  expect((await pages('sort=due'))[0]).toBe(urgent)
  expect(await pages('priority=P1&state=closed')).toEqual([])
  expect(await pages('requester=p-jihoon.park')).toEqual([])
  for (const [query, field] of [
    ['sort=due&state=closed', 'state'],
    ['sort=due&requester=p-minji.kim', 'sort'],
    ['priority=P9', 'priority'],
    ['sort=title', 'sort'],
  ] as const)
    expect((await ask(desk, `/incidents?${query}`)).body).toMatchObject({ status: 400, errors: [{ field }] })
})
