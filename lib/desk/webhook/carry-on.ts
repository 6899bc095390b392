import type { Item } from '../../store/store.ts'
import { Conflict } from '../../ticket/refusal.ts'
import { firstCursor, noted, stepOf } from '../../webhook/cursor.ts'
import { placeAfter } from '../../webhook/wanted.ts'
import { standingOf, type Webhook, wantsPlace } from '../../webhook/webhook.ts'
import { readCursor, readHealth, writeCursor } from './cursor.ts'
import { type Progress, sendWaiting } from './send.ts'
import type { Telling } from './telling.ts'

/** Events of one record that come at once look again; with more at once the invocation is tried again. */
const attempts = 10

/** An entry that the bus told of, and the record that it belongs to as it stands. */
export interface News {
  readonly sequence: number
  readonly head: Item
  readonly entry: Item
}

/**
 * Goes on with what one webhook is told of one record: notes the news, if there are any, and sends what waits, unless
 * another run does so, the receiver is to be left alone, or nobody is to be told. Safe to repeat.
 */
export const carryOn = async (desk: Telling, webhook: Webhook, number: string, news?: News): Promise<Progress> => {
  const { store } = desk
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [found, health] = await Promise.all([readCursor(store, webhook.id, number), readHealth(store, webhook.id)])
    if (!found && !(news && concerns(webhook, news))) return { delivered: 0 }
    const at = desk.now()
    const before = found ?? firstCursor(webhook.id, number)
    const { next, isMine } = stepOf(news ? noted(before, news.sequence, at) : before, {
      at,
      standing: standingOf(webhook),
      restUntil: health?.restUntil,
      runId: desk.newId(),
    })
    if (next === before) return { delivered: 0 }
    const written = await writeCursor(store, next)
    if (written) return isMine ? sendWaiting(desk, webhook, written, health) : { delivered: 0 }
  }
  throw new Conflict(`Others wrote at the same time about ${number} to webhook ${webhook.id}. Try again.`)
}

/** Whether a record that the webhook has never been told of is one of its own now, or was with this entry. */
const concerns = (webhook: Webhook, { head, entry }: News): boolean =>
  wantsPlace(webhook, head) || wantsPlace(webhook, placeAfter(head, entry))
