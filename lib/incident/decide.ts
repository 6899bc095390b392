import type { Context } from '../ticket/actor.ts'
import { Refusal } from '../ticket/refusal.ts'
import type { IncidentCommand } from './command.ts'
import { announce, withdrawAnnouncement } from './decision/announce.ts'
import { assign } from './decision/assign.ts'
import { edit, overridePriority, prioritize } from './decision/classify.ts'
import { comment, echo } from './decision/comment.ts'
import { acceptMajor, declareMajor, proposeMajor, rejectMajor, review, updatePlan } from './decision/major.ts'
import { cancel, close, hold, reopen, resolve, resume, start, tick } from './decision/move.ts'
import { open } from './decision/open.ts'
import { rate } from './decision/rate.ts'
import {
  absorb,
  child,
  followUp,
  merge,
  release,
  setParent,
  splitOff,
  undelivered,
  unmerge,
} from './decision/relate.ts'
import { unwatch, watch } from './decision/watch.ts'
import type { IncidentEvent } from './event.ts'
import type { Incident } from './incident.ts'

/** The events a command leads to (none when it changes nothing), or a `Refusal` that names the field. Pure. */
export const decide = (
  incident: Incident | undefined,
  command: IncidentCommand,
  context: Context,
): readonly IncidentEvent[] => {
  if (command.type === 'open') {
    if (incident) throw new Refusal('conflict', `${incident.number} is open already.`)
    return open(command, context)
  }
  if (!incident) throw new Refusal('not_found', 'There is no such incident.')
  switch (command.type) {
    case 'comment':
      return comment(incident, command, context)
    case 'echo':
      return echo(incident, command, context)
    case 'edit':
      return edit(incident, command)
    case 'assign':
      return assign(incident, command, context)
    case 'prioritize':
      return prioritize(incident, command, context)
    case 'override-priority':
      return overridePriority(incident, command, context)
    case 'start':
      return start(incident)
    case 'hold':
      return hold(incident, command, context)
    case 'resume':
      return resume(incident)
    case 'resolve':
      return resolve(incident, command, context)
    case 'reopen':
      return reopen(incident, command)
    case 'rate':
      return rate(incident, command)
    case 'close':
      return close(incident, context)
    case 'cancel':
      return cancel(incident, command)
    case 'watch':
      return watch(incident, command)
    case 'unwatch':
      return unwatch(incident, command)
    case 'declare-major':
      return declareMajor(incident, command, context)
    case 'propose-major':
      return proposeMajor(incident, command)
    case 'accept-major':
      return acceptMajor(incident, command, context)
    case 'reject-major':
      return rejectMajor(incident, command)
    case 'update-plan':
      return updatePlan(incident, command)
    case 'review':
      return review(incident, command, context)
    case 'announce':
      return announce(incident, command, context)
    case 'withdraw-announcement':
      return withdrawAnnouncement(incident)
    case 'set-parent':
      return setParent(incident, command)
    case 'add-child':
    case 'remove-child':
      return child(incident, command)
    case 'merge':
      return merge(incident, command)
    case 'absorb':
      return absorb(incident, command)
    case 'unmerge':
      return unmerge(incident)
    case 'release':
      return release(incident, command)
    case 'split-off':
      return splitOff(command)
    case 'follow-up':
      return followUp(incident, command)
    case 'report-infected':
      return [{ type: 'incident.file_infected', name: command.name, threat: command.threat }]
    case 'report-undelivered':
      return undelivered(command)
    case 'tick':
      return tick(incident, context)
  }
}
