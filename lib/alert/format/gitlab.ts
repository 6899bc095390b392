import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = { failed: 'firing', success: 'resolved' }

/** GitLab's webhooks: a pipeline that fails on a branch, until one succeeds there. All else that happens is no alert. */
export const gitlab: Format = {
  id: 'gitlab',
  recognises: (body, { headers }) =>
    (has(body, 'object_kind') || headers['x-gitlab-event'] !== undefined) &&
    ['project', 'object_attributes', 'project_id', 'repository'].some((name) => has(body, name)),
  read: (body, { headers }) => {
    const kind = text(body, 'object_kind') ?? headers['x-gitlab-event'] ?? 'unknown'
    const pipeline = field(body, 'object_attributes')
    const status = kind === 'pipeline' ? meaning(statuses, text(pipeline, 'status')) : undefined
    const project = text(body, 'project.path_with_namespace', 'project.name', 'repository.name')
    return [
      makeReading({
        format: 'gitlab',
        kind: status ? 'alert' : 'non-alert',
        status: status ?? 'ignored',
        key: status
          ? keyed({
              project: text(body, 'project.id') ?? project,
              pipeline: text(pipeline, 'source'),
              ref: text(pipeline, 'ref'),
            })
          : null,
        severity: status ? text(pipeline, 'status') : null,
        level: null,
        title: status ? `Pipeline of ${project} on ${text(pipeline, 'ref')}` : kind,
        description: text(body, 'commit.title', 'commit.message', 'object_attributes.title'),
        host: project,
        links: [['GitLab', text(pipeline, 'url') ?? text(body, 'project.web_url')]],
        at: status ? field(pipeline, 'finished_at') : undefined,
        deliveryId: headers['idempotency-key'],
        facts: [
          ['Stage', text(pipeline, 'detailed_status')],
          ['Source', text(pipeline, 'source')],
          ['By', text(body, 'user.username', 'user_username', 'user_name')],
        ],
      }),
    ]
  },
}
