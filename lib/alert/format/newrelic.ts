import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { has, loose, text, texts } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  created: 'firing',
  activated: 'firing',
  active: 'firing',
  acknowledged: 'acknowledged',
  closed: 'resolved',
  deactivated: 'resolved',
}

/** Names that the templates of workflows use whatever a team makes of the rest. */
const marks = [
  'issueurl',
  'issuepageurl',
  'alertpolicynames',
  'alertconditionnames',
  'totalincidents',
  'workflowname',
  'iscorrelated',
  'impactedentities',
  'issueid',
]

/** The field wins over the link, which may be that of another message; a template without the field has only the link. */
const idOf = (said: Json): string | null =>
  filled(said, 'issueid', 'id') ??
  /\/issues\/([\w-]{8,64})/.exec(text(said, 'issueurl', 'issuepageurl') ?? '')?.[1] ??
  null

/**
 * New Relic's issues, sent by a workflow: the default template and edited ones, recognised by the names that they keep.
 * The priority stays at its peak when an issue closes, so only the state says how it is.
 */
export const newrelic: Format = {
  id: 'newrelic',
  recognises: (body) => {
    const said = loose(body)
    const hasState = meaning(statuses, text(said, 'state', 'status', 'issuestate')) !== undefined
    const found = marks.filter((name) => has(said, name)).length
    return idOf(said) !== null && found >= (hasState ? 1 : 2)
  },
  read: (body) => {
    const said = loose(body)
    const status = meaning(statuses, text(said, 'state', 'status', 'issuestate'))
    if (!status) return { error: 'The New Relic issue has no `state` that is known.' }
    const entities = [...texts(said.impactedentities), ...texts(said.entitynames), ...texts(said.entityname)]
    return [
      makeReading({
        format: 'newrelic',
        status,
        key: keyed({ issue: idOf(said) }),
        severity: text(said, 'priority', 'severity'),
        title: text(
          said,
          'title',
          'title.0',
          'name',
          'name.0',
          'issuetitle',
          'conditionname',
          'alertconditionnames.0',
          'details',
        ),
        description: texts(said.description),
        host: entities[0],
        identifiers: [...texts(said.entitiesdata), ...texts(said.entityguids), ...entities],
        links: [
          ['Issue', text(said, 'issueurl', 'issuepageurl')],
          ['Runbook', text(said, 'runbookurl', 'runbookurl.0')],
        ],
        at: status === 'resolved' ? (said.closedat ?? said.updatedat) : (said.updatedat ?? said.createdat),
        facts: [
          ['Policy', texts(said.alertpolicynames).join(', ')],
          ['Condition', texts(said.alertconditionnames).join(', ')],
          ['Workflow', said.workflowname],
          ['Incidents', said.totalincidents],
          ['Entities', entities.slice(1).join(', ')],
          ['Owner', said.owner],
        ],
      }),
    ]
  },
}
