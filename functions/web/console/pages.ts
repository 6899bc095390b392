import type { PageRoute } from '../page/visit.ts'
import { mailLog } from './mail-log.tsx'
import { ticketPages } from './one-ticket.tsx'
import { ticketLists } from './tickets.tsx'

/** Every page of the desk; the first that fits is shown. */
export const consolePages: readonly PageRoute[] = [...ticketLists, ...ticketPages, ...mailLog]
