import type { Child } from 'hono/jsx'
import { Refusal } from '../../../../lib/ticket/refusal.ts'
import type { ApprovalView } from '../../../api/approval/view.ts'
import type { ApiDesk } from '../../../api/operation.ts'
import { carryOut } from '../../page/carry-out.ts'
import { Notice } from '../../page/piece/notice.tsx'
import { Sky } from '../../page/piece/sky.tsx'
import type { PageRoute, View, Visit } from '../../page/visit.ts'
import { BareFrame, Frame, type Site } from '../frame.tsx'
import { Changes, Content, Facts, Others } from './content.tsx'
import { DecisionForms } from './decision.tsx'
import { guestPages, strangerView } from './guest.tsx'
import { isNobody, operations, pathOf, withPass } from './operation.ts'
import { Standing } from './standing.tsx'
import { approvalTexts } from './text.ts'

/** One approval. */
export const path = '/approvals/{number}/{stage}'

const Around = ({ visit, site, title, children }: { visit: Visit; site: Site; title: string; children?: Child }) =>
  isNobody(visit) ? (
    <BareFrame reader={visit.reader} title={title}>
      {children}
    </BareFrame>
  ) : (
    <Frame reader={visit.reader} person={visit.person} site={site} title={title}>
      {children}
    </Frame>
  )

const ApprovalPage = ({ visit, site, view }: { visit: Visit; site: Site; view: ApprovalView }) => {
  const { reader } = visit
  const texts = approvalTexts[reader.language]
  const isStale = visit.refused?.refusal.code === 'stale'
  const absent = view.isOpen ? (view.instead ?? view.yours?.for) : undefined
  return (
    <Around visit={visit} site={site} title={view.title}>
      <article class="card padded narrow stack approval">
        <header>
          <p class="eyebrow">{texts.eyebrow(view.stageName)}</p>
          <h1>{view.title}</h1>
          <p class="line">
            <span class="number">{view.number}</span>
            {absent && <span>{texts.forSomebody(absent.name)}</span>}
          </p>
        </header>
        {isNobody(visit) && view.yours && <p class="soft">{texts.stranger.opened(view.yours.approver.name)}</p>}
        {isStale && (
          <Notice tone="warn" heading={texts.changed.heading} isLive>
            <p>{texts.changed.text}</p>
            <Changes view={view} reader={reader} />
          </Notice>
        )}
        {!view.isOpen && <Standing view={view} reader={reader} hasReceipt={!isNobody(visit)} />}
        <Facts view={view} reader={reader} />
        <Content view={view} reader={reader} />
        <Others view={view} reader={reader} />
        {view.isOpen && <DecisionForms visit={visit} view={view} />}
        <p class="soft small approval-digest">
          {texts.shownHint} <code>{view.digest}</code>
        </p>
        {!isNobody(visit) && (
          <p>
            <a href="/approvals">{texts.all}</a>
          </p>
        )}
      </article>
    </Around>
  )
}

/** Somebody whose question this is not: what happened, and what to do. */
const notTheirs = (visit: Visit, site: Site, refusal: Refusal): View => {
  const { reader, person, params } = visit
  const texts = approvalTexts[reader.language]
  const isPast = refusal.facts.superseded === true
  const { heading, text } = isPast ? texts.superseded : texts.foreign(person.name)
  const page = (
    <Around visit={visit} site={site} title={heading}>
      <section class="card padded narrow empty">
        <Sky />
        <h1>{heading}</h1>
        <p>{text}</p>
        <p class="buttons">
          <a class="button" href="/approvals">
            {texts.all}
          </a>
          {!isPast && (
            <a class="button quiet" href={`/sign-in?${new URLSearchParams({ again: '', to: pathOf(params) })}`}>
              {texts.otherAccount}
            </a>
          )}
        </p>
      </section>
    </Around>
  )
  return { page, status: isPast ? 410 : 404 }
}

const isMissing = (error: unknown): error is Refusal => error instanceof Refusal && error.code === 'not_found'

const sinceOf = ({ refused }: Visit): number | undefined => {
  const seen = Number(refused?.form.get('seen'))
  return refused?.refusal.code === 'stale' && Number.isInteger(seen) && seen > 0 ? seen : undefined
}

const read = async (visit: Visit, desk: ApiDesk): Promise<ApprovalView | undefined> => {
  const { params } = visit
  const guest = withPass(visit)
  if (guest) return carryOut<ApprovalView>(guest, desk, operations.readApprovalAsGuest, { params })
  if (isNobody(visit)) return undefined
  return carryOut<ApprovalView>(visit, desk, operations.readApproval, { params, query: { since: sinceOf(visit) } })
}

const show = (site: Site): PageRoute => ({
  method: 'GET',
  path,
  isOpen: true,
  show: async (visit, desk) => {
    if (visit.query.code !== undefined && isNobody(visit)) return strangerView(visit)
    try {
      const view = await read(visit, desk)
      return view ? { page: <ApprovalPage visit={visit} site={site} view={view} /> } : strangerView(visit)
    } catch (error) {
      if (!isMissing(error)) throw error
      return isNobody(visit) ? strangerView(visit) : notTheirs(visit, site, error)
    }
  },
})

/** The only thing here that decides. */
const decide: PageRoute = {
  method: 'POST',
  path,
  again: path,
  isOpen: true,
  show: async (visit, desk) => {
    const { params, form } = visit
    const guest = withPass(visit)
    const asked = {
      params,
      body: { decision: form.get('decision'), comment: form.get('comment') ?? '', digest: form.get('digest') },
    }
    if (guest) await carryOut(guest, desk, operations.decideApprovalAsGuest, asked)
    // Whose session is over signs in again, and has decided nothing.
    else if (!isNobody(visit)) await carryOut(visit, desk, operations.decideApproval, asked)
    return { to: pathOf(params) }
  },
}

/** What somebody is asked to decide, with or without an account: looking records nothing, sending the form records once. */
export const approvalPages = (site: Site): readonly PageRoute[] => [show(site), decide, ...guestPages]
