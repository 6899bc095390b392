import type { Change, ChangeType, Window } from '../../change/change.ts'
import type { Edits, Texts } from '../../change/event.ts'
import { evolve } from '../../change/evolve.ts'
import { missingFields } from '../../change/submission.ts'
import type { Requester } from '../../ticket/message.ts'
import type { PersonRef } from '../../ticket/person-ref.ts'
import type { Impact } from '../../ticket/priority.ts'
import { judge } from './assess.ts'
import { demandedFor } from './electors.ts'
import type { ChangeOffice } from './order.ts'
import { readChangeRules } from './rules.ts'

/** What somebody has written so far of a change that need not exist. */
export interface Draft {
  readonly type?: ChangeType | undefined
  readonly title?: string | undefined
  readonly requester: Requester
  readonly impact?: Impact | undefined
  readonly service?: string | undefined
  readonly items?: readonly string[] | undefined
  readonly owner?: PersonRef | undefined
  readonly team?: string | undefined
  readonly assignee?: PersonRef | undefined
  readonly window?: Window | undefined
  readonly texts?: Texts
  readonly answers?: Readonly<Record<string, string>> | undefined
}

const fresh = (draft: Draft, firstTeam: string, at: string): Change => {
  const { type = 'normal', title = '', requester, owner, assignee, service, window } = draft
  const placed = { number: '', sequence: 1, at }
  return evolve(
    undefined,
    {
      type: 'change.opened',
      of: type,
      title,
      message: { text: '' },
      requester,
      ...(owner && { owner }),
      impact: draft.impact ?? 'low',
      ...(service !== undefined && { service }),
      items: draft.items ?? [],
      team: draft.team ?? firstTeam,
      ...(assignee && { assignee }),
      watchers: [],
      channel: 'api',
      language: 'en',
      replyKey: '',
      ...(window && { window }),
      texts: draft.texts ?? {},
      answers: draft.answers ?? {},
    },
    placed,
  )
}

/** A change as it would be with what is written over it. */
const over = (change: Change, draft: Draft, at: string): Change => {
  const { type, team, assignee, requester: _, texts, ...edits } = draft
  const now = Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== undefined)) as Edits
  const placed = { number: change.number, sequence: change.version + 1, at }
  const edited = evolve(change, { type: 'change.edited', now, before: {}, material: [] }, placed)
  return {
    ...edited,
    // Only whether there is a text matters here, so hashes of old and new ones stand side by side.
    texts: { ...change.texts, ...texts },
    ...(type && { type }),
    ...(team !== undefined && { team }),
    ...(assignee && { assignee }),
  }
}

/** What a draft would come to: its risk, what stands in its way, who must approve, and what it lacks. Changes nothing. */
export const assessDraft = async (office: ChangeOffice, draft: Draft, at: string, base?: Change) => {
  const [{ rules }, { firstTeam }] = await Promise.all([readChangeRules(office.store), office.policies.with([])])
  const change = base ? over(base, draft, at) : fresh(draft, firstTeam, at)
  const { assessment, obstacles } = await judge(office, rules, change, at)
  const judged: Change = { ...change, risk: assessment.risk }
  const ownerOf = async (service: string) => (await office.serviceOf(service))?.owner
  const demanded =
    judged.type === 'standard' ? undefined : await demandedFor({ store: office.store, ownerOf, at }, rules, judged)
  return { change: judged, assessment, obstacles, demanded, missing: missingFields(judged) }
}
