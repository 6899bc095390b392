import { calendarIn } from '../../policy/policy.ts'
import { type Context, isByDesk } from '../../ticket/actor.ts'
import { signalsPassed } from '../../ticket/clock-time.ts'
import { Refusal } from '../../ticket/refusal.ts'
import type { CommandOf } from '../command.ts'
import type { IncidentEvent } from '../event.ts'
import type { Incident } from '../incident.ts'
import { ensureLegal, isOpen, needsReview } from '../life-cycle.ts'
import { updateIn } from './comment.ts'

/** When an incident that was resolved at that instant closes by itself. */
export const closesAt = (resolvedAt: string, { policy }: Context): string =>
  new Date(Date.parse(resolvedAt) + policy.closeAfterDays * 86_400_000).toISOString()

export const start = (incident: Incident): readonly IncidentEvent[] => {
  ensureLegal(incident, 'start')
  return [{ type: 'incident.started' }]
}

export const hold = (incident: Incident, command: CommandOf<'hold'>, context: Context): readonly IncidentEvent[] => {
  ensureLegal(incident, 'hold')
  const { reason, until, message } = command
  const isForCaller = reason === 'caller'
  if (isForCaller && !message?.text.trim())
    throw new Refusal('invalid', 'Tell the requester what you wait for: write a text.', 'text')
  if (until !== undefined && until <= context.at)
    throw new Refusal('invalid', `until is ${until}, which is past. Give an instant to come.`, 'until')
  const held: IncidentEvent = { type: 'incident.held', reason, ...(until !== undefined && { until }) }
  if (!message?.text.trim()) return [held]
  const isResponse = isForCaller && isByDesk(context.by)
  return [
    {
      type: 'incident.commented',
      message,
      // Only who is asked something need read why it waits.
      visibility: isForCaller ? 'public' : 'internal',
      ...(isResponse && { isResponse }),
      ...updateIn(incident, isForCaller ? 'public' : 'internal', context.by),
    },
    held,
  ]
}

export const resume = (incident: Incident): readonly IncidentEvent[] => {
  ensureLegal(incident, 'resume')
  return [{ type: 'incident.resumed', because: 'asked' }]
}

export const resolve = (
  incident: Incident,
  { code, notes, cause }: CommandOf<'resolve'>,
  context: Context,
): readonly IncidentEvent[] => {
  ensureLegal(incident, 'resolve')
  if (notes.trim() === '')
    throw new Refusal('invalid', 'Say what solved it: the requester and the next agent will read it.', 'notes')
  return [
    {
      type: 'incident.resolved',
      code,
      notes: notes.trim(),
      ...(!incident.isMajor && { closesAt: closesAt(context.at, context) }),
      ...(cause && { cause }),
      ...(incident.children && { children: incident.children }),
    },
  ]
}

export const reopen = (incident: Incident, { reason }: CommandOf<'reopen'>): readonly IncidentEvent[] => {
  ensureLegal(incident, 'reopen')
  return [{ type: 'incident.reopened', because: 'asked', ...(reason?.trim() && { reason: reason.trim() }) }]
}

export const close = (incident: Incident, { by }: Context): readonly IncidentEvent[] => {
  if (incident.isMajor && !isByDesk(by))
    throw new Refusal(
      'forbidden',
      `${incident.number} is a major incident: the desk closes it after its review. Say in a comment that it is solved.`,
    )
  ensureLegal(incident, 'close')
  return [{ type: 'incident.closed', because: 'asked' }]
}

export const cancel = (incident: Incident, { reason }: CommandOf<'cancel'>): readonly IncidentEvent[] => {
  ensureLegal(incident, 'cancel')
  if (reason.trim() === '') throw new Refusal('invalid', 'Say why it is canceled.', 'reason')
  return [{ type: 'incident.canceled', reason: reason.trim() }]
}

/** What time alone brings about: derived from the state, so a late, early or repeated look does no harm. */
export const tick = (incident: Incident, { policy, at }: Context): readonly IncidentEvent[] => {
  if (incident.merged) return []
  const { hold, resolution, state, updates } = incident
  if (state === 'resolved' && !needsReview(incident) && resolution?.closesAt !== undefined && resolution.closesAt <= at)
    return [{ type: 'incident.closed', because: 'time' }]
  const signals = incident.clocks.flatMap((clock) =>
    signalsPassed(clock, calendarIn(policy, clock.calendar), at).map(
      (percent): IncidentEvent => ({
        type: 'incident.sla_signalled',
        clock: clock.id,
        metric: clock.metric,
        percent,
      }),
    ),
  )
  if (isOpen(incident) && updates?.nextUpdateAt && updates.remindAt !== undefined && updates.remindAt <= at) {
    const { nextUpdateAt, everyMinutes } = updates
    signals.push({ type: 'incident.update_overdue', nextUpdateAt, everyMinutes })
  }
  const isWaitedFor = state === 'on_hold' && hold?.until !== undefined && hold.until <= at
  return isWaitedFor ? [...signals, { type: 'incident.resumed', because: 'time' }] : signals
}
