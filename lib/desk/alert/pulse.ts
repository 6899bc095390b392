import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'

/** One comes each minute; after so many minutes without any, alerts are accepted and not taken in. */
export const pulseMinutes = 5

/** A running consumer notes one within so many milliseconds: each would cost more than all that leads to it. */
const notedEvery = 2.5 * 60_000

/** Notes that a pulse came through, with the instant at which it was sent. */
export const openPulse = (store: Store) => {
  let noted = Number.NEGATIVE_INFINITY
  return async (sentAt: string): Promise<void> => {
    const at = Date.parse(sentAt)
    if (at - noted < notedEvery) return
    await store.commit([{ put: { kind: 'pulse', sentAt }, at: key.pulse }])
    noted = at
  }
}

/** Why the way of alerts does not work, in a sentence; nothing while it does, or as long as no pulse was ever noted. */
export const silenceOf = async (store: Store, now: string): Promise<string | undefined> => {
  const last = await store.get(key.pulse)
  const minutes = last && (Date.parse(now) - Date.parse(String(last.sentAt))) / 60_000
  return minutes !== undefined && minutes > pulseMinutes
    ? `No test alert has come through for ${Math.floor(minutes)} minutes; what monitors send is kept and waits.`
    : undefined
}
