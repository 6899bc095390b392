import { type Receipt, type Result, resultOf } from '../../lib/desk/execute.ts'
import { readTicket } from '../../lib/desk/read-ticket.ts'
import { recordFor } from '../../lib/desk/shown.ts'
import { actorOf } from '../../lib/people/person.ts'
import type { Item, Store } from '../../lib/store/store.ts'
import type { Origin } from '../../lib/ticket/actor.ts'
import type { Process, Ticket } from '../../lib/ticket/process.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Response } from '../edge/http.ts'
import { receiptOf, refuseOther } from './idempotency.ts'
import { versionIn } from './if-match.ts'
import type { ApiDesk, Call } from './operation.ts'

/** Who asks, and the mark that the request leaves. */
export interface Asked {
  readonly context: Origin
  readonly receipt: Receipt | undefined
}

/** Which ticket, who asks, and what must hold. */
export interface Wish extends Asked {
  readonly number: string
  /** The version the caller has seen. */
  readonly ifVersion: number | undefined
}

/** In what tickets of one process differ from those of others when something is done to them. */
export interface Carried<State extends Ticket> {
  readonly process: Pick<Process<State, never, never>, 'kind' | 'restore'>
  /** Where they are read, such as `/api/v1/incidents`. */
  readonly path: string
  /** What a command answers. */
  summary(call: Call, desk: ApiDesk, state: State): Promise<object>
  /** An entry of a timeline as the API shows it to whoever may see it. */
  entry(entry: Item): object
}

/** Entries that a refusal tells; more are asked for with the cursor. */
const mostChanges = 50

/** How commands to tickets of a process are carried out, the same for every process. */
export const carrying = <State extends Ticket>({ process, path, summary, entry }: Carried<State>) => {
  /** The earlier answer to the same request, or a refusal where the key was used for another one. */
  const answered = async (store: Store, receipt: Receipt | undefined): Promise<Result<State> | undefined> => {
    const before = receipt && (await resultOf(store, process, receipt))
    if (before) refuseOther(before.note, receipt)
    return before
  }

  const saved = async (
    call: Call,
    desk: ApiDesk,
    status: number,
    { state, repeated }: Result<State>,
  ): Promise<Response> => ({
    status,
    headers: {
      etag: `"${state.version}"`,
      location: `${path}/${state.number}`,
      ...(repeated && { 'idempotent-replayed': 'true' }),
    },
    body: await summary(call, desk, state),
  })

  /** Carries out what changes a ticket, once however often it is sent with the same Idempotency-Key, and answers its summary. */
  const carryOut = async (
    call: Call,
    desk: ApiDesk,
    status: number,
    order: (asked: Asked) => Promise<Result<State>>,
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

  /**
   * Carries out a command to the ticket of this number. Whoever has seen an older version than the present one is refused
   * with what happened since, as much of it as they may see.
   */
  const carryOutOn = (
    call: Call,
    desk: ApiDesk,
    status: number,
    number: string,
    order: (wish: Wish) => Promise<Result<State>>,
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
          changes: record ? recordFor(call.caller, record).timeline.map((one) => entry(one)) : [],
          changesCursor: record?.more === undefined ? null : String(record.more),
        })
      }
    })

  return { carryOut, carryOutOn }
}
