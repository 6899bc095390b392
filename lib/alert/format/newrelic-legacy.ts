import { keyed } from '../identity.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, list, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  open: 'firing',
  acknowledged: 'acknowledged',
  closed: 'resolved',
  test: 'ignored',
}

/**
 * New Relic's notification channels of before workflows: `account=…|incident=…`, and incident 0 is an incident. Old
 * payloads do not name the account.
 */
export const newrelicLegacy: Format = {
  id: 'newrelic-legacy',
  recognises: (body) =>
    has(body, 'current_state') &&
    has(body, 'incident_id') &&
    ['condition_name', 'policy_name', 'incident_url', 'account_id'].some((name) => has(body, name)),
  read: (body) => {
    const state = text(body, 'current_state')
    const status = meaning(statuses, state)
    if (!status)
      return { error: 'The New Relic incident has no `current_state` of open, acknowledged, closed or test.' }
    const target = list(field(body, 'targets'))[0]
    return [
      makeReading({
        format: 'newrelic-legacy',
        // What the test button sends is of no product.
        kind: status === 'ignored' || text(target, 'product') === 'TESTING' ? 'test' : 'alert',
        status,
        key: keyed({ account: text(body, 'account_id'), incident: text(body, 'incident_id') }),
        severity: text(body, 'severity'),
        title: text(body, 'condition_name', 'details', 'policy_name'),
        description: text(body, 'details'),
        host: text(target, 'name'),
        identifiers: [text(target, 'id'), ...list(field(body, 'targets')).map((each) => text(each, 'name'))],
        links: [
          ['Incident', text(body, 'incident_url')],
          ['Runbook', text(body, 'runbook_url')],
          ['Target', text(target, 'link')],
        ],
        at: field(body, 'timestamp'),
        facts: [
          ['Account', text(body, 'account_name')],
          ['Policy', text(body, 'policy_name')],
          ['Owner', text(body, 'owner')],
          ...factsOf(field(target, 'labels')),
        ],
      }),
    ]
  },
}
