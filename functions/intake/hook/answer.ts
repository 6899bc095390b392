import type { Door } from '../../../lib/alert/door.ts'
import type { Outcome } from '../../../lib/desk/alert/accept.ts'
import type { Response } from '../../edge/http.ts'

/** How a request is answered, in the words of the product whose client asks. */
type Dialect = (outcome: Outcome, newId: () => string) => Response

/** Seconds after which a sender should try again: long enough to let a storm pass, short enough for the shortest patience (10 s). */
const later = { 'retry-after': '5' }

/** Senders whose credentials are in their address send them only when they are asked so (RFC 9110, section 11.6.1). */
const whoAreYou = { 'www-authenticate': 'Basic realm="Haneul alerts", charset="UTF-8"' }

const plain: Dialect = (outcome) => {
  const failed = (status: number, message: string, headers = {}): Response => ({
    status,
    headers,
    body: { status: 'error', message },
  })
  switch (outcome.is) {
    case 'accepted':
      return {
        status: 202,
        body: { status: 'success', message: 'Event accepted', event_id: outcome.eventId, dedup_key: outcome.key },
      }
    case 'looked':
      return { status: 200, body: { status: 'success', message: 'Alerts are accepted here' } }
    case 'nowhere':
      return failed(404, 'There is nothing here.')
    case 'wrong-method':
      return failed(405, 'Send alerts with POST.', { allow: 'GET, POST, PUT' })
    case 'too-large':
      return failed(413, 'Use at most 512 KB.')
    case 'unknown':
      // A wrong address tells nothing, not even that it could have been right.
      return outcome.brought === 'path'
        ? failed(404, 'There is nothing here.')
        : failed(401, 'Send the key of an alert source.', whoAreYou)
    case 'forbidden':
      return failed(403, outcome.reason)
    case 'invalid':
      return {
        status: 400,
        body: { status: 'invalid event', message: 'Event object is invalid', errors: outcome.errors },
      }
    case 'too-many':
      return failed(outcome.wantsUnavailable ? 503 : 429, 'This source sends too much. Try again later.', later)
  }
}

/** PagerDuty's clients bring the key in the body, and learn there what is wrong with it. */
const events: Dialect = (outcome, newId) => {
  if (outcome.is === 'accepted')
    return {
      status: 202,
      body: { status: 'success', message: 'Event processed', dedup_key: outcome.key, event_id: outcome.eventId },
    }
  if (outcome.is === 'unknown')
    return plain(
      {
        is: 'invalid',
        errors: [outcome.brought === 'nothing' ? "'routing_key' is missing or blank" : "'routing_key' is invalid"],
      },
      newId,
    )
  return plain(outcome, newId)
}

const oldEvents: Dialect = (outcome, newId) => {
  if (outcome.is === 'accepted')
    return {
      status: 200,
      body: { status: 'success', message: 'Event processed', incident_key: outcome.key, event_id: outcome.eventId },
    }
  if (outcome.is === 'unknown') return plain({ is: 'invalid', errors: ["'service_key' is missing or unknown"] }, newId)
  return plain(outcome, newId)
}

const opsgenie: Dialect = (outcome, newId) => {
  const requestId = newId()
  const said = (status: number, what: object, headers = {}): Response => ({
    status,
    headers: { 'x-request-id': requestId, ...headers },
    body: { ...what, took: 0.001, requestId },
  })
  switch (outcome.is) {
    case 'accepted':
      return said(202, { result: 'Request will be processed' })
    case 'looked':
      return said(200, { data: { success: true, isSuccess: true, status: 'Accepted' } })
    case 'unknown':
      return said(401, { message: 'Could not authenticate' }, whoAreYou)
    case 'invalid':
      return said(400, { message: 'Request body is not processable. Please check the errors.', errors: outcome.errors })
    default: {
      const { status, headers, body } = plain(outcome, newId)
      return said(status, { message: (body as { readonly message: string }).message }, headers)
    }
  }
}

const dialects: Readonly<Record<Door['speech'], Dialect>> = {
  webhook: plain,
  heartbeat: plain,
  events,
  'change-events': events,
  'old-events': oldEvents,
  opsgenie,
}

/** What the sender is answered. */
export const answerTo = (door: Door | undefined, outcome: Outcome, newId: () => string): Response =>
  dialects[door?.speech ?? 'webhook'](outcome, newId)

/** When something of ours does not work: every sender that tries again at all does so after a 503, and some after no other 5xx. */
export const unavailable: Response = {
  status: 503,
  headers: later,
  body: { status: 'error', message: 'Alerts cannot be accepted right now. Try again.' },
}
