import { keyed } from '../identity.ts'
import { type Json, parseJson } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { statusOf } from '../status-word.ts'
import { field, has, isRecord, loose, text, texts } from '../walk.ts'
import type { Format } from './format.ts'

interface RuleAlert {
  readonly rule: string | null
  readonly alert: string | null
  readonly group: string | null
  readonly said: Json
}

const within = (body: Json, path: string): Json => {
  const value = field(body, path)
  return (typeof value === 'string' ? parseJson(value) : value) ?? null
}

/** The variables `rule`, `alert` and `context`, nested as Kibana has them or each as a name of the template. */
const partsOf = (body: Json): RuleAlert => {
  const rule = within(body, isRecord(field(body, 'webhook_body')) ? 'webhook_body.rule_info' : 'rule')
  const alert = within(body, isRecord(field(body, 'webhook_body')) ? 'webhook_body.alert_info' : 'alert')
  const said = loose(body)
  return {
    rule:
      filled(rule, 'id') ?? filled(body, 'kibana.alert.rule.uuid', 'kibana.alert.rule.id') ?? filled(said, 'ruleid'),
    alert:
      filled(alert, 'id', 'uuid') ??
      filled(body, 'kibana.alert.instance.id', 'kibana.alert.uuid') ??
      filled(said, 'kibanaalertid', 'alertid', 'alertuuid', 'alertinstanceid', 'fingerprint'),
    group:
      filled(alert, 'actionGroup', 'actionGroupName') ??
      filled(body, 'kibana.alert.status') ??
      filled(said, 'actiongroup', 'alertactiongroup', 'actiongroupname', 'alertactiongroupname'),
    said: { ...said, rule, alert, context: within(body, 'webhook_body.context_info') ?? within(body, 'context') },
  }
}

const status = (group: string | null, said: string | null): AlertStatus => {
  if (/recovered/i.test(group ?? '')) return 'resolved'
  return statusOf(said) === 'resolved' ? 'resolved' : 'firing'
}

/** A watch of Watcher; it only ever fires. */
const watchOf = (body: Json): Json | undefined => {
  const watch = [field(body, 'payload'), field(body, 'ctx'), body].find((each) => has(each, 'watch_id'))
  return has(watch, 'trigger') || has(watch, 'execution_time') ? watch : undefined
}

/** Elastic: Kibana's rules through its webhook connector, alerts of its security app, and Watcher. */
export const elastic: Format = {
  id: 'elastic',
  recognises: (body) => {
    if (watchOf(body) !== undefined) return true
    const { rule, alert, group, said } = partsOf(body)
    return (
      rule !== null &&
      (group !== null ||
        (isRecord(field(body, 'rule')) && (isRecord(field(body, 'alert')) || isRecord(field(body, 'context')))) ||
        (alert !== null && ['rulename', 'ruletype', 'ruleurl', 'kibanabaseurl'].some((name) => has(said, name))))
    )
  },
  read: (body) => {
    const watch = watchOf(body)
    if (watch !== undefined)
      return [
        makeReading({
          format: 'elastic',
          status: status(null, text(body, 'status')),
          key: keyed({ watch: text(watch, 'watch_id') }),
          severity: text(watch, 'metadata.severity'),
          title: text(watch, 'metadata.name', 'watch_id'),
          at: field(watch, 'execution_time') ?? field(watch, 'trigger.triggered_time'),
        }),
      ]
    const { rule, alert, group, said } = partsOf(body)
    return [
      makeReading({
        format: 'elastic',
        status: status(group, text(said, 'status', 'alertstatus', 'state')),
        key: keyed({ rule, alert }),
        severity: filled(body, 'kibana.alert.severity', 'severity') ?? filled(said, 'severity', 'context.severity'),
        title: filled(said, 'rule.name', 'rulename', 'name', 'contexttitle') ?? filled(body, 'kibana.alert.rule.name'),
        description: [
          filled(said, 'context.reason', 'context.message', 'reason', 'contextreason', 'contextmessage', 'message'),
          filled(body, 'kibana.alert.reason', 'kibana.alert.rule.description'),
        ],
        host: filled(
          said,
          'context.host.name',
          'context.host',
          'contexthost',
          'hostname',
          'host.name',
          'host',
          'service.name',
          'context.monitorName',
          'alert.id',
        ),
        identifiers: [
          filled(said, 'context.host.name', 'host.name', 'hostname'),
          filled(said, 'service.name', 'alert.id'),
        ],
        links: [
          ['Alert', filled(said, 'context.alertDetailsUrl', 'alertdetailsurl')],
          ['Rule', filled(said, 'rule.url', 'ruleurl')],
          ['View', filled(said, 'context.viewInAppUrl', 'viewinappurl', 'contextlink', 'url')],
        ],
        at:
          field(said, 'context.timestamp') ??
          field(said, 'date') ??
          field(body, '@timestamp') ??
          field(said, 'timestamp') ??
          field(said, 'lastreceived'),
        facts: [
          ['Action group', group],
          ['Flapping', text(said, 'alert.flapping', 'isflapping', 'alertflapping')],
          ['Space', filled(said, 'rule.spaceId', 'rulespaceid')],
          ['Tags', [...texts(field(said, 'rule.tags')), ...texts(field(said, 'ruletags'))].join(', ')],
        ],
      }),
    ]
  },
}
