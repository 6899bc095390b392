import { describe, expect, test } from 'vitest'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { decide } from '../../../lib/incident/decide.ts'
import { IncidentState } from '../../../lib/incident/incident.ts'
import { legalMoves, type Move, moves } from '../../../lib/incident/life-cycle.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { inState, jihoon, next, resolve, waitForCaller } from '../../support/life.ts'
import { at } from '../../support/ticket.ts'

/** The table of the process as the handbook has it, written down a second time on purpose. */
const handbook: Record<IncidentState, Partial<Record<Move, IncidentState>>> = {
  new: { start: 'in_progress', hold: 'on_hold', resolve: 'resolved', cancel: 'canceled' },
  in_progress: { hold: 'on_hold', resolve: 'resolved', cancel: 'canceled' },
  on_hold: { resume: 'in_progress', resolve: 'resolved', cancel: 'canceled' },
  resolved: { reopen: 'in_progress', close: 'closed' },
  closed: {},
  canceled: {},
}

const commands: Record<Move, IncidentCommand> = {
  start: { type: 'start' },
  hold: waitForCaller,
  resume: { type: 'resume' },
  resolve,
  reopen: { type: 'reopen' },
  close: { type: 'close' },
  cancel: { type: 'cancel', reason: 'Sent by mistake' },
}

const everyCase = IncidentState.options.flatMap((state) =>
  (Object.keys(moves) as Move[]).map((move) => ({ state, move })),
)

describe('an incident', () => {
  test.each(everyCase)('that is $state: $move is as the handbook says', ({ state, move }) => {
    const incident = inState(state)
    const to = handbook[state][move]
    if (to !== undefined) {
      expect(next(incident, commands[move], 10).state).toBe(to)
      return
    }
    expect(() => decide(incident, commands[move], at(10, jihoon))).toThrow(
      expect.objectContaining({
        code: 'conflict',
        message: expect.stringMatching(new RegExp(`INC-1 is ${state}`)),
        facts: { state, legalMoves: Object.keys(handbook[state]) },
      }),
    )
  })

  test('that is merged moves only with the one it was merged into', () => {
    const merged = next(inState('new'), { type: 'merge', into: 'INC-2' }, 5)
    expect(legalMoves(merged)).toEqual([])
    expect(() => decide(merged, resolve, at(6, jihoon))).toThrow(/merged into INC-2.*Do it on INC-2, or unmerge INC-1/)
  })
})

test('an incident of an earlier version, whose head and first entry lack what came later, lives on', () => {
  const { watchers: _, clocks: __, ...head } = inState('new')
  const restored = incidentProcess.restore({ ...head, due: { lane: 'ticket-1', at: at(1).at }, targetAt: at(1).at })
  expect(restored).toEqual({ ...head, watchers: [], clocks: [] })
  expect(next(restored, resolve, 10).state).toBe('resolved')
})
