import { key } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import { testType } from '../../webhook/payload.ts'
import type { Replay } from '../../webhook/replay.ts'
import { replayType } from '../../webhook/replay.ts'
import { standingOf, type Webhook, webhookKind } from '../../webhook/webhook.ts'

/** Who asks, when. */
interface Asking {
  readonly by: Actor
  readonly at: string
}

/** Puts down what somebody asks of a webhook, where the stream finds it; answers its number, which counts milliseconds. */
const ask = async (store: Store, { id }: Webhook, type: string, data: object, { by, at }: Asking): Promise<number> => {
  const sequence = Date.parse(at)
  const { pk } = key.kept(webhookKind, id)
  const put = { kind: 'event', number: id, sequence, type, at, by, channel: 'api', data }
  const { committed } = await store.commit([{ put, at: key.happening(pk, sequence), if: 'absent' }])
  if (!committed) throw new Conflict('Somebody asked for something else in the same moment. Try again.')
  return sequence
}

/** Asks to send a test, whatever the webhook is told otherwise; answers the sequence of its attempt. */
export const askForTest = (store: Store, webhook: Webhook, asking: Asking): Promise<number> =>
  ask(store, webhook, testType, {}, asking)

/** Asks to send again; refuses where nothing can be sent, or there is nothing. */
export const askForReplay = async (store: Store, webhook: Webhook, replay: Replay, asking: Asking): Promise<void> => {
  if (standingOf(webhook) !== 'sends')
    throw new Refusal('conflict', 'This webhook is switched off. Enable it, then ask for the replay.')
  if ('number' in replay) {
    const head = await store.get(key.ticket(replay.number))
    if (head?.kind !== 'incident')
      throw new Refusal('invalid', `number: there is no incident ${replay.number}.`, 'number')
  }
  await ask(store, webhook, replayType, replay, asking)
}
