import { unassignedLane } from '../incident/lane.ts'
import { isOpen } from '../incident/life-cycle.ts'
import { incidentProcess } from '../incident/process.ts'
import { key } from '../store/schema.ts'
import { byARule } from '../ticket/actor.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'
import { proposeAssignee } from './assign-by-rule.ts'
import { execute, load, type Office } from './execute.ts'

/** Two tickets that come at once ask again for whose turn it is; with more at once the invocation is tried again. */
const attempts = 5

/** Shifts begin, leaves end and work gets done all day: whoever can take a ticket gets it at most this much later. */
const lookAgainMinutes = 15

/**
 * Gives an incident that is nobody's to somebody of its team, by the team's rule, with the reasons in its timeline. Answers
 * who got it, or nothing: it has somebody or the team chooses by hand; or nobody can take work now, and then it is looked
 * at again every quarter of an hour (`isAgain`), until somebody has it. Safe to repeat.
 */
export const giveOut = async (
  office: Office,
  number: string,
  at: string,
  isAgain = false,
): Promise<string | undefined> => {
  const { chosen, isWaiting } = await tryToGiveOut(office, number, at)
  const due = { lane: unassignedLane, at: new Date(Date.parse(at) + lookAgainMinutes * 60_000).toISOString() }
  const place = key.unassigned(number)
  if (isWaiting) await office.store.commit([{ put: { kind: 'unassigned', number, due }, at: place }])
  else if (isAgain) await office.store.commit([{ put: { kind: 'unassigned', number }, at: place }])
  return chosen
}

const settled = { chosen: undefined, isWaiting: false }

const tryToGiveOut = async (
  office: Office,
  number: string,
  at: string,
): Promise<{ readonly chosen: string | undefined; readonly isWaiting: boolean }> => {
  for (let attempt = 1; ; attempt++) {
    const incident = await load(office.store, incidentProcess, number)
    if (!incident || incident.assignee || !isOpen(incident)) return settled
    // Most teams choose by hand: then neither team nor loads need to be read.
    const { teams } = await office.policies.with([])
    if (!teams.some(({ id, sharesWork }) => id === incident.team && sharesWork)) return settled
    const proposal = await proposeAssignee(office.store, { team: incident.team, requester: incident.requester.id, at })
    const chosen = proposal?.choice.considered.find(({ id }) => id === proposal.choice.chosen)
    if (!proposal || !chosen) return { chosen: undefined, isWaiting: true }
    const { considered } = proposal.choice
    try {
      await execute(office, {
        process: incidentProcess,
        number,
        command: { type: 'assign', assignee: { id: chosen.id, name: chosen.name }, considered },
        context: { at, by: byARule, channel: 'system' },
        ifVersion: incident.version,
        also: () => proposal.writes,
      })
      return { chosen: chosen.id, isWaiting: false }
    } catch (error) {
      // Somebody wrote on the ticket or took the turn meanwhile: look again.
      const isOvertaken = error instanceof Conflict || (error instanceof Refusal && error.code === 'stale')
      if (!isOvertaken || attempt === attempts) throw error
    }
  }
}
