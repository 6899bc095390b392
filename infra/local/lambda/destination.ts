import type { Delivery } from '../events/outbox.ts'
import type { Outcome } from './instance.ts'
import type { InvokePolicy } from './invoke-policy.ts'

/** Why Lambda gave an event up, in the words of its invocation records. */
export type Condition = 'RetriesExhausted' | 'EventAgeExceeded'

/**
 * The invocation record for the failure destination, sent in the name of the function's role; nothing without a
 * destination. Shape: Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations".
 */
export function failureDelivery(
  event: { readonly request_id: string; readonly event: string },
  policy: InvokePolicy,
  condition: Condition,
  invokeCount: number,
  outcome: Outcome | undefined,
  now: number,
): Delivery | undefined {
  const { functionArn, onFailure, roleArn } = policy
  if (onFailure === undefined) {
    console.error(`An event of ${functionArn} is dropped (${condition}): it has no failure destination.`)
    return undefined
  }
  const record = {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: event.request_id,
      functionArn: `${functionArn}:$LATEST`,
      condition,
      approximateInvokeCount: invokeCount,
    },
    requestPayload: JSON.parse(event.event),
    ...(outcome && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: JSON.parse(outcome.payload),
    }),
  }
  return { to: onFailure, role: roleArn, body: recordFor(onFailure, functionArn, record) }
}

// A bus takes the record as the detail of an event that Lambda puts.
function recordFor(destination: string, functionArn: string, record: object): string {
  if (!destination.startsWith('arn:aws:events:')) return JSON.stringify(record)
  const entry = {
    Source: 'lambda',
    DetailType: 'Lambda Function Invocation Result - Failure',
    EventBusName: destination,
    Resources: [`${functionArn}:$LATEST`, destination],
    Detail: JSON.stringify(record),
  }
  return JSON.stringify({ Entries: [entry] })
}
