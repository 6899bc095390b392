import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import { resolveChildren } from '../../lib/desk/family.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { countForService } from '../../lib/desk/propose-major.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now) }

const Entry = z.object({ number: z.string(), sequence: z.number().int() })

/**
 * An incident with children is resolved → its open children are, too. One of a service came → where many did, one is
 * proposed as a major incident.
 */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const { number, sequence } = Entry.parse(event.detail)
  if (event['detail-type'] === 'incident.resolved') {
    const count = await resolveChildren(office, number, sequence, now())
    log('info', 'children were resolved with their parent', { number, sequence, count })
    return
  }
  const proposed = await countForService(office, number, now())
  if (proposed) log('info', 'a major incident was proposed', { number: proposed })
})
