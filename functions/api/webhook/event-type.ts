import { entryData } from '../incident/entry-data.ts'

/** Types of events that webhooks are told of. An echo is told as the comment that it points to. */
export const eventTypes: readonly string[] = Object.keys(entryData).filter((type) => type !== 'incident.echoed')
