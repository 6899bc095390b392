import type { Language } from '../../../../lib/ticket/message.ts'
import type { NamesOfTeams } from '../../page/say-entry.ts'
import { type SheetName, ticketTexts } from './text.ts'
import type { Ticket } from './ticket.ts'

/** Beside the sheets: what is done where one writes. */
export type Done = SheetName | 'reply' | 'note' | 'discard'

/** Says what was done just before, as the ticket is now; nothing where the link says nothing we know. */
export const doneText = (
  done: string | undefined,
  ticket: Pick<Ticket, 'number' | 'team' | 'assignee' | 'priority' | 'isMajor' | 'parent' | 'merged'>,
  teams: NamesOfTeams,
  language: Language,
): string | undefined => {
  const texts = ticketTexts[language]
  if (done === 'reply') return texts.replied
  if (done === 'note') return texts.noted
  if (done === 'discard') return texts.draftDiscarded
  if (done === undefined || !Object.hasOwn(texts.sheet, done)) return undefined
  return texts.sheet[done as SheetName].done({
    number: ticket.number,
    team: teams.get(ticket.team) ?? ticket.team,
    assignee: ticket.assignee?.name,
    priority: ticket.priority,
    isMajor: ticket.isMajor === true,
    parent: ticket.parent,
    mergedInto: ticket.merged?.into,
  })
}
