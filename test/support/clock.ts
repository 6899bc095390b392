import fc from 'fast-check'
import type { Calendar } from '../../lib/ticket/calendar.ts'
import { type Clock, completeClock, pauseClock, reopenClock, resumeClock, startClock } from '../../lib/ticket/clock.ts'
import { SlaDefinition } from '../../lib/ticket/sla.ts'
import { anySituation, iso } from './calendar.ts'

/** What happens to a ticket: it waits for its caller (which stops the clock), for a vendor (which does not), and so on. */
const steps = ['caller', 'vendor', 'resume', 'complete', 'reopen'] as const

/** A clock with a life behind it, and the plain story of it: when it ran and when it stood still. */
export interface Life {
  readonly clock: Clock
  readonly calendar: Calendar
  readonly zone: string
  readonly start: number
  /** From that instant on it ran, or stood still. */
  readonly story: readonly (readonly [at: number, runs: boolean])[]
}

const fold = {
  caller: (clock: Clock, at: string) => pauseClock(clock, 'caller', at),
  vendor: (clock: Clock, at: string) => pauseClock(clock, 'vendor', at),
  resume: resumeClock,
  complete: completeClock,
  reopen: reopenClock,
}

/** Any life of a clock that resumes when reopened. */
export const anyLife: fc.Arbitrary<Life> = fc
  .tuple(
    anySituation,
    fc.oneof(
      fc.record({ minutes: fc.integer({ min: 1, max: 2000 }) }),
      fc.record({ businessDays: fc.constantFrom(1, 2) }),
    ),
    fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.constantFrom(...steps)), { maxLength: 8 }),
  )
  .map(([{ calendar, zone, at: start }, target, events]) => {
    const definition = SlaDefinition.parse({
      id: 'any',
      name: 'Any',
      version: 1,
      kind: 'sla',
      metric: 'resolution',
      target,
      calendar: calendar.id,
    })
    let clock = startClock(definition, calendar, { at: iso(start), zone })
    let [at, isDone] = [start, false]
    const story: [number, boolean][] = [[start, true]]
    for (const [minutes, step] of events) {
      at += minutes * 60_000
      clock = fold[step](clock, iso(at))
      if (step === 'complete') isDone = true
      else if (step === 'reopen') {
        if (!isDone) continue
        isDone = false
      } else if (isDone) continue
      story.push([at, !isDone && step !== 'caller'])
    }
    return { clock, calendar, zone, start, story }
  })

/** Whether the story says that the clock ran at the instant. */
export const ran = ({ story }: Life, milliseconds: number): boolean =>
  story.findLast(([at]) => at <= milliseconds)?.[1] ?? false
