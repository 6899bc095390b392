import { keyed } from '../identity.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, list, record, text } from '../walk.ts'
import type { Format } from './format.ts'

const states: Record<string, AlertStatus> = {
  ...{ alerting: 'firing', no_data: 'firing', nodata: 'firing', error: 'firing' },
  ...{ ok: 'resolved', paused: 'suppressed', pending: 'ignored', unknown: 'ignored' },
}

/** Grafana's alerting up to version 8: one rule, its state, and the series that matched. `grafana` reads it, too. */
export const grafanaLegacy: Format = {
  id: 'grafana',
  recognises: (body) =>
    has(body, 'state') &&
    (has(body, 'ruleId') || has(body, 'ruleName')) &&
    (has(body, 'evalMatches') || has(body, 'ruleUrl') || has(body, 'title')),
  read(body) {
    const ruleId = text(body, 'ruleId')
    const tags = field(body, 'tags')
    const matched = list(field(body, 'evalMatches'))
    const tagOf = (...names: string[]) =>
      text(tags, ...names) ?? matched.map((match) => text(field(match, 'tags'), ...names)).find((tag) => tag !== null)
    const word = text(body, 'state')?.toLowerCase() ?? ''
    const status = Object.hasOwn(states, word) ? states[word]! : 'ignored'
    return [
      makeReading({
        format: 'grafana',
        kind: ruleId === '0' ? 'test' : 'alert',
        status,
        key: keyed(
          ruleId === null
            ? { orgId: text(body, 'orgId'), ruleName: text(body, 'ruleName') }
            : { orgId: text(body, 'orgId'), ruleId },
        ),
        severity: tagOf('severity', 'priority'),
        title: text(body, 'ruleName', 'title'),
        description: field(body, 'message'),
        host: tagOf('instance', 'host', 'hostname', 'node', 'server', 'service', 'job'),
        links: [
          ['rule', field(body, 'ruleUrl')],
          ['image', field(body, 'imageUrl')],
        ],
        facts: [
          ...factsOf(record(tags)),
          ...matched.map((match) => [text(match, 'metric') ?? 'value', field(match, 'value')] as const),
        ],
      }),
    ]
  },
}
