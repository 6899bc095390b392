import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { has, loose, text } from '../walk.ts'
import type { Format } from './format.ts'

/** 3 is worse than before, 4 better, 5 otherwise: it goes on. */
const statuses: Readonly<Record<string, AlertStatus>> = {
  0: 'resolved',
  1: 'firing',
  2: 'acknowledged',
  3: 'firing',
  4: 'firing',
  5: 'firing',
  ok: 'resolved',
  alert: 'firing',
  ack: 'acknowledged',
}

/** LibreNMS' API transport with the names of its template's variables. Its times are local. */
export const librenms: Format = {
  id: 'librenms',
  recognises: (body) => {
    const said = loose(body)
    return (
      meaning(statuses, text(said, 'state')) !== undefined &&
      ['hostname', 'sysname'].some((name) => has(said, name)) &&
      ['deviceid', 'ruleid', 'alertid', 'rule', 'uid', 'sysdescr', 'faults', 'alerted', 'builder'].filter((name) =>
        has(said, name),
      ).length >= 2
    )
  },
  read: (body) => {
    const said = loose(body)
    const alert = filled(said, 'alertid')
    const device = filled(said, 'deviceid', 'hostname', 'sysname')
    const rule = filled(said, 'ruleid', 'name', 'rule')
    return [
      makeReading({
        format: 'librenms',
        status: meaning(statuses, text(said, 'state')) ?? 'ignored',
        key: alert ? keyed({ alert }) : keyed({ rule, device }),
        severity: text(said, 'severity'),
        title: text(said, 'name', 'title'),
        description: [text(said, 'title'), text(said, 'msg'), text(said, 'notes', 'alertnotes')],
        host: filled(said, 'hostname', 'sysname', 'display'),
        identifiers: [filled(said, 'hostname'), filled(said, 'sysname'), filled(said, 'ip'), filled(said, 'display')],
        facts: [
          ['System', text(said, 'sysdescr')],
          ['Hardware', text(said, 'hardware')],
          ['Location', text(said, 'location')],
          ['Lasted', text(said, 'elapsed')],
          ['Address', text(said, 'ip')],
        ],
      }),
    ]
  },
}
