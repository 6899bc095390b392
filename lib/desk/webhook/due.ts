import { Webhook, webhookKind } from '../../webhook/webhook.ts'
import { readKept } from '../keep.ts'
import { carryOn } from './carry-on.ts'
import type { Progress } from './send.ts'
import type { Telling } from './telling.ts'

/** Records of one webhook are due for an attempt: one after the other, so that a receiver that hangs is noticed once. */
export const tellDue = async (desk: Telling, id: string, numbers: readonly string[]): Promise<Progress> => {
  let delivered = 0
  let failed: Progress['failed']
  for (const number of numbers) {
    // What the last one led to, such as that it was disabled, holds for the next.
    const webhook = await readKept(desk.store, Webhook, webhookKind, id)
    if (!webhook) throw new Error(`There is no webhook ${id} that could be told of ${number}`)
    const progress = await carryOn(desk, webhook, number)
    delivered += progress.delivered
    failed = progress.failed ?? failed
    if (desk.now() >= desk.until) break
  }
  return { delivered, ...(failed && { failed }) }
}
