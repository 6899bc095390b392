import type { Language } from '../../../../lib/ticket/message.ts'
import { en } from './text/en.ts'
import { ko } from './text/ko.ts'
import type { TicketTexts } from './text/texts.ts'

export type { DoneFacts, SheetName, TicketTexts } from './text/texts.ts'

/** What the page of one ticket says, by language. */
export const ticketTexts: Record<Language, TicketTexts> = { en, ko }
