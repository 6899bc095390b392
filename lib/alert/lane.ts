/** Alerts that fall due in one minute are spread over so many partitions, as tickets are. */
const lanes = 4

/** The lane in which an alert waits, by the last letter of its digest. */
export const laneOfAlert = (id: string): string => `alert-${id.charCodeAt(id.length - 1) % lanes}`

/** All lanes in which alerts wait. */
export const alertLanes: readonly string[] = Array.from({ length: lanes }, (_, i) => `alert-${i}`)
