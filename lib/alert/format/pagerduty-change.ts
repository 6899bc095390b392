import { factsOf, makeReading } from '../make-reading.ts'
import { field, has, isRecord, list, text } from '../walk.ts'
import type { Format } from './format.ts'

/** PagerDuty's change events: what was deployed, never an alert. They have a summary and no action. */
export const pagerdutyChange: Format = {
  id: 'pagerduty-change',
  recognises: (body, { path }) =>
    isRecord(field(body, 'payload')) &&
    has(body, 'payload.summary') &&
    !has(body, 'event_action') &&
    !has(body, 'payload.severity') &&
    (has(body, 'routing_key') || path.includes('/change/enqueue') || has(body, 'payload.custom_details')),
  read: (body) => [
    makeReading({
      format: 'pagerduty-change',
      kind: 'non-alert',
      status: 'ignored',
      title: field(body, 'payload.summary'),
      host: field(body, 'payload.source'),
      at: field(body, 'payload.timestamp'),
      links: list(field(body, 'links')).map((link) => [text(link, 'text', 'href') ?? '', field(link, 'href')]),
      facts: factsOf(field(body, 'payload.custom_details')),
    }),
  ],
}
