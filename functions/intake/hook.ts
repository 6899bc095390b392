import { openLimit } from '../../lib/alert/limit.ts'
import { read } from '../../lib/alert/read.ts'
import { openSheets } from '../../lib/alert/sheets.ts'
import { openSnsTrust } from '../../lib/alert/sns-trust.ts'
import { alertBodies, alertQueue } from '../../lib/aws/alert-queue.ts'
import { surroundings } from '../../lib/aws/lean-call.ts'
import { parameterSecrets } from '../../lib/aws/secrets.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { type Accepting, accept } from '../../lib/desk/alert/accept.ts'
import { openSourceByKey } from '../../lib/desk/alert/source-by-key.ts'
import { readSettings } from '../../lib/settings.ts'
import { http, type Request } from '../edge/http.ts'
import { errorFields, log } from '../edge/log.ts'
import { now, replyKey } from '../edge/time.ts'
import { answerTo, unavailable } from './hook/answer.ts'
import { fetchText } from './hook/fetch-text.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'ALERT_QUEUE', 'ALERT_BUCKET', 'SECRETS_PATH')
const where = surroundings(process.env)
const send = alertQueue(settings.ALERT_QUEUE, where)

const accepting: Accepting = {
  sourceOf: openSourceByKey(dynamoStore(settings.TABLE_NAME)),
  secrets: parameterSecrets(settings.SECRETS_PATH),
  sns: openSnsTrust({ fetchText, now }),
  isTooMany: openLimit(),
  nextLine: openSheets(replyKey),
  glance: async (payload, source) => {
    const found = await read(payload, source)
    if ('error' in found) return {}
    const { key, deliveryId } = found.readings[0]!
    return { ...(key !== null && { key }), ...(deliveryId !== undefined && { deliveryId }) }
  },
  store: alertBodies(settings.ALERT_BUCKET, where, process.env.AWS_ENDPOINT_URL),
  send: (delivery) => send(JSON.stringify(delivery)),
  newId: replyKey,
  now,
}

/**
 * Takes in what monitors send, before anybody understands it: a sender is answered 202 once the queue has it. What of ours
 * does not work is answered 503, which every sender tries again that tries anything again.
 */
export const handler = http(async (request: Request) => {
  try {
    const { door, outcome } = await accept({ ...request, address: request.address ?? '' }, accepting)
    if (outcome.is === 'forbidden' || outcome.is === 'too-many')
      log('warn', 'an alert was refused', { refused: outcome.is, speech: door?.speech })
    return answerTo(door, outcome, replyKey)
  } catch (error) {
    log('error', 'an alert could not be accepted', errorFields(error))
    return unavailable
  }
})
