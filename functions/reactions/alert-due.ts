import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import { type AlertDesk, sourcesIn, surroundingsIn } from '../../lib/desk/alert/alert-desk.ts'
import { lookAtAlert } from '../../lib/desk/alert/look-at-due.ts'
import { lookAtStorm } from '../../lib/desk/alert/storm-over.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now, replyKey, wait } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const nothing = () => Promise.reject(new Error('Time brings no bodies'))
const desk: AlertDesk = {
  store,
  policies: policySource(store, now),
  files: { read: nothing, write: nothing },
  read: nothing,
  now,
  wait,
  replyKey,
  sourceOf: sourcesIn(store, now),
  surroundings: surroundingsIn(store, now),
}

const Due = z.object({
  lane: z.literal('alert'),
  alerts: z.array(z.object({ is: z.enum(['alert', 'storm']), id: z.string() })).min(1),
})

/**
 * Alerts are due → a missed heartbeat opens its incident, hold-offs and maintenance end, flapping calms down, what nobody speaks
 * of any more recovers, storms are over. One that fails does not keep the others from it; its error comes last.
 */
export const handler = invoked(async (event: EventBridgeEvent<'timer.due', unknown>) => {
  const { alerts } = Due.parse(event.detail)
  const looks = await Promise.allSettled(
    alerts.map(({ is, id }) => (is === 'alert' ? lookAtAlert(id, desk) : lookAtStorm(id, desk))),
  )
  log('info', 'due alerts were looked at', { count: alerts.length })
  const failed = looks.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
})
