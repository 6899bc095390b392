import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import { lookAgain } from '../../lib/desk/look-again.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { incidentProcess } from '../../lib/incident/process.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now) }

const Due = z.object({ lane: z.literal('ticket'), numbers: z.array(z.string()).min(1) })

/** Tickets are due → clocks signal, waiting ends, what is solved closes. */
export const handler = invoked(async (event: EventBridgeEvent<'timer.due', unknown>) => {
  const { numbers } = Due.parse(event.detail)
  await lookAgain(office, incidentProcess, numbers, now())
  log('info', 'due tickets were looked at', { count: numbers.length })
})
