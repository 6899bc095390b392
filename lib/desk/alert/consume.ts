import { Delivery } from '../../alert/delivery.ts'
import type { LogRow } from '../../alert/log-row.ts'
import { isPulse } from '../../alert/pulse.ts'
import type { AlertDesk } from './alert-desk.ts'
import { rowOfAside, rowOfPart, writeLog } from './log.ts'
import { keepReported } from './reported.ts'
import { takeIn } from './take-in.ts'
import { type Understood, understand } from './understand.ts'

/** A message of the queue. */
export interface AlertMessage {
  readonly id: string
  /** A delivery, as JSON. */
  readonly body: string
}

/** What a batch came to: the messages that must come again, and why; and how many readings were decided how. */
export interface Consumed {
  readonly failed: ReadonlyMap<string, unknown>
  readonly decided: Readonly<Record<string, number>>
}

/**
 * Takes in a batch of deliveries: each is read, its alerts and their incidents change, exactly once, and the log tells what
 * was decided. What one of them breaks does not keep the others.
 */
export const consume = async (messages: readonly AlertMessage[], desk: AlertDesk): Promise<Consumed> => {
  const failed = new Map<string, unknown>()
  const understood: (Understood & { readonly message: string })[] = []
  await Promise.all(
    messages.map(async ({ id, body }) => {
      try {
        const delivery = Delivery.parse(JSON.parse(body))
        if (isPulse(delivery)) {
          await desk.cameThrough?.(delivery.at)
          return
        }
        const source = await desk.sourceOf(delivery.source)
        // Nobody wants its alerts any more.
        if (source) understood.push({ message: id, ...(await understand(delivery, source, desk)) })
      } catch (error) {
        failed.set(id, error)
      }
    }),
  )
  // In the order of the queue, whatever took longest to read.
  const order = new Map(messages.map(({ id }, i) => [id, i]))
  understood.sort((a, b) => order.get(a.message)! - order.get(b.message)!)
  const messageOf = new Map(understood.map(({ message, delivery }) => [delivery, message]))
  const done = await takeIn(
    understood.flatMap(({ parts }) => parts),
    desk,
    (part, error) => failed.set(messageOf.get(part.delivery)!, error),
  )
  const rows = new Map<string, LogRow[]>()
  const notes = new Map(understood.map(({ delivery, note }) => [delivery.id, note]))
  const add = (source: string, row: LogRow) => {
    const note = notes.get(row.delivery)
    rows.set(source, [...(rows.get(source) ?? []), note ? { ...row, note } : row])
  }
  for (const one of done) add(one.part.delivery.source, rowOfPart(one))
  const asides = understood.flatMap((one) => one.asides)
  for (const one of asides) add(one.delivery.source, rowOfAside(one))
  await keepReported(asides, desk)
  const at = desk.now()
  await Promise.all(
    [...rows].map(async ([source, all]) => {
      const logged = new Set(all.map(({ delivery }) => delivery))
      const requests = understood.filter(({ delivery }) => logged.has(delivery.id))
      await writeLog(desk, source, all, requests, at)
    }),
  )
  const decided: Record<string, number> = {}
  for (const { decision } of [...rows.values()].flat()) decided[decision.word] = (decided[decision.word] ?? 0) + 1
  return { failed, decided }
}
