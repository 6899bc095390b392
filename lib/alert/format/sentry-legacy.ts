import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

const isSample = (body: Json) =>
  list(field(body, 'event.tags')).some(
    (pair) => text(pair, '0', 'key') === 'sample_event' && text(pair, '1', 'value') === 'yes',
  )

/** The webhooks plugin of before the integration platform, and service hooks: they only ever say that something happened. */
export const sentryLegacy: Format = {
  id: 'sentry-legacy',
  recognises: (body) =>
    (['culprit', 'level', 'logger', 'triggering_rules', 'event'].filter((name) => has(body, name)).length >= 2 &&
      (has(body, 'project_name') || has(body, 'project_slug'))) ||
    (isRecord(field(body, 'group')) && isRecord(field(body, 'event')) && has(body, 'project.slug')),
  read: (body) => {
    const project = text(body, 'project_slug', 'project.slug', 'project')
    const id = text(body, 'id', 'group.id') ?? /\/(?:issues|group)\/(\d+)/.exec(text(body, 'url') ?? '')?.[1]
    return [
      makeReading({
        format: 'sentry-legacy',
        kind: isSample(body) ? 'test' : 'alert',
        status: 'firing',
        key: id ? keyed({ project, issue: id }) : keyed({ project, culprit: text(body, 'culprit') }),
        severity: text(body, 'level', 'event.level', 'group.level'),
        title: text(body, 'event.title', 'message', 'group.title', 'culprit'),
        description: [text(body, 'message'), text(body, 'culprit', 'group.culprit')],
        host: project,
        identifiers: [project, text(body, 'event.server_name')],
        links: [['Issue', text(body, 'url', 'group.url')]],
        at: field(body, 'event.datetime') ?? field(body, 'event.timestamp') ?? field(body, 'event.received'),
        facts: [
          ['Project', text(body, 'project_name', 'project.name')],
          ['Environment', text(body, 'event.environment')],
          ['Logger', text(body, 'logger')],
        ],
      }),
    ]
  },
}
