import type { Placed } from '../ticket/process.ts'
import type { IncidentEvent } from './event.ts'
import type { Incident } from './incident.ts'

/** The incident after the event: the only way its state changes. Pure and total. */
export const evolve = (incident: Incident | undefined, event: IncidentEvent, placed: Placed): Incident => {
  if (event.type === 'incident.opened') {
    const { type: _, message, ...opened } = event
    return {
      kind: 'incident',
      ...opened,
      number: placed.number,
      version: placed.sequence,
      state: 'new',
      openedAt: placed.at,
      updatedAt: placed.at,
      ...(message.mail && { lastMessageId: message.mail.messageId }),
    }
  }
  if (!incident) throw new Error(`${placed.number} begins with ${event.type}, so its timeline lost its first entry`)
  return {
    ...incident,
    version: placed.sequence,
    updatedAt: placed.at,
    ...(event.message.mail && { lastMessageId: event.message.mail.messageId }),
  }
}
