import { may } from '../../../lib/people/access.ts'
import type { Person } from '../../../lib/people/person.ts'
import type { Area } from './text.ts'

/** Where the parts of these pages are. */
export const places: Readonly<Record<Area, string>> = {
  alerts: '/desk/alerts',
  storms: '/desk/alerts/storms',
  sources: '/desk/alerts/sources',
  maintenance: '/desk/alerts/maintenance',
  services: '/desk/alerts/services',
  rules: '/desk/alerts/rules',
  deadLetters: '/desk/alerts/dead-letters',
  webhooks: '/desk/alerts/webhooks',
}

/** The parts that somebody may look at: webhooks are for administrators only. */
export const areasFor = (person: Person): readonly Area[] =>
  (Object.keys(places) as Area[]).filter((area) => area !== 'webhooks' || may(person, 'read', { kind: 'webhook' }))
