import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { Payload } from '../payload.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, text } from '../walk.ts'
import type { Format } from './format.ts'
import { opsgenieLevel } from './opsgenie.ts'

const actions: Record<string, AlertStatus> = { close: 'resolved', acknowledge: 'acknowledged', unacknowledge: 'firing' }

/** `/alerts/{identifier}/{action}`, with whatever stands before it. */
const called = ({ path }: Payload): readonly [identifier: string, action: string] | undefined => {
  const [, identifier, action] = /\/alerts\/([^/?]+)\/([a-z]+)\/?$/i.exec(path) ?? []
  if (identifier === undefined || action === undefined) return undefined
  try {
    return [decodeURIComponent(identifier), action.toLowerCase()]
  } catch {
    return [identifier, action.toLowerCase()]
  }
}

const isCreate = (body: Json, { path }: Payload) =>
  text(body, 'message') !== null &&
  (/\/alerts\/?$/.test(path) ||
    (has(body, 'alias') &&
      ['priority', 'responders', 'entity', 'visibleTo', 'details', 'tags'].some((name) => has(body, name))))

/**
 * Opsgenie's own alert API, as its users' monitors call it: an alert is known by its alias, and one without an alias is
 * new each time. Calls about an alert name it in the path, by the kind that `identifierType` says.
 */
export const opsgenieApi: Format = {
  id: 'opsgenie-api',
  recognises: (body, payload) => called(payload) !== undefined || isCreate(body, payload),
  read(body, payload) {
    const call = called(payload)
    const isAlias = payload.query.identifierType?.toLowerCase() === 'alias'
    if (call) {
      const [identifier, action] = call
      const status = Object.hasOwn(actions, action) ? actions[action]! : 'ignored'
      return [
        makeReading({
          format: 'opsgenie-api',
          kind: status === 'ignored' ? 'non-alert' : 'alert',
          status,
          key: keyed({ [isAlias ? 'alias' : 'alertId']: identifier }),
          description: field(body, 'note'),
          facts: [
            ['action', action],
            ['user', field(body, 'user')],
            ['source', field(body, 'source')],
          ],
        }),
      ]
    }
    if (text(body, 'message') === null) return { error: '`message` is missing.' }
    const priority = text(body, 'priority')
    return [
      makeReading({
        format: 'opsgenie-api',
        status: 'firing',
        key: keyed({ alias: text(body, 'alias') }),
        severity: priority,
        // Opsgenie's own default is P3.
        level: priority === null ? 'medium' : opsgenieLevel(priority),
        title: field(body, 'message'),
        description: [field(body, 'description'), field(body, 'note')],
        host: text(body, 'entity') ?? text(field(body, 'details'), 'host', 'hostname', 'instance', 'server'),
        identifiers: [field(body, 'entity'), field(body, 'source')],
        facts: [
          ['source', field(body, 'source')],
          ['tags', field(body, 'tags')],
          ['responders', field(body, 'responders')],
          ...factsOf(field(body, 'details')),
        ],
      }),
    ]
  },
}
