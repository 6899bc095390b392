import { key } from '../../store/schema.ts'
import { type Answer, isDelivered, isGone, wordOf } from '../../webhook/attempt.ts'
import { advanced, aside, type Cursor, ended, failed, isGivenUp, type Reached } from '../../webhook/cursor.ts'
import { type Health, isDead, well, worse } from '../../webhook/health.ts'
import { isWanted, placeAfter, type Told } from '../../webhook/wanted.ts'
import type { Webhook } from '../../webhook/webhook.ts'
import { readEntries } from '../read-ticket.ts'
import { attemptOnce } from './attempt.ts'
import { readHealth, writeAsHolder, writeHealth } from './cursor.ts'
import { disable } from './disable.ts'
import type { Telling } from './telling.ts'
import { toldOf } from './told.ts'

/** Entries a query; most of the time there is one. */
const aPage = 25

/** What a run came to: how many entries arrived, and how the attempt ended that stopped it. */
export interface Progress {
  readonly delivered: number
  readonly failed?: Answer
}

/** One run over one cursor, whose lease is ours. */
interface Run {
  readonly desk: Telling
  readonly webhook: Webhook
  /** The cursor as we wrote it last. */
  mine: Cursor
  reached: Reached
  delivered: number
  /** How the receiver was; absent: it is well. */
  health: Health | undefined
}

/**
 * Sends what the webhook was not told of the record yet, entry by entry in the order of the timeline, as the holder of the
 * cursor's lease; the first that fails ends it. An entry is sent twice only where a run dies, or loses its lease, between
 * the receiver's answer and our note of it: receivers know it again by its `webhook-id`.
 */
export const sendWaiting = async (
  desk: Telling,
  webhook: Webhook,
  cursor: Cursor,
  health: Health | undefined,
): Promise<Progress> => {
  const { sent, place } = cursor
  const run: Run = { desk, webhook, mine: cursor, reached: { sent, place }, delivered: 0, health }
  // Whose a record was is known from its timeline alone: read from the beginning where it is not known.
  let readTo = place === undefined ? 0 : sent
  for (;;) {
    const head = await desk.store.get(key.ticket(cursor.number))
    if (!head) throw new Error(`There is no ${cursor.number} that a webhook could be told of`)
    const { entries, last, isEnd } = await readEntries(desk.store, head, readTo, aPage)
    readTo = last
    for (const entry of entries as Told[]) {
      const before = run.reached.place
      const after = placeAfter(before, entry)
      if (entry.sequence > run.mine.wanted) break
      if (entry.sequence <= run.reached.sent) {
        run.reached = { ...run.reached, place: after }
        continue
      }
      const isFor = isWanted(webhook, entry, { before, after, isReplay: run.mine.isReplay })
      const payload = isFor ? toldOf(webhook, head, entry, desk.publicUrl) : undefined
      if (!payload) {
        run.reached = { sent: entry.sequence, place: after }
        continue
      }
      if (desk.now() >= desk.until) return stop(run)
      const { type, data } = payload
      const { number, sequence } = data
      const answer = await attemptOnce(desk, webhook, {
        number,
        sequence,
        type,
        payload,
        attempt: run.mine.failures + 1,
      })
      if (!isDelivered(answer)) return fail(run, answer)
      run.delivered++
      run.reached = { sent: entry.sequence, place: after }
      await recover(run)
      if (!(await goOn(run))) return { delivered: run.delivered }
    }
    // Entries that the timeline does not show any more need nothing either.
    const isOver = isEnd || last >= run.mine.wanted
    const upTo = isEnd ? run.mine.wanted : Math.min(last, run.mine.wanted)
    run.reached = { ...run.reached, sent: Math.max(run.reached.sent, upTo) }
    if (isOver && !(await goOn(run))) return { delivered: run.delivered }
  }
}

/** Writes down how far it has come; answers whether there is more, which others may have noted meanwhile, and it is ours. */
const goOn = async (run: Run): Promise<boolean> => {
  const at = run.desk.now()
  const { reached } = run
  const written = await writeAsHolder(run.desk.store, run.mine, (current) =>
    current.wanted > reached.sent ? advanced(current, reached, at) : ended(current, reached, at),
  )
  if (!written?.lease) return false
  run.mine = written
  return true
}

/** There is no time for more: the clock comes back to it. */
const stop = async ({ desk, mine, reached, delivered }: Run): Promise<Progress> => {
  await writeAsHolder(desk.store, mine, (current) => ended(current, reached, desk.now()))
  return { delivered }
}

const recover = async (run: Run): Promise<void> => {
  if (!run.health?.failures) return
  await writeHealth(run.desk.store, well(run.health.id, run.health.version + 1))
  run.health = undefined
}

const fail = async ({ desk, webhook, mine, reached, delivered }: Run, answer: Answer): Promise<Progress> => {
  const at = desk.now()
  const chance = desk.chance()
  const health = worse((await readHealth(desk.store, webhook.id)) ?? well(webhook.id), answer, at, chance)
  await writeHealth(desk.store, health)
  const isOver = isGone(answer) || isDead(health, at)
  if (isOver)
    await disable(desk.store, webhook.id, {
      because: isGone(answer) ? 'gone' : 'failing',
      at,
      lastAnswer: wordOf(answer),
    })
  const askedSeconds = 'status' in answer ? answer.retryAfter : undefined
  await writeAsHolder(desk.store, mine, (current) => {
    const next = failed(current, reached, { at, chance, askedSeconds })
    return isOver || isGivenUp(next, at) ? aside(next, at) : next
  })
  return { delivered, failed: answer }
}
