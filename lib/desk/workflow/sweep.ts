import { changeProcess } from '../../change/process.ts'
import { list } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { executionNamed, nameOf } from '../../workflow/execution.ts'
import type { Running } from '../../workflow/machine.ts'
import { begin, type Settled, settle } from './settle.ts'
import type { WorkflowDesk } from './wait.ts'

/** The states in which an execution walks with a change. */
const live = ['authorize', 'scheduled', 'implement', 'review']

/** Changes a query. */
const aPage = 500

/** What is under way is not lost: a task is tried again for this long, and lists tell of executions late. */
const lostAfterMinutes = 10

const numbersIn = async (store: Store, state: string, month: string): Promise<readonly string[]> => {
  const numbers: string[] = []
  let after: string | undefined
  do {
    const page = await store.list(list.byState(changeProcess.kind, state, month), { limit: aPage, after })
    numbers.push(...page.items.map(({ number }) => String(number)))
    after = page.next
  } while (after !== undefined)
  return numbers
}

/** What a sweep came to. */
export interface Swept {
  readonly looked: number
  /** Executions that were begun because none walked with a change, and those that were ended because they waited for nothing. */
  readonly begun: readonly string[]
  readonly stopped: readonly string[]
}

/**
 * Looks at every change that an execution should walk with, and at every execution that runs: tokens that were not answered
 * are, executions that never began or ended too early are begun, those whose token is lost are ended and begun anew. One that
 * fails does not keep the others from it; its error comes last.
 */
export const sweep = async (desk: WorkflowDesk): Promise<Swept> => {
  const month = desk.now().slice(0, 7)
  const [running, ...byState] = await Promise.all([
    desk.machine.running(),
    ...live.map((state) => numbersIn(desk.store, state, month)),
  ])
  const executions = Map.groupBy(running, ({ name }) => executionNamed(name)?.number ?? '')
  executions.delete('')
  const numbers = new Set([...byState.flat(), ...executions.keys()])
  const begun: string[] = []
  const stopped: string[] = []
  const failures: unknown[] = []
  for (const number of numbers) {
    try {
      const mended = await mend(desk, number, executions.get(number) ?? [])
      begun.push(...mended.begun)
      stopped.push(...mended.stopped)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return { looked: numbers.size, begun, stopped }
}

const mend = async (
  desk: WorkflowDesk,
  number: string,
  running: readonly Running[],
): Promise<Omit<Swept, 'looked'>> => {
  const settled = await settle(desk, number)
  if (!settled) return { begun: [], stopped: [] }
  const lost = running.filter((execution) => isLost(settled, execution, desk.now()))
  for (const { name } of lost) await desk.machine.stop(name, 'Nobody knows any more by which token it waits.')
  const stopped = lost.map(({ name }) => name)
  const { change, waits, isLive, begun } = settled
  const current = begun ?? waits.find(({ round }) => round === change.rounds)
  if (!isLive || !current) return { begun: [], stopped }
  const name = nameOf(current)
  const walks = running.some((each) => each.name === name) && !stopped.includes(name)
  // What was begun just now runs, unless it did before, which was lost.
  const isNew = begun !== undefined && !stopped.includes(name)
  if (isNew) return { begun: [name], stopped }
  if (walks || (!stopped.includes(name) && !isOld(current.at, desk.now()))) return { begun: [], stopped }
  return { begun: [nameOf(await begin(desk, change, current))], stopped }
}

const isOld = (at: string, now: string) => Date.parse(now) - Date.parse(at) > lostAfterMinutes * 60_000

/** It runs, and no token is known by which it could ever be told to go on. */
const isLost = ({ waits, begun }: Settled, { name, startedAt }: Running, now: string): boolean => {
  const wait = waits.find((each) => nameOf(each) === name)
  if (wait?.token !== undefined) return false
  // Begun a moment ago and running since long before: somebody forgot that it did.
  return isOld(wait?.at ?? startedAt, now) || (begun !== undefined && nameOf(begun) === name && isOld(startedAt, now))
}
