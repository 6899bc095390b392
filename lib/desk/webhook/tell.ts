import { key } from '../../store/schema.ts'
import type { Webhook } from '../../webhook/webhook.ts'
import { standingOf, wantsType } from '../../webhook/webhook.ts'
import { carryOn } from './carry-on.ts'
import type { Progress } from './send.ts'
import type { Telling } from './telling.ts'

/** What became of one webhook. */
export type Told = Progress & { readonly webhook: string }

/** An echo is shown with the words it points to. */
const shownAs = (type: string) => (type === 'incident.echoed' ? 'incident.commented' : type)

/**
 * Tells every webhook that wants it of one entry. What fails of our own doing (the table, say) keeps no other webhook from
 * its event; the error comes last, and a repeated call does only what is left.
 */
export const tell = async (
  desk: Telling,
  { number, sequence, type }: { readonly number: string; readonly sequence: number; readonly type: string },
): Promise<readonly Told[]> => {
  const wanting = (await desk.webhooks()).filter(
    (webhook) => standingOf(webhook) !== 'off' && wantsType(webhook, shownAs(type)),
  )
  if (wanting.length === 0) return []
  const [head, entry] = await Promise.all([
    desk.store.get(key.ticket(number)),
    desk.store.get(key.event(number, sequence)),
  ])
  if (!head || !entry) throw new Error(`${number} has no entry ${sequence} that webhooks could be told of`)
  return forAll(wanting, (webhook) => carryOn(desk, webhook, number, { sequence, head, entry }))
}

const forAll = async (
  webhooks: readonly Webhook[],
  each: (webhook: Webhook) => Promise<Progress>,
): Promise<readonly Told[]> => {
  const ends = await Promise.allSettled(webhooks.map(each))
  const broken = ends.find((end) => end.status === 'rejected')
  if (broken) throw broken.reason
  return ends.flatMap((end, i) => (end.status === 'fulfilled' ? [{ ...end.value, webhook: webhooks[i]!.id }] : []))
}
