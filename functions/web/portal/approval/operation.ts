import { passHeader } from '../../../api/approval/guest.ts'
import { approvals } from '../../../api/approval/operations.ts'
import { nobody } from '../../../api/route.ts'
import { byId } from '../../page/carry-out.ts'
import type { Visit } from '../../page/visit.ts'

/** What the pages of approvals ask and do, all of it the API's. */
export const operations = byId(
  approvals,
  'listApprovals',
  'readApproval',
  'decideApproval',
  'askApprovalCode',
  'enterApprovalCode',
  'readApprovalAsGuest',
  'decideApprovalAsGuest',
  'readApprovalReceipts',
  'readDelegations',
  'setDelegations',
)

/** Where one approval is. */
export const pathOf = ({ number, stage }: { readonly number?: string; readonly stage?: string }): string =>
  `/approvals/${encodeURIComponent(number ?? '')}/${encodeURIComponent(stage ?? '')}`

export const isNobody = ({ person }: Visit): boolean => person.id === nobody.id

const cookie = 'approval'

/** The cookie by which a browser shows a pass; only the page of this one decision gets it. */
export const passCookie = (
  { params }: Visit,
  { person, pass }: { readonly person: string; readonly pass: string },
  isSecure: boolean,
): string =>
  `${cookie}=${encodeURIComponent(person)}.${pass}; Path=${pathOf(params)}; Max-Age=900; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`

/** The visit of a browser that shows a pass, as the API knows it; nothing for one without. Whoever is signed in needs none. */
export const withPass = (visit: Visit): Visit | undefined => {
  const shown = visit.request.cookies?.[cookie]
  if (!isNobody(visit) || !shown || shown.length > 1200) return undefined
  const dot = shown.lastIndexOf('.')
  const value = `${decodeURIComponent(shown.slice(0, dot))}${shown.slice(dot)}`
  return { ...visit, request: { ...visit.request, headers: { ...visit.request.headers, [passHeader]: value } } }
}
