import type { Incident } from '../incident/incident.ts'
import { isOpen } from '../incident/life-cycle.ts'
import { incidentProcess } from '../incident/process.ts'
import { byARule } from '../ticket/actor.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'
import { proposeAssignee } from './assign-by-rule.ts'
import { readTeam } from './change-team.ts'
import { execute, load, type Office } from './execute.ts'

/** Two tickets that come at once ask again for whose turn it is; with more at once the invocation is tried again. */
const attempts = 5

/**
 * Gives an incident that is nobody's to somebody of its team, by the team's rule, with the reasons in its timeline. Answers
 * who got it, or nothing: it has somebody, the team chooses by hand, or nobody can take work now. Safe to repeat.
 */
export const giveOut = async (office: Office, number: string, at: string): Promise<string | undefined> => {
  for (let attempt = 1; ; attempt++) {
    const incident = await load<Incident>(office.store, incidentProcess, number)
    if (!incident || incident.assignee || !isOpen(incident)) return undefined
    // Most teams choose by hand: then the members' loads need no counting.
    if ((await readTeam(office.store, incident.team))?.assignment.method === 'manual') return undefined
    const proposal = await proposeAssignee(office.store, { team: incident.team, requester: incident.requester.id, at })
    const chosen = proposal?.choice.considered.find(({ id }) => id === proposal.choice.chosen)
    if (!proposal || !chosen) return undefined
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
      return chosen.id
    } catch (error) {
      // Somebody wrote on the ticket or took the turn meanwhile: look again.
      const isOvertaken = error instanceof Conflict || (error instanceof Refusal && error.code === 'stale')
      if (!isOvertaken || attempt === attempts) throw error
    }
  }
}
