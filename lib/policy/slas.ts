import type { Priority } from '../ticket/priority.ts'
import { SlaDefinition } from '../ticket/sla.ts'

const hour = 60

/** Minutes until the first answer and until the resolution. P1 is worked on round the clock, the rest in office hours. */
const promised: Readonly<
  Record<
    Priority,
    { readonly response: number; readonly resolution: SlaDefinition['target']; readonly calendar: string }
  >
> = {
  P1: { response: 15, resolution: { minutes: 4 * hour }, calendar: 'always' },
  P2: { response: 30, resolution: { minutes: 8 * hour }, calendar: 'korea' },
  P3: { response: 2 * hour, resolution: { minutes: 24 * hour }, calendar: 'korea' },
  P4: { response: 4 * hour, resolution: { businessDays: 5 }, calendar: 'korea' },
  P5: { response: 8 * hour, resolution: { businessDays: 10 }, calendar: 'korea' },
}

/**
 * The promises a desk starts with, a response and a resolution for each priority. Only the resolution waits for the
 * caller: no question to the caller goes out before the first answer, which ends the response.
 */
export const defaultSlas: readonly SlaDefinition[] = Object.entries(promised).flatMap(
  ([priority, { response, resolution, calendar }]) => [
    SlaDefinition.parse({
      id: `${priority.toLowerCase()}-response`,
      name: `${priority} response`,
      version: 1,
      kind: 'sla',
      metric: 'response',
      applies: { priorities: [priority] },
      target: { minutes: response },
      calendar,
      pausesOn: [],
    }),
    SlaDefinition.parse({
      id: `${priority.toLowerCase()}-resolution`,
      name: `${priority} resolution`,
      version: 1,
      kind: 'sla',
      metric: 'resolution',
      applies: { priorities: [priority] },
      target: resolution,
      calendar,
    }),
  ],
)
