import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import { filled } from '../placeholder.ts'
import type { AlertStatus } from '../reading.ts'
import { has, loose, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  1: 'firing',
  down: 'firing',
  2: 'resolved',
  up: 'resolved',
  3: 'firing',
  ssl_expiry: 'firing',
}

/**
 * UptimeRobot, by query, form or JSON with names of the customer's choice, some of whose `*placeholders*` may have been
 * left as they were. A certificate that expires is another alert than the monitor that is down.
 */
export const uptimerobot: Format = {
  id: 'uptimerobot',
  recognises: (body) => {
    const said = loose(body)
    return (
      (has(said, 'alerttype') || has(said, 'alerttypefriendlyname')) &&
      ['monitorid', 'monitorurl', 'monitorfriendlyname'].some((name) => has(said, name))
    )
  },
  read: (body) => {
    const said = loose(body)
    const type = filled(said, 'alerttype')
    const status = meaning(statuses, type) ?? meaning(statuses, filled(said, 'alerttypefriendlyname'))
    if (!status) return { error: 'The UptimeRobot alert has no type of 1 (down), 2 (up) or 3 (certificate).' }
    const id = filled(said, 'monitorid')
    const url = filled(said, 'monitorurl')
    const name = filled(said, 'monitorfriendlyname', 'monitorname')
    const key = id ? keyed({ monitor: id }) : keyed({ monitor_url: [url, name].filter(Boolean).join('|') })
    const isCertificate = type === '3' || /ssl/i.test(filled(said, 'alerttypefriendlyname') ?? '')
    return [
      makeReading({
        format: 'uptimerobot',
        status,
        key: key && isCertificate ? `${key}|ssl` : key,
        title: name ?? url,
        description: text(said, 'alertdetails'),
        host: url ?? name,
        identifiers: [url, name],
        links: [['Monitored', url]],
        at: said.alertdatetime,
        facts: [
          ['Type', filled(said, 'alerttypefriendlyname')],
          ['Lasted', filled(said, 'alertfriendlyduration', 'alertduration')],
          ['Certificate expires', filled(said, 'sslexpirydate')],
          ['Days left', filled(said, 'sslexpirydaysleft')],
        ],
      }),
    ]
  },
}
