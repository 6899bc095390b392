import * as z from 'zod'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { administrators, readers } from './access.ts'

const path = '/api/v1/alert-dead-letters'

/** Alerts that were given up, and how they are handed back. */
export const DeadLettersView = z.object({
  waiting: z.int().describe('Alerts that were accepted and given up after all retries, to a few.'),
  handingBack: z
    .object({
      status: z.enum(['running', 'completed', 'failed', 'canceled']),
      moved: z.int(),
      of: z.int().describe('How many there were when it began.'),
      startedAt: z.iso.datetime(),
    })
    .nullable()
    .describe('How the last handing back goes, or went.'),
})

const view = async ({ givenUpAlerts }: ApiDesk) => {
  const [waiting, progress] = await Promise.all([givenUpAlerts.count(), givenUpAlerts.progress()])
  return DeadLettersView.parse({ waiting, handingBack: progress ?? null })
}

const reading = operation({
  method: 'GET',
  path,
  id: 'readAlertDeadLetters',
  access: { kind: 'alert-source', action: 'read' },
  summary: 'Read how many accepted alerts were given up',
  status: 200,
  answer: DeadLettersView,
  run: async (call: Call, desk: ApiDesk) => {
    readers(call)
    return { status: 200, body: await view(desk) }
  },
})

const handingBack = operation({
  method: 'POST',
  path: `${path}/hand-back`,
  id: 'handBackAlertDeadLetters',
  access: { kind: 'alert-source', action: 'administer' },
  summary: 'Begin to try all alerts again that were given up; each takes effect once',
  status: 202,
  answer: DeadLettersView,
  run: async (call: Call, desk: ApiDesk) => {
    administrators(call)
    await desk.givenUpAlerts.handBack()
    return { status: 202, body: await view(desk) }
  },
})

/** Alerts that were given up. */
export const deadLetters = [reading, handingBack]
