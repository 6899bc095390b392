import { circleOf, type Named } from './circle.ts'
import { collect } from './digest.ts'
import { outcomeOf } from './mails.ts'
import { tellAffected } from './outage-over.ts'
import { type Delivery, type Sending, sendOnce } from './send.ts'
import { noticesOf } from './who.ts'

/** Mails that are sent at the same time: SES takes 14 a second of a new account. */
const atOnce = 4

/**
 * Tells everybody whom one timeline entry concerns: mails now, each exactly once, and lines of digests. What fails does not
 * keep the others from theirs; its error comes last, and a repeated call does only what is left.
 */
export const deliver = async (
  number: string,
  sequence: number,
  desk: Sending,
  named?: Named,
): Promise<readonly Delivery[]> => {
  const circle = await circleOf(desk.store, number, sequence, named)
  const { mails, collected } = outcomeOf(noticesOf(circle), circle, desk)
  const deliveries: Delivery[] = []
  const failures: unknown[] = []
  const tasks = [
    async () => void (await tellAffected(circle, desk)),
    ...mails.map((mail) => async () => void deliveries.push(await sendOnce(mail, circle, desk))),
    ...collected.map((line) => () => collect(line, { number, sequence }, desk)),
  ]
  for (let i = 0; i < tasks.length; i += atOnce) {
    const ended = await Promise.allSettled(tasks.slice(i, i + atOnce).map((task) => task()))
    failures.push(...ended.flatMap((end) => (end.status === 'rejected' ? [end.reason] : [])))
  }
  if (failures.length > 0) throw failures[0]
  return deliveries
}
