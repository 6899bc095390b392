import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, isRecord, text } from '../walk.ts'
import type { Format } from './format.ts'

const ofTrigger: Readonly<Record<string, AlertStatus>> = {
  exception: 'firing',
  firstexception: 'firing',
  powerten: 'firing',
  erroreventfrequency: 'firing',
  reopened: 'firing',
  projectspiking: 'firing',
}

/** What a person made of an error. */
const ofState: Readonly<Record<string, AlertStatus>> = {
  fixed: 'resolved',
  resolved: 'resolved',
  ignored: 'suppressed',
  discarded: 'suppressed',
  snoozed: 'suppressed',
  open: 'firing',
  reopened: 'firing',
}

/** Bugsnag's webhook. `errorId` names the error; `id` is one event of it. */
export const bugsnag: Format = {
  id: 'bugsnag',
  recognises: (body) =>
    has(body, 'trigger.type') && has(body, 'project.id') && (has(body, 'account') || isRecord(field(body, 'error'))),
  read: (body) => {
    const error = field(body, 'error')
    const trigger = text(body, 'trigger.type') ?? ''
    const isAlert = isRecord(error) || trigger === 'projectSpiking'
    const status =
      trigger === 'errorStateManualChange'
        ? meaning(ofState, text(body, 'trigger.stateChange') ?? text(error, 'status'))
        : meaning(ofTrigger, trigger)
    return [
      makeReading({
        format: 'bugsnag',
        kind: isAlert && trigger !== 'comment' ? 'alert' : 'non-alert',
        status: status ?? 'ignored',
        key: isRecord(error)
          ? keyed({ error: text(error, 'errorId', 'id') })
          : isAlert
            ? keyed({ project: text(body, 'project.id'), trigger })
            : null,
        severity: text(error, 'severity'),
        title: text(error, 'exceptionClass') ?? text(body, 'trigger.message'),
        description: [text(error, 'message'), text(error, 'context'), text(body, 'comment.message')],
        host: text(body, 'project.name'),
        identifiers: [text(body, 'project.name'), text(error, 'device.hostname')],
        links: [['Error', text(error, 'url') ?? text(body, 'project.url')]],
        at: status === 'firing' ? field(error, 'receivedAt') : undefined,
        facts: [
          ['Trigger', text(body, 'trigger.message')],
          ['Stage', text(error, 'app.releaseStage', 'releaseStage')],
          ['Version', text(error, 'app.version', 'appVersion')],
          ['Host', text(error, 'device.hostname')],
        ],
      }),
    ]
  },
}
