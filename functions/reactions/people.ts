import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { dynamoStore } from '../../lib/aws/table.ts'
import { knownService } from '../../lib/desk/change/known-service.ts'
import { applyRules } from '../../lib/desk/directory/apply-rules.ts'
import { applyChangedRules, applyToGroup } from '../../lib/desk/directory/react.ts'
import { leave } from '../../lib/desk/leave.ts'
import { policySource } from '../../lib/desk/policy-source.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const store = dynamoStore(readSettings(process.env, 'TABLE_NAME').TABLE_NAME)
const office = { store, policies: policySource(store, now), serviceOf: (id: string) => knownService(store, id) }

/** What happened, and to whom or which group. */
const Happened = z.object({
  type: z.enum([
    'person.deactivated',
    'person.activated',
    'directory.membership_changed',
    'directory.group_changed',
    'directory.rules_changed',
  ]),
  number: z.string(),
})

/** Somebody left → their work goes to others; a group or a rule changed → people get and lose what it gives. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const { type, number } = Happened.parse(event.detail)
  switch (type) {
    case 'person.deactivated': {
      const report = await leave(office, number, now())
      if (report) log('info', 'the work of somebody who left was rerouted', { person: number, count: report.rerouted })
      return
    }
    case 'person.activated':
    case 'directory.membership_changed':
      return applyRules(store, number, now())
    case 'directory.group_changed':
      log('info', 'a group was applied', { group: number, count: await applyToGroup(store, number, now()) })
      return
    case 'directory.rules_changed':
      log('info', 'the rules about groups were applied', { count: await applyChangedRules(store, now()) })
  }
})
