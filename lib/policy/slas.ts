import type { Priority } from '../ticket/priority.ts'
import type { SlaDefinition, SlaMetric, SlaTarget } from '../ticket/sla.ts'

interface Promised {
  readonly response: SlaTarget
  readonly resolution: SlaTarget
  readonly calendar: string
}

/** Until the first answer, and until the resolution. P1 is worked on round the clock, the rest in office hours. */
const promises: Readonly<Record<Priority, Promised>> = {
  P1: { response: { minutes: 15 }, resolution: { minutes: 4 * 60 }, calendar: 'always' },
  P2: { response: { minutes: 30 }, resolution: { minutes: 8 * 60 }, calendar: 'korea' },
  P3: { response: { minutes: 2 * 60 }, resolution: { minutes: 24 * 60 }, calendar: 'korea' },
  P4: { response: { minutes: 4 * 60 }, resolution: { businessDays: 5 }, calendar: 'korea' },
  P5: { response: { minutes: 8 * 60 }, resolution: { businessDays: 10 }, calendar: 'korea' },
}

const define = (priority: Priority, metric: Exclude<SlaMetric, 'custom'>): SlaDefinition => ({
  id: `${priority.toLowerCase()}-${metric}`,
  name: `${priority} ${metric}`,
  version: 1,
  kind: 'sla',
  metric,
  applies: { priorities: [priority] },
  target: promises[priority][metric],
  calendar: promises[priority].calendar,
  zoneFrom: 'calendar',
  // Asking the caller something is itself the first answer, so there is nothing for a response to wait for.
  pausesOn: metric === 'resolution' ? ['caller'] : [],
  onReopen: 'resume',
  retroactive: true,
})

/** The promises to callers that a desk starts with: a response and a resolution for each priority. */
export const defaultSlas: readonly SlaDefinition[] = (['P1', 'P2', 'P3', 'P4', 'P5'] as const).flatMap((priority) => [
  define(priority, 'response'),
  define(priority, 'resolution'),
])
