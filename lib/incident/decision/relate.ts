import { Refusal } from '../../ticket/refusal.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { ensureUnfinished, isFinished } from '../life-cycle.ts'

export const setParent = (incident: Incident, { parent }: CommandOf<'set-parent'>): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  const before = incident.parent
  if (parent === (before ?? null)) return []
  if (parent === null) return before === undefined ? [] : [{ type: 'incident.parent_removed', before }]
  if (parent === incident.number) throw new Refusal('invalid', 'An incident cannot be its own parent.', 'parent')
  if (incident.children)
    throw new Refusal(
      'conflict',
      `${incident.number} has ${incident.children} children itself. Give those to ${parent} first.`,
      'parent',
    )
  return [{ type: 'incident.parent_set', parent, ...(before !== undefined && { before }) }]
}

export const child = (
  incident: Incident,
  { type, child }: CommandOf<'add-child' | 'remove-child'>,
): readonly IncidentEvent[] => {
  if (type === 'remove-child') return [{ type: 'incident.child_removed', child }]
  ensureUnfinished(incident)
  if (incident.parent !== undefined)
    throw new Refusal(
      'conflict',
      `${incident.number} is a child of ${incident.parent} itself. Use ${incident.parent} as the parent.`,
      'parent',
    )
  return [{ type: 'incident.child_added', child }]
}

export const merge = (incident: Incident, { into }: CommandOf<'merge'>): readonly IncidentEvent[] => {
  ensureUnfinished(incident)
  if (into === incident.number) throw new Refusal('invalid', 'An incident cannot be merged into itself.', 'into')
  return [{ type: 'incident.merged', into }]
}

/** They live in the head with their people, and each has a mail of its own in every public answer. */
const mostAbsorbed = 30

export const absorb = (incident: Incident, { absorbed }: CommandOf<'absorb'>): readonly IncidentEvent[] => {
  if (incident.merged)
    throw new Refusal(
      'conflict',
      `${incident.number} is merged into ${incident.merged.into} itself. Merge into ${incident.merged.into}.`,
      'into',
    )
  if (isFinished(incident))
    throw new Refusal('conflict', `${incident.number} is ${incident.state}. Merge into an open incident.`, 'into')
  const { number, absorbed: before = [] } = incident
  if (before.length + absorbed.length > mostAbsorbed)
    throw new Refusal(
      'conflict',
      `${number} would hold more than ${mostAbsorbed} merged incidents. Make them its children instead: they are resolved with it, too.`,
      'into',
    )
  return [{ type: 'incident.absorbed', absorbed }]
}

export const unmerge = (incident: Incident): readonly IncidentEvent[] => {
  if (!incident.merged) throw new Refusal('conflict', `${incident.number} is not merged into another incident.`)
  return [{ type: 'incident.unmerged', from: incident.merged.into }]
}

export const release = (incident: Incident, command: CommandOf<'release'>): readonly IncidentEvent[] => {
  const numbers = command.numbers.filter((number) => incident.absorbed?.some((other) => other.number === number))
  return numbers.length > 0 ? [{ type: 'incident.released', numbers }] : []
}

export const splitOff = ({ sequence, into }: CommandOf<'split-off'>): readonly IncidentEvent[] => [
  { type: 'incident.split_off', entry: sequence, into },
]

export const followUp = (incident: Incident, { by }: CommandOf<'follow-up'>): readonly IncidentEvent[] => {
  const refuse = (why: string) => new Refusal('conflict', `${incident.number} ${why}`, 'follows')
  if (incident.merged) throw refuse(`is merged into ${incident.merged.into}. Comment there.`)
  if (!isFinished(incident)) throw refuse(`is ${incident.state}. Comment on it instead.`)
  if (incident.followedBy !== undefined)
    throw refuse(`is followed by ${incident.followedBy} already. Comment on ${incident.followedBy}.`)
  return [{ type: 'incident.followed_up', by }]
}

export const undelivered = (command: CommandOf<'report-undelivered'>): readonly IncidentEvent[] => {
  const { address, reason, isPermanent, sequence } = command
  return [
    {
      type: 'incident.undelivered',
      address,
      reason,
      isPermanent,
      ...(sequence !== undefined && { entry: sequence }),
    },
  ]
}
