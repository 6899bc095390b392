import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { has, loose, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  active: 'firing',
  alert: 'firing',
  escalated: 'firing',
  update: 'firing',
  clear: 'resolved',
  cleared: 'resolved',
  ack: 'acknowledged',
  acked: 'acknowledged',
  acknowledged: 'acknowledged',
  test: 'ignored',
}

/** Names of LogicMonitor's tokens (`##DATASOURCE##`, …) that templates keep. */
const marks = ['datasource', 'datapoint', 'eventsource', 'batchjob', 'alerttype', 'dsidesc', 'level']

/** LogicMonitor's HTTP delivery: the customer's template, recognised by the names of the tokens in it. */
export const logicmonitor: Format = {
  id: 'logicmonitor',
  recognises: (body) => {
    const said = loose(body)
    return (
      has(said, 'alertid') &&
      meaning(statuses, text(said, 'alertstatus')) !== undefined &&
      marks.filter((name) => has(said, name)).length >= 2
    )
  },
  read: (body) => {
    const said = loose(body)
    const status = meaning(statuses, text(said, 'alertstatus')) ?? 'ignored'
    const host = filled(said, 'host', 'hostname', 'systemhostname', 'service')
    return [
      makeReading({
        format: 'logicmonitor',
        kind: /^test$/i.test(text(said, 'alertstatus') ?? '') ? 'test' : 'alert',
        status,
        key: keyed({ alert: filled(said, 'internalid', 'alertid') }),
        severity: text(said, 'level'),
        title: [filled(said, 'datasource', 'eventsource', 'batchjob', 'service'), filled(said, 'datapoint')]
          .filter(Boolean)
          .join(' '),
        description: [
          filled(said, 'message', 'eventlogmsg', 'eventmsg'),
          filled(said, 'dpdescription', 'datapointdesc'),
        ],
        host,
        identifiers: [host, ...(filled(said, 'hostips', 'systemips')?.split(',') ?? [])],
        links: [['LogicMonitor', filled(said, 'alertdetailurl', 'hosturl', 'serviceurl')]],
        at: said.startepoch,
        facts: [
          ['Value', filled(said, 'value')],
          ['Threshold', filled(said, 'threshold')],
          ['Instance', filled(said, 'instance')],
          ['Group', filled(said, 'group')],
        ],
      }),
    ]
  },
}
