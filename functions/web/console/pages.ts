import type { PageRoute } from '../page/visit.ts'
import { boardPages } from './board-page.tsx'
import { finding } from './find.tsx'
import { mailLog } from './mail-log.tsx'
import { newTicket } from './new-ticket.tsx'
import { ticketPages } from './one-ticket.tsx'
import { keptLists } from './saved-filter.tsx'
import { ticketLists } from './tickets.tsx'

/** Every page of the desk; the first that fits is shown. */
export const consolePages: readonly PageRoute[] = [
  ...ticketLists,
  ...keptLists,
  ...boardPages,
  ...ticketPages,
  ...finding,
  ...newTicket,
  ...mailLog,
]
