import { keyed } from '../identity.ts'
import { type Json, parseJson } from '../json.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { levelOf } from '../severity-word.ts'
import { field, has, list, loose, text } from '../walk.ts'
import type { Format } from './format.ts'

/** A merged problem goes on under another id, which its own message tells: nothing is known to be well. */
const statuses: Readonly<Record<string, AlertStatus>> = {
  open: 'firing',
  active: 'firing',
  resolved: 'resolved',
  closed: 'resolved',
  merged: 'ignored',
}

const levels: Readonly<Record<string, AlertLevel>> = {
  availability: 'critical',
  monitoring_unavailable: 'high',
  error: 'high',
  performance: 'medium',
  slowdown: 'medium',
  resource: 'medium',
  resource_contention: 'medium',
  custom: 'low',
  custom_alert: 'low',
  info: 'low',
}

const isProblem = (said: Json) =>
  ['pid', 'problemid'].some((name) => has(said, name)) &&
  ['problemtitle', 'problemseverity', 'problemimpact', 'problemurl', 'problemdetails', 'severitylevel'].some((name) =>
    has(said, name),
  )

const stateOf = (said: Json) => text(said, 'state', 'problemstate', 'problemstatus', 'status', 'eventstatus')

/** What a placeholder in quotes holds as text, and one without as it is. */
const opened = (value: Json | undefined): Json | undefined =>
  typeof value === 'string' ? (parseJson(value) ?? value) : value

/** Entities are a list, the same list as JSON text, or a sentence. */
const entitiesOf = (said: Json): readonly Json[] => list(opened(field(said, 'impactedentities')))

const nameOf = (entity: Json | undefined): string | null =>
  typeof entity === 'string' ? entity : text(entity, 'name', 'entityId.id', 'entity')

/**
 * Dynatrace's problems: the customer's template of placeholders, or events of Davis. The `PID` names a
 * problem; `ProblemID` is a number to show.
 */
export const dynatrace: Format = {
  id: 'dynatrace',
  recognises: (body) => {
    const said = loose(body)
    return (
      (isProblem(said) && stateOf(said) !== null) ||
      (has(said, 'eventid') && has(said, 'eventkind') && has(said, 'eventstatus'))
    )
  },
  read: (body) => {
    const said = loose(body)
    const status = meaning(statuses, stateOf(said))
    if (!status) return { error: 'The Dynatrace problem has no `State` of OPEN, RESOLVED or MERGED.' }
    const entities = entitiesOf(said)
    const details = opened(said.problemdetailsjsonv2 ?? said.problemdetailsjson)
    const title = text(said, 'problemtitle', 'title', 'eventname')
    const severity = filled(said, 'problemseverity', 'severitylevel', 'eventcategory')
    const isTest = /^Dynatrace problem notification test run/i.test(title ?? '') || text(said, 'pid') === '99999'
    return [
      makeReading({
        format: 'dynatrace',
        kind: isTest ? 'test' : 'alert',
        status,
        key: keyed({ problem: filled(said, 'pid', 'eventid') ?? filled(said, 'problemid') }),
        severity,
        level: meaning(levels, severity) ?? levelOf(severity),
        title,
        description: text(said, 'problemdetailstext', 'problemdetails', 'eventdescription'),
        host: nameOf(entities[0]) ?? text(said, 'impactedentitynames', 'namesofimpactedentities', 'impactedentity'),
        identifiers: entities.flatMap((entity) => [text(entity, 'entity', 'entityId.id'), nameOf(entity)]),
        links: [['Problem', text(said, 'problemurl')]],
        at:
          status === 'resolved'
            ? (said.endtime ?? said.eventend ?? field(details, 'endTime'))
            : (said.starttime ?? said.eventstart ?? field(details, 'startTime')),
        facts: [
          ['Problem', filled(said, 'problemid', 'displayid')],
          ['Impact', filled(said, 'problemimpact', 'impactlevel')],
          ['Entities', text(said, 'impactedentity', 'namesofimpactedentities', 'impactedentitynames')],
          ['Tags', filled(said, 'tags')],
        ],
      }),
    ]
  },
}
