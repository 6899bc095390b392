/** Tickets that fall due in one minute are spread over so many partitions, each good for 1,000 writes a second. */
const lanes = 4

/** The lane in which a ticket waits: by its number, so that neighbours do not share one. */
export const laneOf = (number: string): string => `ticket-${Number(number.slice(number.indexOf('-') + 1)) % lanes}`

/** All lanes in which tickets wait. */
export const ticketLanes: readonly string[] = Array.from({ length: lanes }, (_, i) => `ticket-${i}`)

/** The lane of tickets that nobody could take. */
export const unassignedLane = 'unassigned'
