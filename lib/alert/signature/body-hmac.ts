import { hex, hmac, isSame, missing, type Verify, wrong } from './signed.ts'

/** HMAC-SHA256 of the body in hexadecimal digits; `signaturesIn` takes them out of the header. */
const ofBody =
  (name: string, signaturesIn: (header: string) => readonly string[]): Verify =>
  ({ headers, body }, { secrets }) => {
    const header = headers[name]
    if (header === undefined) return missing(name)
    const given = signaturesIn(header).map(hex)
    const isGood = secrets.some((secret) => {
      const wanted = hmac('sha256', secret, body)
      return given.some((signature) => isSame(signature, wanted))
    })
    return isGood ? undefined : wrong
  }

const behind = (prefix: string) => (header: string) =>
  header
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix))
    .map((part) => part.slice(prefix.length))

/** GitHub Docs, "Validating webhook deliveries". */
export const github: Verify = ofBody('x-hub-signature-256', behind('sha256='))

/** PagerDuty's webhooks version 3: one signature for each secret in use (PagerDuty developer documentation, "Webhook Signatures"). */
export const pagerduty: Verify = ofBody('x-pagerduty-signature', behind('v1='))

/** Sentry's integration platform. Its timestamp is not part of what is signed, and so proves nothing. */
export const sentry: Verify = ofBody('sentry-hook-signature', (header) => [header.trim()])
