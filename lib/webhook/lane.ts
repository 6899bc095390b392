/** Cursors that fall due in one minute are spread over so many partitions, each good for 1,000 writes a second. */
const lanes = 4

/** The lane in which a cursor waits for its next attempt: by the record's number, so that neighbours do not share one. */
export const webhookLaneOf = (number: string): string =>
  `webhook-${Number(number.slice(number.indexOf('-') + 1)) % lanes}`

/** All lanes in which cursors wait for their next attempt; the minute clock reads them. */
export const webhookLanes: readonly string[] = Array.from({ length: lanes }, (_, i) => `webhook-${i}`)

/**
 * The lane of what one webhook was not told and what nobody tries any more, by since when it waits. No clock reads it: it is
 * the list of what can be replayed.
 */
export const waitingLaneOf = (webhook: string): string => `webhook-waits-${webhook}`
