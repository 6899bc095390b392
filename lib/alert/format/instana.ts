import { keyed } from '../identity.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = { open: 'firing', closed: 'resolved' }

/** Instana knows warnings (5) and critical issues (10). */
const levels: Readonly<Record<string, AlertLevel>> = { 5: 'medium', 10: 'critical' }

/** Instana's webhook. Only issues and incidents have a state; changes, and who went on- or offline, have none. */
export const instana: Format = {
  id: 'instana',
  recognises: (body) =>
    has(body, 'issue.id') &&
    has(body, 'issue.start') &&
    ['issue.text', 'issue.entity', 'issue.entityLabel', 'issue.fqdn'].some((name) => has(body, name)),
  read: (body) => {
    const issue = field(body, 'issue')
    const status = meaning(statuses, text(issue, 'state'))
    return [
      makeReading({
        format: 'instana',
        kind: status ? 'alert' : 'non-alert',
        status: status ?? 'ignored',
        key: status ? keyed({ issue: text(issue, 'id') }) : null,
        severity: text(issue, 'severity'),
        level: meaning(levels, text(issue, 'severity')) ?? null,
        title: text(issue, 'text'),
        description: [text(issue, 'suggestion'), text(issue, 'description')],
        host: text(issue, 'fqdn', 'entityLabel', 'service'),
        identifiers: [
          text(issue, 'fqdn'),
          text(issue, 'entityLabel'),
          text(issue, 'container'),
          text(issue, 'service'),
        ],
        links: [['Instana', text(issue, 'link')]],
        at: status === 'resolved' ? field(issue, 'end') : field(issue, 'start'),
        facts: [
          ['Type', text(issue, 'type')],
          ['Entity', text(issue, 'entity')],
          ['Zone', text(issue, 'zone')],
          ['Tags', text(issue, 'tags')],
        ],
      }),
    ]
  },
}
