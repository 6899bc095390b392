import { pulse } from '../../lib/alert/pulse.ts'
import { alertQueue } from '../../lib/aws/alert-queue.ts'
import { announceOn } from '../../lib/aws/bus.ts'
import { surroundings } from '../../lib/aws/lean-call.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { announceDue } from '../../lib/desk/announce-due.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { errorFields, log } from '../edge/log.ts'
import { now, wait } from '../edge/time.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'EVENT_BUS_NAME', 'ALERT_QUEUE')
const store = dynamoStore(settings.TABLE_NAME)
const announce = announceOn(settings.EVENT_BUS_NAME)
const send = alertQueue(settings.ALERT_QUEUE, surroundings(process.env))

/** A test alert, by which it is seen that alerts are taken in: where it does not come through, /healthz says so. */
const beat = () =>
  send(JSON.stringify(pulse(now()))).catch((error) => log('error', 'no test alert could be sent', errorFields(error)))

/** Once a minute: what is due is announced, and whoever minds it looks at the truth again. */
export const handler = invoked(async () => {
  const [count] = await Promise.all([announceDue({ store, announce, now, wait }), beat()])
  if (count > 0) log('info', 'due things were announced', { count })
})
