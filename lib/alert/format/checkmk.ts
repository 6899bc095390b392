import { filled } from '../placeholder.ts'
import { has, text } from '../walk.ts'
import type { Format } from './format.ts'
import { readCheck } from './host-check.ts'
import { macros } from './nagios.ts'

/**
 * Checkmk's notification scripts: the variables `NOTIFY_…` or the plain names made of them. Which of host and service is
 * meant is said by `what`: notifications of services repeat a state of the host that means nothing.
 */
export const checkmk: Format = {
  id: 'checkmk',
  recognises: (body) => {
    const said = macros(body)
    return (
      (/^(?:HOST|SERVICE)$/.test(text(said, 'what') ?? '') || / -> /.test(text(said, 'event') ?? '')) &&
      text(said, 'notificationtype') !== null &&
      (filled(said, 'host', 'hostname') !== null || has(said, 'site') || has(said, 'omdsite'))
    )
  },
  read: (body) => {
    const said = macros(body)
    const what = text(said, 'what')
    const isService = what === null ? filled(said, 'service', 'servicedesc') !== null : what === 'SERVICE'
    const service = isService ? filled(said, 'service', 'servicedesc') : null
    const event = /->\s*(\w+)\s*$/.exec(text(said, 'event') ?? '')?.[1] ?? null
    return readCheck({
      format: 'checkmk',
      notification: text(said, 'notificationtype'),
      state: isService
        ? (filled(said, 'servicestate', 'severity', 'state') ?? event)
        : (filled(said, 'hoststate', 'status', 'state') ?? event),
      host: filled(said, 'host', 'hostname'),
      service,
      site: filled(said, 'site', 'omdsite'),
      description: [
        text(said, 'output', isService ? 'serviceoutput' : 'hostoutput'),
        text(said, 'longoutput', isService ? 'longserviceoutput' : 'longhostoutput'),
      ],
      identifiers: [filled(said, 'address', 'hostaddress'), filled(said, 'alias', 'hostalias')],
      links: [['Checkmk', text(said, 'url', isService ? 'serviceurl' : 'hosturl')]],
      // The only time with a zone: microseconds since 1970. The others are local.
      at: said.microtime,
      facts: [
        ['Event', text(said, 'event')],
        ['Check', text(said, 'checkcommand', isService ? 'servicecheckcommand' : 'hostcheckcommand')],
        ['Address', text(said, 'address', 'hostaddress')],
        ['Comment', text(said, 'notificationcomment')],
      ],
    })
  },
}
