import type { Json } from '../json.ts'
import { filled } from '../placeholder.ts'
import { field, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'
import { checkStatus, readCheck } from './host-check.ts'
import { macros } from './nagios.ts'

const serviceStates = ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN']
const hostStates = ['UP', 'DOWN']

/** A state as a word; Icinga's API and exit codes count it. */
const word = (state: string | null, isService: boolean): string | null => {
  const number = /^([0-3])(?:\.0)?$/.exec(state ?? '')?.[1]
  return number === undefined ? state : ((isService ? serviceStates : hostStates)[Number(number)] ?? 'DOWN')
}

const isScript = (said: Json) =>
  ['hostdisplayname', 'servicedisplayname', 'servicename', 'hostname', 'longdatetime'].filter(
    (name) => filled(said, name) !== null,
  ).length >= 2 &&
  ['notificationtype', 'type', 'hostdisplayname', 'servicedisplayname'].some((name) => text(said, name) !== null)

/**
 * Icinga 2: its notification scripts' variables, its API's events (`StateChange`, `Notification`, …) and objects
 * `host`, `service`, `check_result`.
 */
export const icinga: Format = {
  id: 'icinga',
  recognises: (body) => {
    if (
      isRecord(field(body, 'check_result')) &&
      (field(body, 'host') !== undefined || field(body, 'service') !== undefined)
    )
      return true
    const said = macros(body)
    const state = filled(said, 'servicestate', 'hoststate', 'state')
    return isScript(said) && checkStatus(text(said, 'notificationtype', 'type'), state) !== undefined
  },
  read: (body) => {
    const said = macros(body)
    const host = filled(body, 'host.name', 'host') ?? filled(said, 'hostname', 'hostdisplayname', 'hostalias')
    const named =
      filled(body, 'service.name', 'service') ?? filled(said, 'servicename', 'servicedesc', 'servicedisplayname')
    // `web1!disk` is how Icinga writes the service `disk` of `web1`.
    const service = named?.includes('!') ? named.slice(named.indexOf('!') + 1) : named
    const state =
      filled(body, 'check_result.state', 'state') ?? filled(said, service ? 'servicestate' : 'hoststate', 'state')
    const type = text(body, 'type')
    return readCheck({
      format: 'icinga',
      notification: text(body, 'notification_type') ?? text(said, 'notificationtype') ?? type,
      state: word(state, service !== null && service !== undefined),
      stateType: text(body, 'state_type', 'check_result.state_type') ?? text(said, 'servicestatetype', 'hoststatetype'),
      host: host ?? (named?.includes('!') ? named.slice(0, named.indexOf('!')) : null),
      service,
      description: [text(body, 'check_result.output', 'text'), text(said, 'serviceoutput', 'hostoutput', 'output')],
      identifiers: [filled(said, 'address', 'hostaddress', 'address6')],
      links: [['Icinga', text(said, 'icingaweb2url', 'url')]],
      at: field(body, 'timestamp') ?? field(body, 'check_result.execution_end'),
      facts: [
        ['Author', text(body, 'author') ?? text(said, 'notificationauthor', 'notificationauthorname')],
        ['Comment', text(body, 'comment') ?? text(said, 'notificationcomment')],
        ['Groups', list(field(body, 'groups')).join(', ')],
      ],
    })
  },
}
