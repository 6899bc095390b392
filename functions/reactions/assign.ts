import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import { giveOut } from '../../lib/desk/give-out.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { unassignedLane } from '../../lib/incident/lane.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now) }

/** What has just happened to one ticket, or tickets that nobody could take when it did. */
const Entry = z.union([
  z.object({ lane: z.literal(unassignedLane), numbers: z.array(z.string()).min(1) }),
  z.object({ number: z.string() }).transform(({ number }) => ({ lane: undefined, numbers: [number] })),
])

/** A ticket is nobody's → the team's rule finds somebody. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const { lane, numbers } = Entry.parse(event.detail)
  for (const number of numbers) {
    const chosen = await giveOut(office, number, now(), lane !== undefined)
    if (chosen) log('info', 'a ticket was given out by rule', { number })
  }
})
