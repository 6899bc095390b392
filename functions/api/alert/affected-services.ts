import * as z from 'zod'
import { Service, ServiceFields, serviceKind } from '../../../lib/alert/affected-service.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { teamsOf } from '../rule/policy.ts'
import { keptOperations } from './kept-operations.ts'

const ServiceView = z.object(Service.shape).omit({ isRemoved: true }).meta({ id: 'Service' })

/** Services that alerts can be about. */
export const services = keptOperations({
  of: { kind: serviceKind, name: 'service', schema: Service },
  path: '/api/v1/services',
  kind: 'service',
  change: 'administer',
  names: ['Service', 'Services'],
  fields: ServiceFields,
  view: ServiceView,
  summaries: [
    'List the services that alerts can be about',
    'Read a service',
    'Make a service what the body says, whole',
    'Take a service away; incidents about it stay what they are',
    'Read every change of a service, newest first',
  ],
  whoChanges: 'Only administrators change services. Ask one of them.',
  check: async ({ team }, { store, now }) => {
    if (team !== undefined && !(await teamsOf(store, now())).has(team))
      throw new Refusal('invalid', `team: there is no team ${team}. Give the id of one, or leave it out.`, 'team')
  },
})
