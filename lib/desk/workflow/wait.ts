import * as z from 'zod'
import type { Change } from '../../change/change.ts'
import { markOf, type Phase, phaseOf } from '../../change/phase.ts'
import { key, partOf } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { Machine } from '../../workflow/machine.ts'

/** Where executions are followed: the table, the machine and the clock on the wall. */
export interface WorkflowDesk {
  readonly store: Store
  readonly machine: Machine
  readonly now: () => string
}

/** How the execution of one round of a change stands, as far as we know: one item, written by whoever learns more. */
export const Wait = z.object({
  kind: z.literal('workflow'),
  number: z.string(),
  round: z.int(),
  /** Which execution of the round it is: the second takes the place of one that ended too early. */
  run: z.int(),
  /** When this was written; counts its changes, too. */
  at: z.iso.datetime(),
  version: z.int(),
  /** What it waits for (`markOf`), and the token by which it does; absent while it is under way. */
  mark: z.string().optional(),
  token: z.string().optional(),
  /** It was told that nothing is left to wait for. */
  isOver: z.literal(true).optional(),
})
export type Wait = z.infer<typeof Wait>

/** An execution lives for a year at most; a month later nobody asks for it. */
const keptDays = 395

/** More rounds of approval than any change had; the latest count. */
const mostRounds = 100

/** The waits of a change, latest round first. One query. */
export const waitsOf = async (store: Store, number: string): Promise<readonly Wait[]> => {
  const { items } = await store.parts(number, partOf.workflow, { limit: mostRounds, newestFirst: true })
  return items.map((item) => Wait.parse(item))
}

/** What is known of the execution of one round, read as it is now. */
export const waitOf = async (store: Store, number: string, round: number): Promise<Wait | undefined> => {
  const item = await store.get(key.workflow(number, round))
  return item && Wait.parse(item)
}

type News = Pick<Wait, 'run'> & Partial<Pick<Wait, 'mark' | 'token' | 'isOver'>>

/** Writes what is known now in the place of what was known before; nothing when somebody wrote meanwhile. */
export const note = async (
  { store, now }: WorkflowDesk,
  { number, round }: Pick<Wait, 'number' | 'round'>,
  before: Wait | undefined,
  news: News,
): Promise<Wait | undefined> => {
  const at = now()
  const wait: Wait = { kind: 'workflow', number, round, at, version: (before?.version ?? 0) + 1, ...news }
  const expiresAt = Math.floor(Date.parse(at) / 1000) + keptDays * 86_400
  const { committed } = await store.commit([
    {
      put: { ...wait, expiresAt },
      at: key.workflow(number, round),
      if: before ? { version: before.version } : 'absent',
    },
  ])
  return committed ? wait : undefined
}

/** The longest that a task may wait (States Language: 99,999,999 seconds). */
const mostSeconds = 99_999_999

/** What a task of the machine answers: ids, where to go next, and for a window in how many seconds it begins. */
export const answerOf = ({ number, state }: Change, round: number, phase: Phase, at: string): object => ({
  number,
  round,
  next: phase.next,
  state,
  ...(phase.next === 'window' && {
    until: phase.until,
    seconds: Math.min(mostSeconds, Math.max(1, Math.ceil((Date.parse(phase.until) - Date.parse(at)) / 1000))),
  }),
})

/** Tells an execution that waits for what has come about meanwhile; answers what is known of it then. */
export const tell = async (desk: WorkflowDesk, change: Change, wait: Wait): Promise<Wait> => {
  if (wait.token === undefined) return wait
  const at = desk.now()
  const phase = phaseOf(change, wait.round, at)
  if (markOf(phase) === wait.mark) return wait
  await desk.machine.answer(wait.token, answerOf(change, wait.round, phase, at))
  const news = { run: wait.run, ...(phase.next === 'over' && { isOver: true as const }) }
  // Whoever wrote meanwhile knows more: a token that is used up is refused, whoever tries.
  return (await note(desk, wait, wait, news)) ?? wait
}
