import type { EventOf, IncidentEvent } from '../incident/event.ts'
import { partOf } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { TimelineEntry } from '../ticket/event.ts'
import type { Cause } from '../ticket/sla-explanation.ts'

/** What of a whole timeline explains clocks, and what the people in it are called. */
export interface Causes {
  readonly causes: readonly Cause[]
  /** Names of assignees by their ids. */
  readonly names: ReadonlyMap<string, string>
}

/** Entries a query; a timeline is read to its end, because who held the ticket at first matters to the last second. */
const aPage = 500

/** What happened to an incident that explains its clocks, in order. One bounded query per 500 entries. */
export const readCauses = async (store: Store, number: string): Promise<Causes> => {
  const causes: Cause[] = []
  const names = new Map<string, string>()
  let after: string | undefined
  do {
    const page = await store.parts(number, partOf.event, { limit: aPage, after })
    for (const entry of page.items as unknown as TimelineEntry<IncidentEvent>[]) {
      const { sequence, at, type, by } = entry
      causes.push({ sequence, at, type, by: by.name, ...holderAfter(entry, names) })
    }
    after = page.next
  } while (after !== undefined)
  return { causes, names }
}

const holderAfter = ({ type, data }: TimelineEntry<IncidentEvent>, names: Map<string, string>) => {
  if (type === 'incident.opened') return { team: (data as EventOf<typeof type>).team }
  if (type !== 'incident.assigned') return {}
  const { team, assignee } = data as EventOf<typeof type>
  if (assignee) names.set(assignee.id, assignee.name)
  // An empty name is how a cause says that the ticket was taken from somebody and given to nobody.
  return { team, assignee: assignee?.id ?? '' }
}
