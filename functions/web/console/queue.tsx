import type * as z from 'zod'
import { IncidentState } from '../../../lib/incident/incident.ts'
import { Priority } from '../../../lib/ticket/priority.ts'
import type { IncidentPage, IncidentSummary } from '../../api/incident/summary.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { PriorityBadge, StateBadge } from '../page/piece/badge.tsx'
import { Select } from '../page/piece/field.tsx'
import { Empty, Notice, RefusedNotice } from '../page/piece/notice.tsx'
import { nearTime, Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { Visit } from '../page/visit.ts'
import { BulkBar } from './bulk.tsx'
import type { Outcome } from './carry-out-many.ts'
import { type FilterName, queuePath } from './queue-view.ts'
import { type KeptList, KeptLists, keptListOf } from './saved-filter.tsx'
import { PageHead, Shell } from './shell.tsx'
import { consoleTexts, type Place, type QueueView } from './text.ts'

type Summary = z.infer<typeof IncidentSummary>

/** Ids and names of the teams to choose from. */
export type TeamNames = readonly (readonly [id: string, name: string])[]

interface QueueProps {
  readonly visit: Visit
  readonly view: QueueView
  readonly filters: Partial<Record<FilterName, string>>
  readonly page: z.infer<typeof IncidentPage>
  readonly teams: TeamNames
  readonly lists: readonly KeptList[]
  /** What became of the command that was just given to several. */
  readonly outcome?: Outcome
}

const placeOf = (view: QueueView): Place | undefined => (view === 'resolved' || view === 'all' ? undefined : view)

/** A list of tickets: what it is about, filters, rows, and what can be done with several at once. */
export const QueuePage = ({ visit, view, filters, page, teams, lists, outcome }: QueueProps) => {
  const { reader, person } = visit
  const texts = consoleTexts[reader.language]
  const isFiltered = Object.keys(filters).length > 0
  const kept = keptListOf(lists, view, filters)
  const name = kept?.name ?? texts.view[view]
  const nothing = isFiltered ? texts.filtered : texts.noTickets[view]
  return (
    <Shell reader={reader} person={person} title={name} here={isFiltered ? undefined : placeOf(view)}>
      <PageHead heading={name} lead={kept ? undefined : texts.viewLead[view]} />
      <KeptLists visit={visit} lists={lists} view={view} filters={filters} teams={teams} />
      <Filters reader={reader} view={view} filters={filters} teams={teams} />
      <RefusedNotice refused={visit.refused} reader={reader} />
      {outcome && <OutcomeNotice outcome={outcome} reader={reader} />}
      <div id="queue" data-live="15">
        {page.items.length === 0 ? (
          <div class="card">
            <Empty heading={nothing.heading} hint={nothing.hint} />
          </div>
        ) : (
          <form
            class="queue-form"
            method="post"
            action={`${queuePath(view, filters)}`.replace('/desk/tickets?', '/desk/tickets/bulk?')}
            data-swap
          >
            <label class="pick-all">
              <input type="checkbox" data-pick-all aria-label={texts.pickAll} />
              {texts.pickAll}
            </label>
            <ul class="card queue">
              {page.items.map((ticket) => (
                <Row ticket={ticket} reader={reader} />
              ))}
            </ul>
            <BulkBar visit={visit} teams={teams} />
          </form>
        )}
        {page.cursor && (
          <p class="pager">
            <a class="button quiet" rel="next" href={queuePath(view, filters, page.cursor)}>
              {reader.texts.older}
            </a>
          </p>
        )}
      </div>
    </Shell>
  )
}

const OutcomeNotice = ({ outcome, reader }: { outcome: Outcome; reader: Reader }) => {
  const { bulk } = consoleTexts[reader.language]
  const { done, refused } = outcome
  return (
    <Notice tone={refused.length > 0 ? 'warn' : 'good'} heading={bulk.done(done.length)} isLive>
      {refused.length > 0 && (
        <ul>
          {refused.map(({ number, message }) => (
            <li>
              <a href={`/desk/tickets/${number}`}>{number}</a> <span lang="en">{message}</span>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

const soonMilliseconds = 2 * 60 * 60 * 1000

const DueText = ({ at, reader }: { at: string; reader: Reader }) => {
  const texts = consoleTexts[reader.language]
  const left = Date.parse(at) - Date.parse(reader.at)
  const tone = left < 0 ? 'late' : left < soonMilliseconds ? 'soon' : ''
  return (
    <span class={`due ${tone}`} title={(left < 0 ? texts.late : texts.due)(nearTime(at, reader))}>
      <span class="hidden">{texts.column.due} </span>
      <Time at={at} reader={reader} />
    </span>
  )
}

const Row = ({ ticket, reader }: { ticket: Summary; reader: Reader }) => {
  const texts = consoleTexts[reader.language]
  return (
    <li class="row" data-row>
      <label class="pick">
        <input type="checkbox" name="numbers" value={ticket.number} aria-label={texts.pick(ticket.number)} />
      </label>
      <span class="number">{ticket.number}</span>
      <span class="title">
        <a href={`/desk/tickets/${ticket.number}`}>{ticket.title}</a>
        <span class="line">
          <span>{ticket.requester.name}</span>
          <span>{ticket.team}</span>
          <Time at={ticket.openedAt} reader={reader} />
        </span>
      </span>
      <span class="end">
        {ticket.dueAt && <DueText at={ticket.dueAt} reader={reader} />}
        <PriorityBadge priority={ticket.priority} />
        <StateBadge state={ticket.state} reader={reader} />
        {ticket.assignee ? (
          <Avatar name={ticket.assignee.name} isAlone />
        ) : (
          <span class="avatar nobody" role="img" aria-label={reader.texts.nobody} title={reader.texts.nobody} />
        )}
      </span>
    </li>
  )
}

const Filters = (props: Pick<QueueProps, 'view' | 'filters' | 'teams'> & { reader: Reader }) => {
  const { reader, view, filters, teams } = props
  const texts = consoleTexts[reader.language]
  const state = { reader }
  return (
    <form class="filters" action="/desk/tickets" aria-label={texts.filters}>
      <input type="hidden" name="view" value={view} />
      <Select
        state={state}
        name="team"
        label={texts.column.team}
        isRequired={false}
        empty={texts.any}
        value={filters.team}
        options={teams}
      />
      <Select
        state={state}
        name="priority"
        label={texts.column.priority}
        empty={texts.any}
        value={filters.priority}
        options={Priority.options.map((priority) => [priority, priority])}
      />
      <Select
        state={state}
        name="state"
        label={texts.column.state}
        empty={texts.any}
        value={filters.state}
        options={IncidentState.options.map((each) => [each, reader.texts.state[each]])}
      />
      <button class="button quiet" type="submit">
        {texts.filter}
      </button>
      {Object.keys(filters).length > 0 && (
        <a class="button ghost" href={queuePath(view)}>
          {texts.clear}
        </a>
      )}
    </form>
  )
}
