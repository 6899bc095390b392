import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import type { Site } from './frame.tsx'
import { homePages } from './home.tsx'
import { mePages } from './me.tsx'
import { ticketPages } from './one-ticket.tsx'
import { outagePages } from './outage.tsx'
import { ratePages } from './rate.tsx'
import { reportPages } from './report.tsx'
import { portalTexts } from './text.ts'
import { ticketLists } from './tickets.tsx'
import { uploadPages } from './upload.ts'

/** A refusal in the words of these pages, where they have some. */
const inOwnWords = (visit: Visit): Visit => {
  const { refused, reader } = visit
  const message = refused && portalTexts[reader.language].refusal(refused.refusal.code, refused.refusal.field)
  if (!refused || message === undefined) return visit
  const { code, field, facts } = refused.refusal
  return { ...visit, refused: { ...refused, refusal: new Refusal(code, message, field, facts) } }
}

/** Every page of the portal; the first that fits is shown. */
export const portalPages = (site: Site): readonly PageRoute[] =>
  [
    ...homePages(site),
    ...reportPages(site),
    ...ticketLists(site),
    ...ticketPages(site),
    ...outagePages,
    ...uploadPages,
    ...mePages(site),
    ...ratePages,
  ].map((route) => ({ ...route, show: (visit, desk) => route.show(inOwnWords(visit), desk) }))
