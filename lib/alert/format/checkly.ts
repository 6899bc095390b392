import { keyed } from '../identity.ts'
import type { AlertLevel } from '../level.ts'
import { makeReading } from '../make-reading.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { has, loose, text } from '../walk.ts'
import type { Format } from './format.ts'

const statusOf = (type: string): AlertStatus => {
  if (/RECOVERY$/.test(type)) return 'resolved'
  return /^ALERT_(?:FAILURE|DEGRADED|SSL)/.test(type) ? 'firing' : 'ignored'
}

/** `ALERT_DEGRADED_FAILURE` went from degraded to failing: the last word is the state. */
const levelOf = (type: string): AlertLevel | null => {
  if (/FAILURE(?:_REMAIN)?$/.test(type)) return 'high'
  if (/DEGRADED(?:_REMAIN)?$/.test(type)) return 'medium'
  return /SSL$/.test(type) ? 'low' : null
}

/** Checkly's webhook template with its documented variables. */
export const checkly: Format = {
  id: 'checkly',
  recognises: (body) => {
    const said = loose(body)
    return /^(?:NO_)?ALERT(?:_|$)/.test(text(said, 'alerttype') ?? '') && has(said, 'checkid')
  },
  read: (body) => {
    const said = loose(body)
    const type = text(said, 'alerttype') ?? ''
    const check = filled(said, 'checkid')
    return [
      makeReading({
        format: 'checkly',
        status: statusOf(type),
        key: keyed({ check, certificate: /SSL$/.test(type) ? text(said, 'sslcheckdomain') : null }),
        severity: type,
        level: levelOf(type),
        title: text(said, 'checkname', 'alerttitle', 'event'),
        description: [text(said, 'event', 'alerttitle'), text(said, 'checkerrormessage')],
        host: filled(said, 'sslcheckdomain', 'checkname'),
        identifiers: [filled(said, 'checkname'), filled(said, 'groupname')],
        links: [['Checkly', text(said, 'link', 'resultlink')]],
        at: said.startedat,
        facts: [
          ['Type', text(said, 'checktype')],
          ['Group', text(said, 'groupname')],
          ['Location', text(said, 'runlocation')],
          ['Response time', text(said, 'responsetime')],
          ['Tags', text(said, 'tags')],
        ],
      }),
    ]
  },
}
