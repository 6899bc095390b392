import { keyed } from '../identity.ts'
import type { Json } from '../json.ts'
import { factsOf, makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, record, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  anomalous: 'firing',
  ok: 'resolved',
  manually_resolved: 'resolved',
  stopped: 'resolved',
}

/** The dimensions of what is wrong; older bodies have them at each input of the detector's program. */
const dimensionsOf = (body: Json): { readonly [name: string]: Json } => {
  const [input] = Object.values(record(field(body, 'inputs'))).map((each) => record(field(each, 'key')))
  return { ...input, ...record(field(body, 'dimensions')) }
}

/** Splunk Observability Cloud (SignalFx): one incident of a detector. */
export const splunkObservability: Format = {
  id: 'splunk-observability',
  recognises: (body) =>
    has(body, 'incidentId') &&
    ['detectorUrl', 'detectorId', 'detector', 'statusExtended'].some((name) => has(body, name)),
  read: (body) => {
    const status = meaning(statuses, text(body, 'statusExtended')) ?? meaning(statuses, text(body, 'status'))
    if (!status) return { error: 'The incident of Splunk Observability has no `statusExtended` that is known.' }
    const dimensions = dimensionsOf(body)
    return [
      makeReading({
        format: 'splunk-observability',
        status,
        key: keyed({ incident: text(body, 'incidentId') }),
        severity: text(body, 'severity'),
        title: text(body, 'rule', 'detector', 'messageTitle'),
        description: [text(body, 'messageTitle'), text(body, 'messageBody', 'description'), text(body, 'tip')],
        host: text(dimensions, 'host', 'host.name', 'instance', 'service', 'sf_service', 'kubernetes_node'),
        identifiers: Object.values(dimensions),
        links: [
          ['Detector', text(body, 'detectorUrl')],
          ['Runbook', text(body, 'runbookUrl')],
          ['Image', text(body, 'imageUrl')],
        ],
        at: field(body, 'timestamp'),
        facts: [
          ['Detector', text(body, 'detector')],
          ['Metric', text(body, 'originatingMetric')],
          ...factsOf(dimensions),
        ],
      }),
    ]
  },
}
