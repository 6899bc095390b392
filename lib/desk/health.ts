import { dueUpTo, list } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { silenceOf } from './alert/pulse.ts'
import { dueLanes } from './announce-due.ts'

/** Whether the ways in and out work; reasons are sentences for people. */
export type Health = { readonly status: 'ok' } | { readonly status: 'degraded'; readonly reasons: readonly string[] }

/** Something due for this long means that the minute clock, or whoever it calls, has stopped. */
const overdueMinutes = 6
/** A dependency that has not answered by then counts as not working. */
const patienceMilliseconds = 2500

/** What a look at the desk's health needs. */
export interface Examined {
  readonly store: Store
  /** How many messages wait in a queue. */
  readonly waitingIn: (url: string) => Promise<number>
  readonly deadLetterQueues: readonly string[]
  readonly now: () => string
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Asks every part of the ways of mail and alerts whether it works. Never throws: not answering is an answer. */
export const examine = async ({ store, waitingIn, deadLetterQueues, now, wait }: Examined): Promise<Health> => {
  const overdue = new Date(Date.parse(now()) - overdueMinutes * 60_000).toISOString()
  const checks = [
    {
      asks: 'The table',
      check: async () => {
        const pages = await Promise.all(
          dueLanes.map((lane) => store.keys(list.due(lane), { limit: 1, upTo: dueUpTo(overdue) })),
        )
        const late = dueLanes.filter((_, i) => pages[i]!.items.length > 0)
        return late.length > 0
          ? `What is due waits for more than ${overdueMinutes} minutes: ${late.join(', ')}.`
          : undefined
      },
    },
    { asks: 'The way of alerts', check: () => silenceOf(store, now()) },
    ...deadLetterQueues.map((url) => ({
      asks: `The queue ${nameOf(url)}`,
      check: async () => {
        const count = await waitingIn(url)
        return count > 0 ? `${count} dead letters wait in ${nameOf(url)}.` : undefined
      },
    })),
  ]
  const answers = await Promise.all(
    checks.map(({ asks, check }) =>
      Promise.race([
        check().catch(
          (error: unknown) => `${asks} cannot be reached (${error instanceof Error ? error.name : error}).`,
        ),
        wait(patienceMilliseconds).then(() => `${asks} does not answer.`),
      ]),
    ),
  )
  const reasons = answers.filter((answer) => answer !== undefined)
  return reasons.length === 0 ? { status: 'ok' } : { status: 'degraded', reasons }
}

const nameOf = (url: string) => url.split('/').at(-1) ?? url
