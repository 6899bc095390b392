import { type Change, Outcome } from '../../change/change.ts'
import type { Obstacle } from '../../change/command.ts'
import type { Assessment } from '../../change/event.ts'
import { obstaclesOf } from '../../change/freeze.ts'
import { type History, riskOf } from '../../change/risk.ts'
import type { ChangeRules } from '../../change/rules.ts'
import { list } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { readChangeCalendar } from './calendar.ts'

/** What is known of a service; configuration items will know more of it. */
export interface KnownService {
  /** Id of the person who answers for it. */
  readonly owner?: string
  /** 1 is the most critical. */
  readonly criticality?: number
}

/** Where changes are decided: the table, and what is known of services. */
export interface ChangeFacts {
  readonly store: Store
  readonly serviceOf: (id: string) => Promise<KnownService | undefined>
}

/** How a team's last changes say how its next one goes: so many, and of so many months. */
const lastChanges = 50
const lastMonths = 6

const monthsBefore = (at: string): readonly string[] =>
  Array.from({ length: lastMonths }, (_, i) => {
    const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5, 7))]
    return new Date(Date.UTC(year, month - 1 - i, 1)).toISOString().slice(0, 7)
  })

/** How a team's closed changes of the last months went; the outcome is part of what lists carry. */
export const historyOf = async (store: Store, team: string, at: string): Promise<History> => {
  const pages = await Promise.all(
    monthsBefore(at).map((month) =>
      store.list(list.byTeam('change', team, 'closed', month), { limit: lastChanges, newestFirst: true }),
    ),
  )
  const outcomes = pages.flatMap(({ items }) => items.flatMap(({ outcome }) => Outcome.safeParse(outcome).data ?? []))
  return { outcomes: outcomes.slice(0, lastChanges) }
}

/** A change as it is to be judged: it need not exist yet. */
export type Judged = Pick<Change, 'number' | 'type' | 'impact' | 'team' | 'items' | 'answers'> &
  Partial<Pick<Change, 'service' | 'assignee' | 'window' | 'deployment'>>

/** The risk of a change and what stands in its way, as it is now. */
export const judge = async (
  { store, serviceOf }: ChangeFacts,
  { questionnaire }: ChangeRules,
  change: Judged,
  at: string,
): Promise<{ readonly assessment: Assessment; readonly obstacles: readonly Obstacle[] }> => {
  const { type, impact, team, service, window, answers, deployment } = change
  const [history, known, calendar] = await Promise.all([
    historyOf(store, team, at),
    service === undefined ? undefined : serviceOf(service),
    window && readChangeCalendar(store, window),
  ])
  const obstacles = window && calendar ? obstaclesOf(calendar, { service, ...change }, window) : []
  const assessment = riskOf({
    type,
    impact,
    history,
    questionnaire,
    answers,
    ...(known?.criticality !== undefined && { criticality: known.criticality }),
    // How soon it begins tells how hastily people planned; a pipeline has nothing to plan.
    ...(window && !deployment && { leadHours: (Date.parse(window.from) - Date.parse(at)) / 3_600_000 }),
    isOutsideMaintenance: obstacles.some(({ is }) => is === 'outside-maintenance'),
  })
  return { assessment, obstacles }
}
