/** In which way a sender speaks to us: by our own address, or by that of a product whose clients need not know that we are another. */
export type Speech = 'webhook' | 'heartbeat' | 'events' | 'change-events' | 'old-events' | 'opsgenie'

/** The door at which a request came in. */
export interface Door {
  readonly speech: Speech
  /** The key or the id of the source, where the path has one. */
  readonly segment?: string
  /** What follows in the path, with a slash at its beginning; empty for nothing. */
  readonly rest: string
  /** The format that everything has which comes in here. */
  readonly format?: string
}

/** Paths of other products, and what of them readers see. */
const others: readonly (readonly [path: RegExp, speech: Speech, format: string])[] = [
  [/^\/v2\/enqueue()\/?$/, 'events', 'pagerduty-events-v2'],
  [/^\/v2\/change\/enqueue()\/?$/, 'change-events', 'pagerduty-change'],
  [/^\/generic\/2010-04-15\/create_event\.json()$/, 'old-events', 'pagerduty-events-v1'],
  [/^\/v2(\/alerts(?:\/.*)?)$/, 'opsgenie', 'opsgenie-api'],
]

/** The door to which a path leads; nothing when it leads to none. Other products' paths also work behind a key. */
export const doorOf = (path: string): Door | undefined => {
  const [, kind, segment, rest = ''] = /^\/hooks\/(alerts|heartbeats)\/([^/]+)(\/.*)?$/.exec(path) ?? []
  if (kind === 'heartbeats') return { speech: 'heartbeat', segment: segment!, rest, format: 'heartbeat' }
  const found = others.find(([pattern]) => pattern.test(kind === undefined ? path : rest))
  const own = { ...(segment !== undefined && { segment }) }
  if (found) {
    const [pattern, speech, format] = found
    return { ...own, speech, rest: pattern.exec(kind === undefined ? path : rest)![1]!, format }
  }
  return kind === undefined ? undefined : { ...own, speech: 'webhook', rest: rest === '/' ? '' : rest }
}
