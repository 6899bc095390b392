import type { PageRoute } from '../page/visit.ts'
import { finding } from './find.tsx'
import { mailLog } from './mail-log.tsx'
import { newTicket } from './new-ticket.tsx'
import { ticketPages } from './one-ticket.tsx'
import { ticketLists } from './tickets.tsx'

/** Every page of the desk; the first that fits is shown. */
export const consolePages: readonly PageRoute[] = [...ticketLists, ...ticketPages, ...finding, ...newTicket, ...mailLog]
