import { Person } from '../../lib/people/person.ts'
import { deskZone } from '../../lib/policy/zone.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Request } from '../edge/http.ts'
import type { Door } from './page/route.ts'

/** A form may be sent from our own pages only (Fetch Metadata; Origin where a browser does not send that). */
const isFromOurPages = ({ headers: { origin, host, 'sec-fetch-site': site } }: Request): boolean =>
  site === undefined ? URL.canParse(origin ?? '') && new URL(origin!).host === host : site === 'same-origin'

/** Whoever sits at one's own machine, where pages are open. */
const atHome = Person.parse({
  id: 'p-jihoon.park',
  name: '박지훈',
  addresses: [],
  role: 'agent',
  language: 'en',
  timeZone: deskZone,
})

/** How the pages of the desk know their visitors. */
export const door: Door = {
  enter: async () => ({ person: atHome }),
  ensureOwnForm: (request) => {
    if (!isFromOurPages(request)) throw new Refusal('forbidden', 'Forms of this desk are sent from its own pages only.')
  },
}
