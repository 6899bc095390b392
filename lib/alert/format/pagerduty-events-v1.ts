import { factsOf, makeReading } from '../make-reading.ts'
import { field, has, list, text } from '../walk.ts'
import type { Format } from './format.ts'
import { actionOf, routedKey } from './pagerduty-events-v2.ts'

/** PagerDuty's first Events API, which older plug-ins still speak. */
export const pagerdutyEventsV1: Format = {
  id: 'pagerduty-events-v1',
  recognises: (body) =>
    actionOf(text(body, 'event_type')) !== undefined && ['service_key', 'incident_key'].some((name) => has(body, name)),
  read(body) {
    const status = actionOf(text(body, 'event_type'))
    if (status === undefined) {
      return {
        error: `\`event_type\` is “${text(body, 'event_type') ?? ''}”; it must be trigger, acknowledge or resolve.`,
      }
    }
    const key = text(body, 'incident_key')
    if (key === null && status !== 'firing')
      return { error: '`incident_key` is missing: nobody can tell which alert is meant.' }
    const details = field(body, 'details')
    return [
      makeReading({
        format: 'pagerduty-events-v1',
        status,
        key: routedKey(text(body, 'service_key'), key),
        severity: text(details, 'severity'),
        title: field(body, 'description'),
        description: typeof details === 'string' ? details : undefined,
        host: text(details, 'host', 'hostname', 'HOSTNAME', 'source', 'service'),
        links: [
          [text(body, 'client') ?? 'client', field(body, 'client_url')],
          ...list(field(body, 'contexts')).map(
            (context) =>
              [text(context, 'text', 'alt') ?? 'context', field(context, 'href') ?? field(context, 'src')] as const,
          ),
        ],
        facts: [...factsOf(details), ['client', field(body, 'client')]],
      }),
    ]
  },
}
