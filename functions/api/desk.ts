import { waitingIn } from '../../lib/aws/queues.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { examine } from '../../lib/desk/health.ts'
import { readSettings } from '../../lib/settings.ts'
import { http, type Request, type Response } from '../edge/http.ts'
import { now, wait } from '../edge/time.ts'
import { coreDesk } from './core-desk.ts'
import { mails } from './mail/operations.ts'
import type { ApiDesk, CoreDesk } from './operation.ts'
import { answering } from './route.ts'
import { rules } from './rule/operations.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'PUBLIC_URL', 'DEAD_LETTER_QUEUES')
const store = dynamoStore(settings.TABLE_NAME)
const desk: CoreDesk = coreDesk(store, settings.PUBLIC_URL)
// No rule has a file or a received mail, or is secret to those who may read it.
const answer = answering([...rules, ...mails], desk as ApiDesk)

const health = async (): Promise<Response> => {
  const found = await examine({
    store,
    waitingIn: waitingIn(),
    deadLetterQueues: settings.DEAD_LETTER_QUEUES,
    now,
    wait,
  })
  return { status: found.status === 'ok' ? 200 : 503, body: found }
}

/**
 * The API for the desk itself: its rules, its mail, and whether it is well. A function of its own, because all that takes code
 * which nobody needs who asks about an incident.
 */
export const handler = http(async (request: Request) => {
  if (request.path === '/healthz') return health()
  return answer(request)
})
