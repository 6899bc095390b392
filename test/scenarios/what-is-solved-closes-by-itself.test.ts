import { afterAll, beforeAll, expect, test } from 'vitest'
import { ago, startDesk, type TestDesk, until } from '../support/desk.ts'
import { resolve } from '../support/life.ts'
import { openCommand } from '../support/ticket.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const day = 24 * 60
const state = async (number: string) => (await desk.ticket(number)).state

/** An incident that was resolved so many days ago. */
const resolved = async (days: number, isMajor = false) => {
  const number = await desk.order(openCommand(`Solved ${days} days ago`), { at: ago((days + 1) * day) })
  if (isMajor)
    await desk.order({ type: 'declare-major', isMajor, reason: 'Everybody' }, { number, at: ago((days + 1) * day) })
  await desk.order(resolve, { number, at: ago(days * day) })
  return number
}

test('seven days after its resolution an incident closes; a note does not put that off, a major one stays open for its review', async () => {
  const [old, noted, fresh, major] = [await resolved(8), await resolved(8), await resolved(6), await resolved(8, true)]
  const note = { type: 'comment' as const, message: { text: 'For the record' }, visibility: 'internal' as const }
  await desk.order(note, { number: noted, at: ago(day) })
  await desk.tick()
  for (const number of [old, noted]) await until('a closed incident', async () => (await state(number)) === 'closed')
  expect([await state(fresh), await state(major)]).toEqual(['resolved', 'resolved'])
})
