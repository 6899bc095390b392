import {
  approvedStops,
  decided,
  isOver,
  newWindow,
  oneMore,
  Safety,
  type SafetyDecision,
  untouched,
} from '../../people/directory/safety.ts'
import { key, list, pendingOf } from '../../store/schema.ts'
import type { Item, Store, Write } from '../../store/store.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import { readDirectoryRules } from './rules.ts'
import { stopMails } from './stop-mails.ts'

/** Whom the directory wants to deactivate, and when it said so. */
export interface Leaver {
  readonly id: string
  readonly name: string
}

/** More people than this make no other limit than these: then it stops earlier rather than later. */
const mostCounted = 20_000
const aPage = 1000
const attempts = 5

/** How it stands. */
export const readSafety = async (store: Store): Promise<Safety> => {
  const found = await store.get(key.safety())
  return found ? Safety.parse(found) : untouched
}

/** How it stands for somebody who would go now: in a new window where the last one is over. */
export const currentSafety = async (store: Store, at: string): Promise<Safety> => {
  const [safety, { safety: rule }] = await Promise.all([readSafety(store), readDirectoryRules(store)])
  return isOver(safety, rule, at) ? newWindow(safety, rule, await countDirectoryPeople(store), at) : safety
}

/** How many active people the directory knows, counted up to 20,000. */
export const countDirectoryPeople = async (store: Store): Promise<number> => {
  let count = 0
  let after: string | undefined
  do {
    const page = await store.keys(list.directoryPeople(), { limit: aPage, ...(after !== undefined && { after }) })
    count += page.items.length
    after = page.next
  } while (after !== undefined && count < mostCounted)
  return count
}

/**
 * The writes that must go with the deactivation of somebody by the directory. When it is one too many it is stopped: who
 * was to go is put down, administrators are told once, and this and every further one is refused (`facts.stop`) until an
 * administrator has approved or dismissed them.
 */
export const letGo = async (store: Store, leaver: Leaver, at: string): Promise<readonly Write[]> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const safety = await readSafety(store)
    if (await isApproved(store, safety, leaver, at)) return []
    const current = await currentSafety(store, at)
    const { next, passes } = oneMore(current, at)
    if (passes) return [write(next, current.version)]
    const isNews = next.stop !== current.stop
    const pending: Write = {
      put: { kind: 'pending', id: leaver.id, name: leaver.name, at },
      at: key.pending(next.stop, leaver.id),
    }
    const news = isNews ? [write(next, current.version), ...(await stopMails(store, next, at))] : []
    const outcome = await store.commit([pending, ...news])
    if (outcome.committed) throw stopped(next)
  }
  throw new Conflict('Others were deactivated at the same time as this; nothing was written. Try again.')
}

const write = (next: Safety, version: number): Write => ({
  put: { ...next, version: version + 1 },
  at: key.safety(),
  if: { version },
})

const isApproved = async (store: Store, safety: Safety, { id }: Leaver, at: string): Promise<boolean> => {
  const stops = approvedStops(safety, at)
  if (stops.length === 0) return false
  return (await store.getMany(stops.map((stop) => key.pending(stop, id)))).length > 0
}

const stopped = ({ stop, limit }: Safety) =>
  new Refusal(
    'conflict',
    `The directory has deactivated ${limit} people within a short time and was stopped. Nobody else goes until an administrator approves it: POST /api/v1/directory/safety/approve.`,
    'active',
    { stop },
  )

/** Whom the directory wanted to deactivate since the n-th stop, page by page. */
export const listPending = async (
  store: Store,
  stop: number,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly items: readonly Item[]; readonly next?: string | undefined }> => {
  const { pk } = key.safety()
  const page = await store.parts(pk, pendingOf(stop), { limit, ...(after !== undefined && { after }) })
  return { items: page.items, next: page.next }
}

/** Decides about the present stop: those who wait may go when the directory asks again, or it was a mistake. */
export const decideStop = async (store: Store, decision: SafetyDecision): Promise<Safety> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const safety = await readSafety(store)
    if (safety.stoppedAt === undefined || safety.stop !== decision.stop)
      throw new Refusal(
        'conflict',
        `stop: the directory is not stopped for the ${decision.stop}. time. Read it again.`,
        'stop',
      )
    const next = decided(safety, decision)
    const outcome = await store.commit([write(next, safety.version)])
    if (outcome.committed) return { ...next, version: safety.version + 1 }
  }
  throw new Conflict('Others decided at the same time as this; nothing was written. Try again.')
}
