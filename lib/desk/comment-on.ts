import type { CommandOf, IncidentCommand } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentProcess } from '../incident/process.ts'
import { execute, type Office, type Result } from './execute.ts'
import type { IncidentAlongside, IncidentOrder } from './incident-order.ts'

type CommentOrder = Omit<IncidentOrder, 'process' | 'command' | 'alongside'> & {
  readonly number: string
  readonly command: CommandOf<'comment'>
}

/**
 * Adds a comment to an incident. On a merged one the words stay where they were written, and the incident it was merged
 * into shows them and is moved by them, in the same transaction: so an unmerge gives every message back by itself.
 */
export const commentOn = (office: Office, order: CommentOrder): Promise<Result<Incident>> =>
  execute(office, {
    ...order,
    process: incidentProcess,
    alongside: (now, before) => echoes(now, order.command, before),
  })

/** Whoever has this incident's messages hears of the new one, up the chain of merges. */
const echoes = (
  now: Incident,
  { message, visibility, watchers, isQuiet }: CommandOf<'comment'>,
  before: Incident | undefined,
): readonly IncidentAlongside[] => {
  const command: IncidentCommand = {
    type: 'echo',
    origin: now.number,
    // The comment is the first thing that happened: what it moves comes after it.
    sequence: (before?.version ?? 0) + 1,
    visibility,
    watchers,
    // Words that nobody can vouch for move nothing here either.
    isQuiet: isQuiet || message.mail?.verified === false,
    messageId: message.mail?.messageId,
  }
  const up = (incident: Incident): readonly IncidentAlongside[] =>
    incident.merged ? [{ number: incident.merged.into, command, onwards: up }] : []
  return up(now)
}
