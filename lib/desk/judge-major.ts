import type { CommandOf } from '../incident/command.ts'
import type { Incident } from '../incident/incident.ts'
import { incidentProcess } from '../incident/process.ts'
import { key } from '../store/schema.ts'
import type { Write } from '../store/store.ts'
import { adopt } from './adopt.ts'
import { ensureFresh, execute, load, type Office, type Result } from './execute.ts'
import type { Wish } from './incident-order.ts'

/** Remembers that incidents of this service are no major one, so that no rule says so again at once. */
const rejection = (before: Incident | undefined, at: string): readonly Write[] => {
  const { service = before?.service, count } = before?.candidate ?? {}
  if (service === undefined) return []
  return [{ put: { kind: 'surge-rejection', service, at, count }, at: key.surgeRejection(service) }]
}

/** Decides that a candidate is no major incident. */
export const rejectMajor = (
  office: Office,
  { reason, ...wish }: Wish & { reason: string },
): Promise<Result<Incident>> =>
  execute(office, {
    ...wish,
    process: incidentProcess,
    command: { type: 'reject-major', reason },
    also: (_, before) => rejection(before, wish.context.at),
  })

/** Declares a major incident, or says that it is none any more. */
export const declareMajor = (
  office: Office,
  { isMajor, reason, everyMinutes, ...wish }: Wish & Omit<CommandOf<'declare-major'>, 'type'>,
): Promise<Result<Incident>> =>
  execute(office, {
    ...wish,
    process: incidentProcess,
    command: { type: 'declare-major', isMajor, reason, everyMinutes },
    also: (_, before) => (isMajor ? [] : rejection(before, wish.context.at)),
  })

/**
 * Decides that a candidate is a major incident, and makes others its children. Those come first and the decision last, so
 * that a repetition of a call that was cut off brings all of it about; what cannot be decided so is refused before.
 */
export const acceptMajor = async (
  office: Office,
  {
    children,
    reason,
    everyMinutes,
    ...wish
  }: Wish & Omit<CommandOf<'accept-major'>, 'type'> & { children: readonly string[] },
): Promise<Result<Incident>> => {
  const command = { type: 'accept-major', reason, ...(everyMinutes !== undefined && { everyMinutes }) } as const
  const order = { ...wish, process: incidentProcess, command }
  const before = children.length > 0 ? await load(office.store, incidentProcess, wish.number) : undefined
  if (!before) return execute(office, order)
  ensureFresh(before, wish.ifVersion)
  incidentProcess.decide(before, command, { ...wish.context, policy: await office.policies.with([]) })
  await adopt(office, { number: wish.number, context: wish.context, children })
  return execute(office, { ...order, ifVersion: undefined })
}
