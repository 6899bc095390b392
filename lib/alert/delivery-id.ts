/** Headers by which senders name a delivery, the same when they send it again. */
const names = [
  'webhook-id',
  'x-github-delivery',
  'x-amz-sns-message-id',
  // PagerDuty's webhooks.
  'x-webhook-id',
  // CloudEvents over HTTP, binary mode.
  'ce-id',
  'idempotency-key',
] as const

/** The sender's id of a delivery by its headers (lower case); nothing where it gives none. */
export const deliveryIdIn = (headers: Readonly<Record<string, string | undefined>>): string | undefined => {
  const name = names.find((each) => headers[each])
  const id =
    name === undefined
      ? // Only Sentry's own is one: proxies put a new `request-id` on every attempt.
        headers['sentry-hook-resource'] && headers['request-id']
      : headers[name]
  return id === undefined || id.length > 500 ? undefined : id
}
