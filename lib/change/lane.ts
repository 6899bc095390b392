/** Changes that fall due in one minute are spread over so many partitions. */
const lanes = 4

/** The lane in which a change waits: by its number, so that neighbours do not share one. */
export const laneOf = (number: string): string => `change-${Number(number.slice(number.indexOf('-') + 1)) % lanes}`

/** All lanes in which changes wait. */
export const changeLanes: readonly string[] = Array.from({ length: lanes }, (_, i) => `change-${i}`)
