import type { Calendar } from './calendar.ts'
import { type Clock, cancelClock, isOver, pauseClock, resumeClock, startClock } from './clock.ts'
import { clockElapsed, clockTarget } from './clock-time.ts'
import type { HoldReason } from './hold.ts'
import { definitionsFor, type SlaDefinition, type SlaFacts, slotOf } from './sla.ts'

/** What a ticket tells about itself when its promises are looked at again. */
export interface AttachFacts extends SlaFacts {
  readonly openedAt: string
  /** Why it is on hold at that instant. */
  readonly hold?: HoldReason | undefined
  /** Zones of the person it is for and of its team, where they are known. */
  readonly zones?: { readonly requester?: string | undefined; readonly team?: string | undefined } | undefined
}

/** The clocks a ticket has now, and of these the ones that just started; and those that no longer apply, canceled. */
export interface Attached {
  readonly clocks: Clock[]
  readonly started: Clock[]
  readonly canceled: Clock[]
}

const newest = (calendars: readonly Calendar[], { id, calendar }: SlaDefinition): Calendar => {
  const [first, ...rest] = calendars.filter((c) => c.id === calendar)
  if (!first) throw new Error(`The definition "${id}" counts by the calendar "${calendar}", which does not exist`)
  return rest.reduce((best, c) => (c.version > best.version ? c : best), first)
}

/**
 * A mark that the new target has already passed is not told: a change of priority is no burst of warnings. Only a
 * breach is, once: by the new clock if its predecessor did not tell one.
 */
const signalledBy = (clock: Clock, calendar: Calendar, at: string, before: Clock | undefined): Clock['signalled'] => {
  const percent = (clockElapsed(clock, calendar, at) / clockTarget(clock, calendar)) * 100
  if (percent >= 100) return before?.signalled === 100 ? 100 : 75
  if (percent >= 75) return 75
  return percent >= 50 ? 50 : 0
}

const attach = (
  definition: SlaDefinition,
  calendar: Calendar,
  zone: string,
  facts: AttachFacts,
  at: string,
  before: Clock | undefined,
): Clock => {
  const fresh = startClock(definition, calendar, { at, zone })
  const started = definition.retroactive
    ? { ...fresh, startedAt: before?.startedAt ?? facts.openedAt, pauses: before?.pauses ?? [] }
    : fresh
  const clock = facts.hold ? pauseClock(started, facts.hold, at) : resumeClock(started, at)
  return { ...clock, signalled: signalledBy(clock, calendar, at, before) }
}

/**
 * The clocks of a ticket whose priority, team or requester may have changed, or that has just been opened (`clocks`
 * empty). A clock whose definition still applies, in the same zone, goes on untouched in the version it began with. A completed one is
 * history and keeps its place: what was answered in time under one promise is not judged by another. A new one takes
 * the place of the running one: a retroactive one with its start and its pauses, or from the ticket's opening when
 * there was none; another from now. `calendars` may hold several versions; a new clock takes the newest.
 */
export const reattach = (
  clocks: readonly Clock[],
  definitions: readonly SlaDefinition[],
  calendars: readonly Calendar[],
  facts: AttachFacts,
  at: string,
): Attached => {
  const kept = clocks.filter((clock) => clock.completedAt !== undefined)
  const running = new Map(clocks.filter((clock) => !isOver(clock)).map((clock) => [slotOf(clock), clock]))
  const done = new Set(kept.map(slotOf))
  const started: Clock[] = []
  for (const definition of definitionsFor(definitions, facts)) {
    const slot = slotOf(definition)
    if (done.has(slot)) continue
    const before = running.get(slot)
    const calendar = newest(calendars, definition)
    const zone = (definition.zoneFrom !== 'calendar' && facts.zones?.[definition.zoneFrom]) || calendar.zone
    if (before?.id === definition.id && before.zone === zone) {
      running.delete(slot)
      kept.push(before)
      continue
    }
    started.push(attach(definition, calendar, zone, facts, at, before))
  }
  const canceled = [...running.values()].map((clock) => cancelClock(clock, at))
  return { clocks: [...kept, ...started], started, canceled }
}
