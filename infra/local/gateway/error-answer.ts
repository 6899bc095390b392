import { randomUUID } from 'node:crypto'
import type { ApiAnswer } from '../world.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text as it may stand in XML. */
export function xml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character]!)
}

/** An error of a service in the protocol that the service speaks, so that the SDK makes its own exception of it. */
export function errorAnswer(service: string, code: string, message: string, status = 400): ApiAnswer {
  const id = randomUUID()
  switch (service) {
    case 's3':
      return {
        status,
        headers: { 'content-type': 'application/xml', 'x-amz-request-id': id },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${xml(message)}</Message><RequestId>${id}</RequestId></Error>`,
      }
    case 'ses':
    case 'sns':
    case 'sts':
      return {
        status,
        headers: { 'content-type': 'text/xml' },
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${xml(message)}</Message></Error><RequestId>${id}</RequestId></ErrorResponse>`,
      }
    case 'lambda':
      return {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
        body: JSON.stringify({ Type: 'User', Message: message }),
      }
    default:
      return {
        status,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message }),
      }
  }
}

/** What each service calls a refusal: name and status (DynamoDB answers 400 where others answer 403). */
export function accessDenied(service: string, message: string): ApiAnswer {
  if (service === 's3' || service === 'ses') return errorAnswer(service, 'AccessDenied', message, 403)
  if (service === 'sns') return errorAnswer(service, 'AuthorizationError', message, 403)
  return errorAnswer(service, 'AccessDeniedException', message, service === 'lambda' || service === 'sqs' ? 403 : 400)
}
