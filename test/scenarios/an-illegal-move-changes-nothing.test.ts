import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { legalMoves, type Move, moves } from '../../lib/incident/life-cycle.ts'
import { ask, give, openFor } from '../support/asking.ts'
import { startDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await startDesk()
})
afterAll(() => desk.stop())

const resolution = { code: 'solved', notes: 'A new cartridge.' }

/** What each move is asked with. */
const bodies: Record<Move, object> = {
  start: {},
  hold: { reason: 'vendor' },
  resume: {},
  resolve: resolution,
  reopen: {},
  close: {},
  cancel: { reason: 'Not needed any more' },
}

/** How an incident comes into each state. */
const ways: [state: 'new' | 'in_progress' | 'on_hold' | 'resolved' | 'closed' | 'canceled', way: Move[]][] = [
  ['new', []],
  ['in_progress', ['start']],
  ['on_hold', ['hold']],
  ['resolved', ['resolve']],
  ['closed', ['resolve', 'close']],
  ['canceled', ['cancel']],
]

describe.each(ways)('an incident that is %s', (state, way) => {
  test('is moved only where that is legal; any other move is refused with the legal ones and changes nothing', async () => {
    const number = await openFor(desk, `To be ${state}`)
    for (const move of way) await give(desk, number, move, bodies[move])
    const before = await desk.ticket(number)
    expect(before.state).toBe(state)
    const legal = legalMoves({ state })
    for (const move of (Object.keys(moves) as Move[]).filter((each) => !legal.includes(each))) {
      const refused = await ask(desk, `/incidents/${number}/${move}`, { body: bodies[move] })
      expect([move, refused]).toEqual([
        move,
        expect.objectContaining({ status: 409, body: expect.objectContaining({ state, legalMoves: legal }) }),
      ])
      expect(refused.headers.get('content-type')).toContain('application/problem+json')
    }
    // Mails go out and clocks run on meanwhile; what happened to the incident is its timeline.
    const { version, timeline, title, requester } = before
    expect(await desk.ticket(number)).toMatchObject({ state, version, timeline, title, requester })
  })
})
