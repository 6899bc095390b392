import { type Key, key } from '../store/schema.ts'
import type { Item, Store, Write } from '../store/store.ts'
import type { Origin } from '../ticket/actor.ts'
import type { TimelineEntry } from '../ticket/event.ts'
import { ticketNumber } from '../ticket/number.ts'
import type { Beside, Process, Ticket } from '../ticket/process.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'
import type { PolicySource } from './policy-source.ts'

/** A mark that an input has taken effect, written together with the effect, and never twice. */
export interface Receipt {
  /** What the input is called, such as `api#<person>#<Idempotency-Key>`. */
  readonly input: string
  /** Anything a repetition must know again, such as a digest of the request. */
  readonly note?: Item
  /** Unix seconds after which it may be forgotten; absent: never. */
  readonly expiresAt?: number
}

/** Where orders are carried out: the table, and the rules in force. */
export interface Office {
  readonly store: Store
  readonly policies: PolicySource
}

/** What to do, to which ticket, and what else must be true or written in the same transaction. */
export interface Order<State extends Ticket, Command, Event extends { readonly type: string }> {
  readonly process: Process<State, Command, Event>
  /** The ticket; absent: a new one gets the next number. */
  readonly number?: string
  /** A count that was taken for the new ticket beforehand; without it one is taken once the decision stands. */
  readonly count?: number
  readonly command: Command
  readonly context: Origin
  readonly receipt?: Receipt
  /** The version the caller has seen (If-Match); another one is refused as stale. */
  readonly ifVersion?: number
  /** Writes that belong to the same fact, such as the Message-ID that now points to this ticket. */
  readonly also?: (number: string, before: State | undefined) => readonly Write[]
  /**
   * What the same fact means to other tickets of the process, decided on each as it stands: all of it happens, or nothing.
   * `before` is the ticket as the command found it.
   */
  readonly alongside?: (now: State, before: State | undefined) => readonly Alongside<State, Command>[]
}

/** A command to another ticket, carried out in the same transaction. */
export interface Alongside<State, Command> {
  readonly number: string
  readonly command: Command
  /** The version the caller has seen; another one is refused as stale. */
  readonly ifVersion?: number
  /** What it means to further tickets; given that ticket as it is after the command. */
  readonly onwards?: (now: State) => readonly Alongside<State, Command>[]
}

/** What an order came to. `repeated`: this input took effect before, and nothing was written now. */
export interface Result<State> {
  readonly number: string
  readonly state: State
  readonly repeated: boolean
}

/** A colleague's write between our read and ours is no error: look again, decide again, at most this often. */
const attempts = 3

/**
 * Carries out one order, as the only writer of tickets: load, decide, fold, commit one transaction with the head
 * (if its version is still the one read), the new timeline entries, the receipt and what else was asked for.
 * Throws the decision's `Refusal` (nothing written), or `Conflict` when others kept writing at the same time or a condition
 * of `also` does not hold.
 */
export const execute = async <State extends Ticket, Command, Event extends { readonly type: string }>(
  office: Office,
  order: Order<State, Command, Event>,
): Promise<Result<State>> => {
  const { store } = office
  const { process, context, receipt } = order
  let number = order.number
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = number === undefined ? undefined : await load(store, process, number)
    if (order.number !== undefined && !before) throw noSuchTicket(order.number)
    if (before) ensureFresh(before, order.ifVersion)
    const events = await decided(office, process, before, order.command, context)
    // Once the decision stands, so that a refused command uses none up.
    number ??= ticketNumber(process.prefix, order.count ?? (await store.next(key.counter(process.kind), context.at)))
    if (events.length === 0 && before) return { number, state: before, repeated: false }
    const { state, writes: own } = await step(office, process, before, events, number, context)
    const others = await beside(office, process, context, order.alongside?.(state, before) ?? [])
    const also = order.also?.(number, before) ?? []
    const writes = [...own, ...others, ...also, ...(receipt ? [receiptWrite(receipt, number)] : [])]
    const outcome = await store.commit(writes)
    if (outcome.committed) return { number, state, repeated: false }
    const repeated = receipt && outcome.refused.includes(writes.length - 1) && (await resultOf(store, process, receipt))
    if (repeated) return repeated
    // What else was asked for does not hold any more; deciding again would not change that, only the caller can.
    const isAlso = (i: number) => i >= own.length + others.length && i < own.length + others.length + also.length
    if (outcome.refused.some(isAlso)) break
  }
  throw new Conflict(`Others wrote at the same time as this to ${number}; nothing was written. Try again.`)
}

/** Refuses a command by somebody who has seen another version than the present one. */
export const ensureFresh = ({ number, version }: Ticket, seen: number | undefined): void => {
  if (seen === undefined || seen === version) return
  throw new Refusal('stale', `${number} is at version ${version}, not ${seen}. Read it again.`, undefined, { version })
}

const noSuchTicket = (number: string) => new Refusal('not_found', `There is no ticket ${number}.`)

const decided = async <State extends Ticket, Command, Event extends { readonly type: string }>(
  { policies }: Office,
  process: Process<State, Command, Event>,
  before: State | undefined,
  command: Command,
  origin: Origin,
): Promise<readonly Event[]> => {
  const policy = await policies.with(before ? process.calendarsOf(before) : [])
  return process.decide(before, command, { ...origin, policy })
}

/** The writes of one ticket's events: its head as it is now, with what it waits for, and its new entries. */
const step = async <State extends Ticket, Command, Event extends { readonly type: string }>(
  { policies }: Office,
  process: Process<State, Command, Event>,
  before: State | undefined,
  events: readonly Event[],
  number: string,
  origin: Origin,
): Promise<{ state: State; writes: Write[] }> => {
  const { state, entries } = fold(process, before, events, number, origin)
  const plan = process.plan(state, { policy: await policies.with(process.calendarsOf(state)) })
  return {
    state,
    writes: [
      { put: { ...state, ...plan }, at: key.ticket(number), if: before ? { version: before.version } : 'absent' },
      ...entries.map(
        (entry): Write => ({
          put: { ...entry, ...(process.counted.has(entry.type) && { team: state.team }) },
          at: key.event(entry.number, entry.sequence),
          if: 'absent',
        }),
      ),
      ...(process.beside?.(before, state) ?? []).map((item): Write => ({ put: item.value, at: placeOf(item, number) })),
    ],
  }
}

const placeOf = (item: Beside, number: string): Key =>
  item.is === 'ballot' ? key.ballot(item.person, number, item.stage) : key[item.is](number)

const beside = async <State extends Ticket, Command, Event extends { readonly type: string }>(
  office: Office,
  process: Process<State, Command, Event>,
  origin: Origin,
  wanted: readonly Alongside<State, Command>[],
): Promise<readonly Write[]> => {
  const writes: Write[] = []
  for (const { number, command, ifVersion, onwards } of wanted) {
    const before = await load(office.store, process, number)
    if (!before) throw noSuchTicket(number)
    ensureFresh(before, ifVersion)
    const events = await decided(office, process, before, command, origin)
    if (events.length === 0) continue
    const { state, writes: own } = await step(office, process, before, events, number, origin)
    writes.push(...own, ...(await beside(office, process, origin, onwards?.(state) ?? [])))
  }
  return writes
}

/** The result that an input had, if it took effect before: what a repetition answers. */
export const resultOf = async <State extends Ticket>(
  store: Store,
  process: Pick<Process<State, never, never>, 'kind' | 'restore'>,
  receipt: Pick<Receipt, 'input'>,
): Promise<(Result<State> & { readonly note: Item }) | undefined> => {
  const found = await store.get(key.receipt(receipt.input))
  if (!found) return undefined
  const state = await load(store, process, String(found.number))
  if (!state) throw new Error(`The receipt of ${receipt.input} names ${found.number}, which does not exist`)
  return { number: state.number, state, repeated: true, note: (found.note as Item | undefined) ?? {} }
}

/** The ticket of this number, if it is one of the process. */
export const load = async <State extends Ticket>(
  store: Store,
  process: Pick<Process<State, never, never>, 'kind' | 'restore'>,
  number: string,
): Promise<State | undefined> => {
  const item = await store.get(key.ticket(number))
  return item?.kind === process.kind ? process.restore(item) : undefined
}

const fold = <State extends Ticket, Command, Event extends { readonly type: string }>(
  process: Process<State, Command, Event>,
  before: State | undefined,
  events: readonly Event[],
  number: string,
  { at, by, channel, isImport }: Origin,
): { state: State; entries: TimelineEntry<Event>[] } => {
  let state = before
  const entries = events.map((event): TimelineEntry<Event> => {
    const sequence = (state?.version ?? 0) + 1
    state = process.evolve(state, event, { number, sequence, at })
    const { type, ...data } = event
    return { kind: 'event', number, sequence, type, at, by, channel, data, ...(isImport && { isImport }) }
  })
  if (!state) throw new Error(`The command on ${number} led to no event and there is no ticket`)
  return { state, entries }
}

/** The state that a timeline adds up to: what the stored head must equal, always. */
export const replay = <State extends Ticket, Command, Event extends { readonly type: string }>(
  process: Process<State, Command, Event>,
  entries: readonly TimelineEntry<Event>[],
): State | undefined =>
  entries.reduce<State | undefined>(
    (state, { type, data, ...placed }) => process.evolve(state, { type, ...data } as unknown as Event, placed),
    undefined,
  )

const receiptWrite = (receipt: Receipt, number: string): Write => ({
  put: { kind: 'receipt', number, note: receipt.note ?? {}, expiresAt: receipt.expiresAt },
  at: key.receipt(receipt.input),
  if: 'absent',
})
