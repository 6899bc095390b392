import type { ApiAnswer, ApiHandler } from '../world.ts'
import type { EventBuses, PutEventsEntry } from './bus.ts'

/** PutEvents takes at most 10 entries and 1 MB (API reference; 256 KB before January 2026). */
const ENTRIES_LIMIT = 10
const BYTES_LIMIT = 1_048_576

/** Plays `PutEvents` for callers behind the gateway. Sources of AWS itself (`aws.…`) are refused per entry, as there. */
export function putEventsApi(buses: EventBuses): ApiHandler {
  return ({ action, body }) => {
    if (action !== 'PutEvents') return refusal('UnknownOperationException', `The local host does not play ${action}.`)
    const entries: PutEventsEntry[] = JSON.parse(body.toString('utf8')).Entries ?? []
    if (entries.length < 1 || entries.length > ENTRIES_LIMIT) {
      const rule = `Member must have length less than or equal to ${ENTRIES_LIMIT}`
      return refusal(
        'ValidationException',
        `1 validation error detected: Value at 'entries' failed to satisfy constraint: ${rule}`,
      )
    }
    if (entries.reduce((bytes, entry) => bytes + sizeOf(entry), 0) > BYTES_LIMIT) {
      return refusal('ValidationException', 'Total size of the entries in the request is over the limit.')
    }
    const results = entries.flatMap((entry) =>
      entry.Source?.startsWith('aws.')
        ? { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' }
        : buses.put('default', [entry]),
    )
    const failed = results.filter((result) => 'ErrorCode' in result).length
    return answer(200, { FailedEntryCount: failed, Entries: results })
  }
}

/** Size of an entry as EventBridge counts it: 14 bytes for a time, and the UTF-8 bytes of the texts. */
function sizeOf({ Detail = '', DetailType = '', Resources = [], Source = '', Time }: PutEventsEntry): number {
  const texts = [Detail, DetailType, Source, ...Resources].reduce((bytes, each) => bytes + Buffer.byteLength(each), 0)
  return texts + (Time === undefined ? 0 : 14)
}

function refusal(type: string, message: string): ApiAnswer {
  return answer(400, { __type: type, message })
}

function answer(status: number, body: object): ApiAnswer {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) }
}
