import { Refusal } from '../../../../lib/ticket/refusal.ts'
import type { PageRoute, Visit } from '../../page/visit.ts'
import type { Site } from '../frame.tsx'
import { approvalLists } from './list.tsx'
import { approvalPages } from './one.tsx'
import { proofPages } from './proof.ts'
import { approvalTexts } from './text.ts'

/** A refusal in the words of these pages, where they have some. */
const inOwnWords = (visit: Visit): Visit => {
  const { refused, reader } = visit
  if (!refused) return visit
  const { code, field, facts } = refused.refusal
  const message = approvalTexts[reader.language].refusal(code, field, facts)
  if (message === undefined) return visit
  return { ...visit, refused: { ...refused, refusal: new Refusal(code, message, field, facts) } }
}

/** Every page about approvals; the first that fits is shown. */
export const approvalSite = (site: Site): readonly PageRoute[] =>
  [...approvalLists(site), ...approvalPages(site), ...proofPages].map((route) => ({
    ...route,
    show: (visit, desk) => route.show(inOwnWords(visit), desk),
  }))
