import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import { giveOut } from '../../lib/desk/give-out.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now) }

const Entry = z.object({ number: z.string() })

/** A ticket is nobody's → the team's rule finds somebody. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const { number } = Entry.parse(event.detail)
  const chosen = await giveOut(office, number, now())
  if (chosen) log('info', 'a ticket was given out by rule', { number })
})
