import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, isRecord, loose, text } from '../walk.ts'
import type { Format } from './format.ts'

/** The events of health rules, which every template passes on since the state is nowhere else. */
const policyEvent = /^POLICY_(?:OPEN|CLOSE|CANCELED|CONTINUES|UPGRADED|DOWNGRADED)/

const eventOf = (body: Json): { readonly [name: string]: Json } =>
  loose(isRecord(field(body, 'event')) ? field(body, 'event') : body)

const typeOf = (said: Json): string =>
  ['eventtype', 'eventtypekey', 'type', 'latesteventtype']
    .map((name) => text(said, name) ?? '')
    .find((type) => policyEvent.test(type)) ?? ''

const statusOf = (type: string): AlertStatus => (/^POLICY_(?:CLOSE|CANCELED)/.test(type) ? 'resolved' : 'firing')

/** AppDynamics' HTTP actions on events of health rules; the rest of the template is the customer's own. */
export const appdynamics: Format = {
  id: 'appdynamics',
  recognises: (body) => typeOf(eventOf(body)) !== '',
  read: (body) => {
    const said = eventOf(body)
    const type = typeOf(said)
    const application = filled(said, 'application.name', 'applicationname', 'application', 'app')
    const node = filled(said, 'node.name', 'nodename', 'node', 'tier.name', 'tiername', 'tier')
    const rule = filled(said, 'healthrule.name', 'healthrulename', 'healthrule', 'displayname')
    const incident = filled(said, 'incident.id', 'incidentid')
    const severity = filled(said, 'severity') ?? /_(CRITICAL|WARNING)$/.exec(type)?.[1] ?? null
    return [
      makeReading({
        format: 'appdynamics',
        status: statusOf(type),
        key: incident
          ? keyed({ incident })
          : // What is shown of an event names its transition ("… Started - Critical"), a rule does not.
            keyed({ application, node, rule: has(said, 'healthrule') || has(said, 'healthrulename') ? rule : null }),
        severity,
        title: rule ?? type,
        description: [text(said, 'summarymessage', 'description'), text(said, 'eventmessage', 'message')],
        host: node ?? application,
        identifiers: [node, application],
        links: [['AppDynamics', text(said, 'deeplink', 'url', 'link')]],
        at: said.eventtimemillis ?? said.eventtime,
        facts: [
          ['Event', type],
          ['Application', application],
          ['Node', node],
        ],
      }),
    ]
  },
}
