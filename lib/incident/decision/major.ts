import type { Context } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { ensureUnfinished, isOpen } from '../life-cycle.ts'
import { updateMinutes, usualUpdateMinutes } from '../major.ts'
import { closesAt } from './move.ts'

/** The words as they are kept, or a refusal that names their field. */
const said = (given: string, field: string, remedy: string): string => {
  const words = given.trim()
  if (words === '') throw new Refusal('invalid', remedy, field)
  return words
}

const ensureInterval = (minutes: number): number => {
  const { least, most } = updateMinutes
  if (Number.isInteger(minutes) && minutes >= least && minutes <= most) return minutes
  throw new Refusal(
    'invalid',
    `everyMinutes is ${minutes}. Use whole minutes from ${least} to ${most}.`,
    'everyMinutes',
  )
}

const ensureMajor = ({ number, isMajor }: Incident): void => {
  if (!isMajor) throw new Refusal('conflict', `${number} is no major incident. Declare it one first.`)
}

const ensureCandidate = ({ number, candidate, isMajor }: Incident): void => {
  if (candidate) return
  const remedy = isMajor ? 'It is a major incident already.' : 'Propose it first, or declare it a major incident.'
  throw new Refusal('conflict', `${number} is no candidate for a major incident. ${remedy}`)
}

/** Says once that it may be a major incident; who decides is told. */
export const proposeMajor = (
  incident: Incident,
  { reason, surge }: CommandOf<'propose-major'>,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  if (!surge || reason !== undefined) said(reason ?? '', 'reason', 'Say why it may be a major incident.')
  const { number, state, isMajor, candidate } = incident
  if (isMajor) throw new Refusal('conflict', `${number} is a major incident already.`)
  if (!isOpen(incident)) throw new Refusal('conflict', `${number} is ${state}. Reopen it first.`)
  if (candidate) return []
  return [{ type: 'incident.proposed_major', ...(reason && { reason: reason.trim() }), ...surge }]
}

export const acceptMajor = (
  incident: Incident,
  command: CommandOf<'accept-major'>,
  context: Context,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  ensureCandidate(incident)
  return declareMajor(incident, { ...command, type: 'declare-major', isMajor: true }, context)
}

export const rejectMajor = (incident: Incident, { reason }: CommandOf<'reject-major'>): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  ensureCandidate(incident)
  return [{ type: 'incident.rejected_major', reason: said(reason, 'reason', 'Say why it is no major incident.') }]
}

export const declareMajor = (
  incident: Incident,
  { isMajor, reason, everyMinutes }: CommandOf<'declare-major'>,
  context: Context,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  const why = said(reason, 'reason', 'Say why.')
  if (isMajor === (incident.isMajor ?? false)) return []
  if (isMajor)
    return [
      {
        type: 'incident.declared_major',
        isMajor,
        reason: why,
        everyMinutes: ensureInterval(everyMinutes ?? usualUpdateMinutes(incident.priority)),
        ...(incident.candidate && { wasCandidate: true }),
      },
    ]
  // A major incident is closed after its review; one that is none any more closes by itself again.
  const closing = incident.resolution ? { closesAt: closesAt(incident.resolution.at, context) } : {}
  return [{ type: 'incident.declared_major', isMajor, reason: why, ...closing }]
}

export const updatePlan = (
  incident: Incident,
  { everyMinutes }: CommandOf<'update-plan'>,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  ensureMajor(incident)
  const before = incident.updates?.everyMinutes
  if (ensureInterval(everyMinutes) === before) return []
  return [{ type: 'incident.updates_planned', everyMinutes, ...(before !== undefined && { before }) }]
}

export const review = (
  incident: Incident,
  { happened, learned, followUps }: CommandOf<'review'>,
  context: Context,
): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  ensureMajor(incident)
  const { number, state } = incident
  if (state !== 'resolved')
    throw new Refusal('conflict', `${number} is ${state}. Resolve it first; what is not over cannot be reviewed.`)
  return [
    {
      type: 'incident.reviewed',
      happened: said(happened, 'happened', 'Say what happened.'),
      learned: said(learned, 'learned', 'Say what was learned.'),
      followUps: said(followUps, 'followUps', 'Say what follows, or that nothing does.'),
      closesAt: closesAt(context.at, context),
    },
  ]
}
