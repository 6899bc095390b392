import { boundedKey } from '../identity.ts'
import type { Json } from '../json.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import type { AlertStatus } from '../reading.ts'
import { field, isRecord, list, record, text } from '../walk.ts'
import type { Format } from './format.ts'

export const actions: Readonly<Record<string, AlertStatus>> = {
  trigger: 'firing',
  acknowledge: 'acknowledged',
  resolve: 'resolved',
}

/** The action's status; PagerDuty writes it in lower case and takes no other, others' libraries do. */
export const actionOf = (word: string | null): AlertStatus | undefined => {
  const said = word?.trim().toLowerCase() ?? ''
  return Object.hasOwn(actions, said) ? actions[said] : undefined
}

/** Keys of one routing key only: the same key by another is another alert. Our own route takes the routing key off before. */
export const routedKey = (routingKey: string | null, key: string | null): string | null =>
  key === null ? null : boundedKey(routingKey === null ? key : `${routingKey}/${key}`)

const links = (body: Json): (readonly [string, Json | undefined])[] => [
  ...list(field(body, 'links')).map((link) => [text(link, 'text', 'href') ?? '', field(link, 'href')] as const),
  [text(body, 'client') ?? 'client', field(body, 'client_url')],
  ...list(field(body, 'images')).map(
    (image) => [text(image, 'alt') ?? 'image', field(image, 'href') ?? field(image, 'src')] as const,
  ),
]

/** PagerDuty Events API v2 (PD-CEF), as nearly every monitor can send it. A trigger without a key is a new alert each time. */
export const pagerdutyEventsV2: Format = {
  id: 'pagerduty-events-v2',
  recognises: (body) =>
    actionOf(text(body, 'event_action')) !== undefined &&
    (['routing_key', 'dedup_key'].some((name) => text(body, name) !== null) || isRecord(field(body, 'payload'))),
  read(body) {
    const status = actionOf(text(body, 'event_action'))
    if (status === undefined) {
      return {
        error: `\`event_action\` is “${text(body, 'event_action') ?? ''}”; it must be trigger, acknowledge or resolve.`,
      }
    }
    const key = text(body, 'dedup_key')
    if (key === null && status !== 'firing')
      return { error: '`dedup_key` is missing: nobody can tell which alert is meant.' }
    const payload = record(field(body, 'payload'))
    return [
      makeReading({
        format: 'pagerduty-events-v2',
        status,
        key: routedKey(text(body, 'routing_key'), key),
        severity: text(payload, 'severity'),
        title: text(payload, 'summary'),
        description: typeof payload.custom_details === 'string' ? payload.custom_details : undefined,
        host: text(payload, 'source', 'component'),
        identifiers: [payload.source, payload.component, payload.group],
        links: links(body),
        at: field(payload, 'timestamp'),
        facts: [
          ['component', payload.component],
          ['group', payload.group],
          ['class', payload.class],
          ...factsOf(payload.custom_details),
          ['client', field(body, 'client')],
        ],
      }),
    ]
  },
}
