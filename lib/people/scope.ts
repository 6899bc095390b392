import * as z from 'zod'
import type { Kind } from './right.ts'

/** What a token can be made for. Who may write reads, too, because every command answers what it led to. */
export const Scope = z.enum([
  'tickets:read',
  'tickets:write',
  'knowledge:read',
  'knowledge:write',
  'assets:read',
  'assets:write',
  'people:read',
  'people:write',
  'reports:read',
  'reports:write',
  'desk:read',
  'desk:write',
])
export type Scope = z.infer<typeof Scope>

/** The part of the desk to which a kind of record belongs; sessions and tokens to none, so no token makes another. */
const areaOf: Readonly<Record<Kind, string | undefined>> = {
  incident: 'tickets',
  request: 'tickets',
  outage: 'tickets',
  upload: 'tickets',
  filter: 'tickets',
  problem: 'tickets',
  change: 'tickets',
  approval: 'tickets',
  delegation: 'people',
  article: 'knowledge',
  'configuration-item': 'assets',
  person: 'people',
  directory: 'people',
  team: 'people',
  report: 'reports',
  rule: 'desk',
  'ticket-template': 'desk',
  letter: 'desk',
  mailbox: 'desk',
  webhook: 'desk',
  alert: 'desk',
  'alert-delivery': 'desk',
  service: 'desk',
  'maintenance-window': 'desk',
  'alert-source': 'desk',
  audit: 'desk',
  desk: 'desk',
  token: undefined,
  session: undefined,
}

const isReading = (action: string) => /^(?:read|list|export)\b/.test(action)

/** The scope that a token must have for this; nothing where no token may, whatever its scopes. */
export const scopeFor = (kind: Kind, action: string): Scope | undefined => {
  const area = areaOf[kind]
  return area === undefined ? undefined : (`${area}:${isReading(action) ? 'read' : 'write'}` as Scope)
}
