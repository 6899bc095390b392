import { keyed } from '../identity.ts'
import { instant } from '../instant.ts'
import { type Json, parseJson } from '../json.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  0: 'firing',
  1: 'resolved',
  2: 'ignored',
  3: 'suppressed',
}

/** A GET carries the two objects as JSON in its query, a form the whole as JSON in its field `data`. */
const object = (body: Json, name: string): Json | undefined => {
  const said = field(body, name)
  return typeof said === 'string' ? parseJson(said) : said
}

/** `[shop][https://shop.example] server certificate shop.example will expire in 7 days`. */
const expiry = /^\[([^\]]{1,200})\]\[([^\]]{0,500})\].{0,500}\bexpire/s

/** A message without heartbeat is the test button's, unless it warns of a certificate or a domain that expires. */
const alone = (message: string | null) => {
  const [, name, url] = expiry.exec(message ?? '') ?? []
  if (name === undefined) return makeReading({ format: 'uptime-kuma', kind: 'test', status: 'ignored', title: message })
  return makeReading({
    format: 'uptime-kuma',
    status: 'firing',
    key: keyed({ expiry: name, url }),
    title: message,
    host: url || name,
    links: [['Monitored', url]],
  })
}

/** Uptime Kuma, by JSON, form or GET. `heartbeat` and `monitor` are null in tests and in warnings of certificates. */
export const uptimeKuma: Format = {
  id: 'uptime-kuma',
  recognises: (body, { method }) => {
    if (has(object(body, 'heartbeat'), 'monitorID')) return true
    if (has(body, 'heartbeat') && (has(body, 'monitor') || has(body, 'msg'))) return true
    // Its test button, by GET: nothing but a text, and what the URL of the hook has itself.
    return method === 'GET' && /\bTesting$|\bexpire/.test((text(body, 'msg') ?? '').slice(0, 2000))
  },
  read: (body) => {
    const heartbeat = object(body, 'heartbeat')
    const monitor = object(body, 'monitor')
    if (!isRecord(heartbeat)) return [alone(text(body, 'msg'))]
    const url = text(monitor, 'url')
    return [
      makeReading({
        format: 'uptime-kuma',
        status: meaning(statuses, text(heartbeat, 'status')) ?? 'ignored',
        key: keyed({ monitor: text(monitor, 'id') ?? text(heartbeat, 'monitorID', 'monitor_id') }),
        title: text(monitor, 'name') ?? text(body, 'msg'),
        description: [text(heartbeat, 'msg'), text(body, 'msg')],
        host:
          text(monitor, 'hostname') ?? (url && url !== 'https://' && url !== 'http://' ? url : text(monitor, 'name')),
        identifiers: [url, text(monitor, 'name')],
        links: [['Monitored', url]],
        // Its clock is UTC and does not say so; `localDateTime` is the local one.
        at: instant(field(heartbeat, 'time'), { isUtc: true }),
        facts: [
          ['Type', text(monitor, 'type')],
          ['Ping', text(heartbeat, 'ping')],
          ['Path', text(monitor, 'pathName')],
          [
            'Tags',
            list(field(monitor, 'tags'))
              .map((tag) => text(tag, 'name') ?? '')
              .join(', '),
          ],
        ],
      }),
    ]
  },
}
