import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import { resolveChildren } from '../../lib/desk/family.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now) }

const Resolved = z.object({ number: z.string(), sequence: z.number().int() })

/** An incident with children is resolved → its open children are, too. */
export const handler = invoked(async (event: EventBridgeEvent<'incident.resolved', unknown>) => {
  const { number, sequence } = Resolved.parse(event.detail)
  const count = await resolveChildren(office, number, sequence, now())
  log('info', 'children were resolved with their parent', { number, sequence, count })
})
