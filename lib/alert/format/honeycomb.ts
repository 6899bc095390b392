import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, list, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  triggered: 'firing',
  ok: 'resolved',
  resolved: 'resolved',
  ok_with_no_data: 'resolved',
}

/** Honeycomb's triggers; `id` is the trigger's own. */
export const honeycomb: Format = {
  id: 'honeycomb',
  recognises: (body) =>
    has(body, 'id') &&
    meaning(statuses, text(body, 'status')) !== undefined &&
    ['trigger_url', 'result_groups', 'result_groups_triggered', 'result_url', 'trigger_description'].filter((name) =>
      has(body, name),
    ).length >= 2,
  read: (body) => [
    makeReading({
      format: 'honeycomb',
      kind: /^true$/i.test(text(body, 'is_test', 'isTest') ?? '') ? 'test' : 'alert',
      status: meaning(statuses, text(body, 'status')) ?? 'ignored',
      key: keyed({ trigger: text(body, 'id') }),
      severity: text(body, 'severity'),
      title: text(body, 'name'),
      description: [text(body, 'summary'), text(body, 'description'), text(body, 'trigger_description')],
      host: text(body, 'dataset', 'environment'),
      links: [
        ['Trigger', text(body, 'trigger_url')],
        ['Result', text(body, 'result_url')],
      ],
      at: field(body, 'triggered_at') ?? field(body, 'timestamp'),
      facts: [
        ['Operator', text(body, 'operator')],
        ['Threshold', text(body, 'threshold')],
        ...list(field(body, 'result_groups_triggered'))
          .slice(0, 20)
          .map((group) => [JSON.stringify(field(group, 'Group') ?? ''), text(group, 'Result')] as const),
      ],
    }),
  ],
}
