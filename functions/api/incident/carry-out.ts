import { type Receipt, type Result, resultOf } from '../../../lib/desk/execute.ts'
import type { Wish } from '../../../lib/desk/incident-order.ts'
import { readTicket } from '../../../lib/desk/read-ticket.ts'
import { recordFor } from '../../../lib/desk/shown.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { calendarsOf, plan } from '../../../lib/incident/plan.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { actorOf } from '../../../lib/people/person.ts'
import type { Store } from '../../../lib/store/store.ts'
import type { Origin } from '../../../lib/ticket/actor.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import { receiptOf, refuseOther } from '../idempotency.ts'
import { versionIn } from '../if-match.ts'
import type { ApiDesk, Call } from '../operation.ts'
import { entryView } from './entry-view.ts'
import { summaryFor } from './summary.ts'

/** Who asks, and the mark that the request leaves. */
export interface Asked {
  readonly context: Origin
  readonly receipt: Receipt | undefined
}

/** The earlier answer to the same request, or a refusal where the key was used for another one. */
const answered = async (store: Store, receipt: Receipt | undefined): Promise<Result<Incident> | undefined> => {
  const before = receipt && (await resultOf(store, incidentProcess, receipt))
  if (before) refuseOther(before.note, receipt)
  return before
}

const saved = async (
  call: Call,
  desk: ApiDesk,
  status: number,
  { state, repeated }: Result<Incident>,
): Promise<Response> => {
  const policy = await desk.policies.with(calendarsOf(state))
  return {
    status,
    headers: {
      etag: `"${state.version}"`,
      location: `/api/v1/incidents/${state.number}`,
      ...(repeated && { 'idempotent-replayed': 'true' }),
    },
    body: summaryFor(call.caller, { ...state, targetAt: plan(state, { policy }).targetAt }),
  }
}

/** Carries out what changes an incident, once however often it is sent with the same Idempotency-Key, and answers its summary. */
export const carryOut = async (
  call: Call,
  desk: ApiDesk,
  status: number,
  order: (asked: Asked) => Promise<Result<Incident>>,
): Promise<Response> => {
  const at = desk.now()
  const receipt = receiptOf(call, at)
  const before = await answered(desk.store, receipt)
  if (before) return saved(call, desk, status, before)
  try {
    const asked = { context: { at, by: actorOf(call.caller), channel: call.channel ?? 'api' }, receipt } as const
    return await saved(call, desk, status, await order(asked))
  } catch (error) {
    // The same request, sent twice at once, stood in its own way.
    const meanwhile = await answered(desk.store, receipt)
    if (meanwhile) return saved(call, desk, status, meanwhile)
    throw error
  }
}

/** Entries that a refusal tells; more are asked for with the cursor. */
const mostChanges = 50

/**
 * Carries out a command to the incident of this number. Whoever has seen an older version than the present one is refused
 * with what happened since, as much of it as they may see.
 */
export const carryOutOn = (
  call: Call,
  desk: ApiDesk,
  status: number,
  number: string,
  order: (wish: Wish) => Promise<Result<Incident>>,
): Promise<Response> =>
  carryOut(call, desk, status, async (asked) => {
    const ifVersion = versionIn(call)
    try {
      return await order({ ...asked, number, ifVersion })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'stale' || ifVersion === undefined) throw error
      const record = await readTicket(desk.store, number, ifVersion, mostChanges)
      throw new Refusal('stale', error.message, error.field, {
        ...error.facts,
        changes: record ? recordFor(call.caller, record).timeline.map((entry) => entryView(entry)) : [],
        changesCursor: record?.more === undefined ? null : String(record.more),
      })
    }
  })
