import type * as z from 'zod'
import type { Result } from '../../../lib/desk/execute.ts'
import type { Wish } from '../../../lib/desk/incident-order.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { type ActionOn, may } from '../../../lib/people/access.ts'
import type { Caller } from '../../../lib/people/caller.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { type ApiDesk, type Call, type Operation, operation } from '../operation.ts'
import { carryOutOn } from './carry-out.ts'
import { IncidentSummary } from './summary.ts'
import { visible } from './visible.ts'

/** A command as it was asked for, of an incident that the caller may see. */
export interface AskedOf<Body> {
  readonly body: Body
  readonly wish: Wish
  readonly incident: Incident
  readonly caller: Caller
  readonly desk: ApiDesk
}

/** A command to an incident as the API offers it. */
export interface Command<Body extends z.ZodType> {
  /** The last part of its path, such as `start`. */
  readonly name: string
  /** What the document calls it, where that is not `<name>Incident`. */
  readonly id?: string
  readonly summary: string
  readonly description?: string
  readonly body: Body
  /** What the caller must be allowed to do. */
  readonly action: ActionOn<'incident'>
  /** 201 for one that makes another incident. */
  readonly status?: number
  run(asked: AskedOf<z.output<Body>>): Promise<Result<Incident>>
}

const remedies: Readonly<Partial<Record<ActionOn<'incident'>, string>>> = {
  work: 'Only the desk does this. Ask for it in a comment.',
  reopen: 'Only the requester or an agent reopens an incident. Ask for it in a comment.',
  close: 'Only the requester or an agent closes an incident. Say in a comment that it is solved.',
  rate: 'Only the requester rates a solution.',
  cancel: 'Only the requester or an agent cancels an incident. Ask for it in a comment.',
}

/** Refuses a caller who sees the incident and may not do this to it. */
export const ensureMay = (caller: Caller, action: ActionOn<'incident'>, incident: Incident): void => {
  if (!may(caller, action, incident)) throw new Refusal('forbidden', remedies[action] ?? 'You may not do this here.')
}

/** `override-priority` → `overridePriorityIncident`. */
const idOf = (name: string) => `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Incident`

/** The operation `POST /api/v1/incidents/{number}/<name>`: answers the incident's summary after the command. */
export const command = <Body extends z.ZodType>(c: Command<Body>): Operation => {
  const { name, id = idOf(name), summary, description, body, action, status = 200 } = c
  return operation({
    method: 'POST',
    path: `/api/v1/incidents/{number}/${name}`,
    id,
    summary,
    description,
    body,
    status,
    answer: IncidentSummary,
    access: { kind: 'incident', action },
    idempotent: true,
    matching: true,
    run: async (call: Call<z.output<Body>>, desk: ApiDesk) => {
      const incident = await visible(call, desk.store)
      const { caller, body } = call
      ensureMay(caller, action, incident)
      return carryOutOn(call, desk, status, incident.number, (wish) => c.run({ body, wish, incident, caller, desk }))
    },
  })
}
