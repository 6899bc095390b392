import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Request } from '../edge/http.ts'

/** Whether a request comes from our own pages (Fetch Metadata; Origin where a browser does not send that). */
const isFromOurPages = ({ headers: { origin, 'sec-fetch-site': site } }: Request, publicUrl: string): boolean =>
  site === undefined ? origin === new URL(publicUrl).origin : site === 'same-origin'

/** Refuses a form that was not sent from our own pages: another site may make a browser send one (CSRF). */
export const refuseForeignForm = (request: Request, publicUrl: string): void => {
  if (!isFromOurPages(request, publicUrl))
    throw new Refusal('forbidden', 'Forms of this desk are sent from its own pages only.')
}
