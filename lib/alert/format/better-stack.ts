import { keyed } from '../identity.ts'
import { makeReading } from '../make-reading.ts'
import { meaning } from '../meaning.ts'
import type { AlertStatus } from '../reading.ts'
import { field, has, isRecord, text } from '../walk.ts'
import type { Format } from './format.ts'

const statuses: Readonly<Record<string, AlertStatus>> = {
  started: 'firing',
  unconfirmed: 'ignored',
  validating: 'firing',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
}

/** What changes of an error of Better Stack's error tracking mean. */
const ofError: Readonly<Record<string, AlertStatus>> = {
  new_error: 'firing',
  threshold: 'firing',
  spike: 'firing',
  reoccurred: 'firing',
  unresolved: 'firing',
  resolved: 'resolved',
  ignored: 'suppressed',
}

/** Better Stack (Better Uptime): incidents and errors. Changes of monitors and of who is on call are no alerts. */
export const betterStack: Format = {
  id: 'better-stack',
  recognises: (body) =>
    isRecord(field(body, 'data.attributes')) &&
    has(body, 'data.id') &&
    /^(?:incident|error|release|monitor|heartbeat|on_call.*)$/.test(text(body, 'data.type') ?? ''),
  read: (body) => {
    const type = text(body, 'data.type')
    const about = field(body, 'data.attributes')
    const isAlert = type === 'incident' || type === 'error'
    const isComment = has(body, 'comment')
    const ofTimes: AlertStatus = text(about, 'resolved_at')
      ? 'resolved'
      : text(about, 'acknowledged_at')
        ? 'acknowledged'
        : 'firing'
    const ofIncident = isComment ? 'ignored' : (meaning(statuses, text(about, 'status')) ?? ofTimes)
    const status = type === 'error' ? (meaning(ofError, text(about, 'event')) ?? 'ignored') : ofIncident
    return [
      makeReading({
        format: 'better-stack',
        kind: isAlert && !isComment ? 'alert' : 'non-alert',
        status: isAlert ? status : 'ignored',
        key: isAlert ? keyed({ [type]: text(body, 'data.id') }) : null,
        title: text(about, 'name', 'pronounceable_name', 'error_type', 'application_name', 'url'),
        description: [text(about, 'cause', 'error_message'), text(body, 'comment.content')],
        host: text(about, 'url', 'application_name', 'name'),
        identifiers: [text(about, 'url'), text(about, 'name', 'application_name')],
        links: [
          ['Error', text(about, 'error_url')],
          ['Monitored', text(about, 'url')],
          ['Screenshot', text(about, 'screenshot_url')],
        ],
        at:
          status === 'resolved'
            ? field(about, 'resolved_at')
            : (field(about, 'acknowledged_at') ?? field(about, 'started_at')),
        facts: [
          ['Team', text(about, 'team_name')],
          ['Method', text(about, 'http_method')],
          ['By', text(about, 'resolved_by', 'acknowledged_by')],
        ],
      }),
    ]
  },
}
