import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import { changeProcess } from '../../lib/change/process.ts'
import { lookAgain } from '../../lib/desk/look-again.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now) }

const Due = z.object({ lane: z.literal('change'), numbers: z.array(z.string()).min(1) })

/** Changes are due → approvers are reminded, superiors told, approvals expire, reviews are overdue. */
export const handler = invoked(async (event: EventBridgeEvent<'timer.due', unknown>) => {
  const { numbers } = Due.parse(event.detail)
  await lookAgain(office, changeProcess, numbers, now())
  log('info', 'due changes were looked at', { count: numbers.length })
})
