import * as z from 'zod'
import { key, list, webhookCursorIn } from '../../store/schema.ts'
import { Actor } from '../../ticket/actor.ts'
import { type Answer, isDelivered } from '../../webhook/attempt.ts'
import { firstCursor, isAside, resumed, rewound } from '../../webhook/cursor.ts'
import { well } from '../../webhook/health.ts'
import { waitingLaneOf, webhookLanes } from '../../webhook/lane.ts'
import { TestTold, testType } from '../../webhook/payload.ts'
import { Replay, replayType } from '../../webhook/replay.ts'
import { standingOf, Webhook, webhookKind } from '../../webhook/webhook.ts'
import { readKept } from '../keep.ts'
import { attemptOnce } from './attempt.ts'
import { carryOn } from './carry-on.ts'
import { readCursor, readHealth, writeCursor, writeHealth } from './cursor.ts'
import type { Progress } from './send.ts'
import type { Telling } from './telling.ts'

/** What somebody asked of a webhook, as the table has it. */
const Asked = z.discriminatedUnion('type', [
  z.object({ type: z.literal(testType), at: z.string(), by: Actor, data: z.object({}) }),
  z.object({ type: z.literal(replayType), at: z.string(), by: Actor, data: Replay }),
])
type Asked = z.infer<typeof Asked>

type Keys = Awaited<ReturnType<Telling['store']['keys']>>

/** Keys a query. */
const aPage = 500
/** Cursors that are written at the same time. */
const atOnce = 10

/** Does what somebody asked of a webhook. Safe to repeat, but for a test: that is sent once each time. */
export const doAsked = async (desk: Telling, id: string, sequence: number): Promise<Progress> => {
  const [webhook, found] = await Promise.all([
    readKept(desk.store, Webhook, webhookKind, id),
    desk.store.get(key.happening(key.kept(webhookKind, id).pk, sequence)),
  ])
  const asked = Asked.parse(found)
  if (!webhook || webhook.isRemoved) return { delivered: 0 }
  if (asked.type === testType) return test(desk, webhook, sequence, asked)
  if ('number' in asked.data) return replayRecord(desk, webhook, asked.data, asked.at)
  await replaySince(desk, webhook, asked.data.since)
  return { delivered: 0 }
}

const test = async (desk: Telling, webhook: Webhook, sequence: number, { at, by }: Asked): Promise<Progress> => {
  const { via: _, ...who } = by
  const payload = TestTold.parse({ type: testType, timestamp: at, data: { webhook: webhook.id, by: who } })
  const sending = { number: 'test', sequence, type: testType, payload, attempt: 1 }
  const answer: Answer = await attemptOnce(desk, webhook, sending)
  return isDelivered(answer) ? { delivered: 1 } : { delivered: 0, failed: answer }
}

const replayRecord = async (
  desk: Telling,
  webhook: Webhook,
  { number, from }: { readonly number: string; readonly from: number },
  at: string,
): Promise<Progress> => {
  for (;;) {
    const [cursor, head] = await Promise.all([
      readCursor(desk.store, webhook.id, number),
      desk.store.get(key.ticket(number)),
    ])
    if (!head) return { delivered: 0 }
    const before = cursor ?? firstCursor(webhook.id, number)
    const next = rewound(before, { from, newest: Number(head.version), at })
    if (next === before || (await writeCursor(desk.store, next))) break
  }
  return carryOn(desk, webhook, number)
}

/**
 * Everything that waits since then becomes due, what was to be tried later among it; the clock sends it within a minute. The
 * receiver is taken to be well again.
 */
const replaySince = async (desk: Telling, webhook: Webhook, since: string): Promise<void> => {
  if (standingOf(webhook) !== 'sends') return
  const health = await readHealth(desk.store, webhook.id)
  if (health?.failures) await writeHealth(desk.store, well(webhook.id, health.version + 1))
  for (const lane of [waitingLaneOf(webhook.id), ...webhookLanes]) {
    let after: string | undefined
    do {
      const page: Keys = await desk.store.keys(list.due(lane), { limit: aPage, ...(after !== undefined && { after }) })
      const own = page.items.map(webhookCursorIn).filter((cursor) => cursor.webhook === webhook.id)
      for (let i = 0; i < own.length; i += atOnce)
        await Promise.all(own.slice(i, i + atOnce).map(({ number }) => resume(desk, webhook.id, number, since)))
      after = page.next
    } while (after !== undefined)
  }
}

const resume = async (desk: Telling, webhook: string, number: string, since: string): Promise<void> => {
  const cursor = await readCursor(desk.store, webhook, number)
  const at = desk.now()
  if (!cursor?.due || cursor.lease || cursor.waitsSince === undefined || cursor.waitsSince < since) return
  // What is due already stays so, and where somebody wrote meanwhile, it goes on by itself.
  if (isAside(cursor) || at < cursor.due.at) await writeCursor(desk.store, resumed(cursor, at))
}
