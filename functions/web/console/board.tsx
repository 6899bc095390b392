import { openStates } from '../../../lib/incident/life-cycle.ts'
import type { Board } from '../../../lib/metrics/board.ts'
import { formatDate } from '../../../lib/people/reader-time.ts'
import { Priority } from '../../../lib/ticket/priority.ts'
import type { MajorList } from '../../api/incident/majors.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { PriorityBadge, StateBadge } from '../page/piece/badge.tsx'
import { Select } from '../page/piece/field.tsx'
import { Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Visit } from '../page/visit.ts'
import { BoardMajors } from './board-majors.tsx'
import { Bar, DayChart } from './chart.tsx'
import type { TeamNames } from './queue.tsx'
import { type FilterName, queuePath } from './queue-view.ts'
import { PageHead, Shell } from './shell.tsx'
import { type ConsoleTexts, consoleTexts } from './text.ts'

interface BoardProps {
  readonly visit: Visit
  readonly board: Board
  readonly team: string | undefined
  readonly teams: TeamNames
  readonly majors: MajorList['items']
}

type Narrow = Partial<Record<FilterName, string>>

/** How the work of the desk or of a team stands right now. */
export const BoardPage = (props: BoardProps) => {
  const { visit, board, team, teams } = props
  const { reader, person } = visit
  const texts = consoleTexts[reader.language]
  return (
    <Shell reader={reader} person={person} title={texts.place.board} here="board">
      <PageHead heading={texts.place.board} lead={texts.board.lead}>
        <form class="filters" action="/desk/board">
          <Select
            state={{ reader }}
            name="team"
            label={texts.column.team}
            empty={texts.board.wholeDesk}
            value={team}
            options={teams}
          />
          <button class="button quiet" type="submit">
            {texts.filter}
          </button>
        </form>
      </PageHead>
      <div id="board" class="stack" data-live="30">
        {board.isPartial && (
          <Notice tone="warn">
            <p>{texts.board.partial}</p>
          </Notice>
        )}
        <BoardMajors items={props.majors} reader={reader} />
        <Tiles {...props} />
        <div class="panels">
          <Ages {...props} />
          <Workload {...props} />
          <States {...props} />
          {team === undefined && <Teams {...props} />}
          <Days {...props} />
        </div>
        <p class="small soft">
          {texts.board.asOf} <Time at={board.asOf} reader={reader} />
        </p>
      </div>
    </Shell>
  )
}

const Tiles = ({ visit, board, team }: BoardProps) => {
  const texts = consoleTexts[visit.reader.language]
  const narrow: Narrow = team === undefined ? {} : { team }
  const tiles = [
    ['open', board.open, queuePath('open', narrow), ''],
    ['unassigned', board.unassigned, queuePath('unassigned', narrow), board.unassigned > 0 ? 'warn' : ''],
    ['atRisk', board.atRisk, queuePath('due', narrow), board.atRisk > 0 ? 'warn' : ''],
    ['breached', board.breached, queuePath('due', narrow), board.breached > 0 ? 'bad' : ''],
  ] as const
  return (
    <ul class="tiles">
      {tiles.map(([name, value, href, tone]) => (
        <li class={`card tile ${tone}`}>
          <a href={href}>{texts.board.tile[name]}</a>
          <strong>{value}</strong>
          <span class="small soft">{texts.board.tileHint[name]}</span>
        </li>
      ))}
    </ul>
  )
}

const Ages = ({ visit, board }: BoardProps) => {
  const { board: texts } = consoleTexts[visit.reader.language]
  const ages = Object.entries(board.age) as [keyof ConsoleTexts['board']['age'], number][]
  const most = Math.max(...ages.map(([, count]) => count))
  return (
    <section class="card padded stack tight">
      <h2>{texts.ages}</h2>
      <dl class="bars">
        {ages.map(([age, count]) => (
          <div>
            <dt>{texts.age[age]}</dt>
            <dd>
              <Bar value={count} most={most} tone={age === 'over30d' ? 'bad' : age === 'from7to30d' ? 'warn' : ''} />
              <span>{count}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const Workload = ({ visit, board }: BoardProps) => {
  const texts = consoleTexts[visit.reader.language]
  const most = Math.max(0, ...board.assignees.map(({ open }) => open))
  return (
    <section class="card padded stack tight">
      <h2>{texts.board.workload}</h2>
      {board.assignees.length === 0 ? (
        <p class="soft">{texts.board.noWorkload}</p>
      ) : (
        <ul class="bars">
          {board.assignees.map(({ id, name, open, breached, atRisk }) => (
            <li>
              <a class="person" href={queuePath('all', { assignee: id, state: openStates.join(',') })}>
                <Avatar name={name} />
                {name}
              </a>
              <span class="bar-value">
                <Bar value={open} most={most} />
                <span>
                  {open}
                  {breached > 0 && <span class="due late"> {texts.board.late(breached)}</span>}
                  {atRisk > 0 && <span class="due soon"> {texts.board.soon(atRisk)}</span>}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const States = ({ visit, board }: BoardProps) => {
  const { reader } = visit
  const { board: texts, column } = consoleTexts[reader.language]
  return (
    <section class="card padded stack tight">
      <h2>{texts.states}</h2>
      <div class="table-frame">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">{column.priority}</th>
              {openStates.map((state) => (
                <th scope="col">
                  <StateBadge state={state} reader={reader} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Priority.options.map((priority) => (
              <tr>
                <th scope="row">
                  <PriorityBadge priority={priority} />
                </th>
                {openStates.map((state) => {
                  const count = board.counts[state]?.[priority] ?? 0
                  return (
                    <td>
                      {count === 0 ? (
                        <span class="soft">0</span>
                      ) : (
                        <a href={queuePath('all', { state, priority })}>{count}</a>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Teams = ({ visit, board, teams }: BoardProps) => {
  const { board: texts, column } = consoleTexts[visit.reader.language]
  const names = new Map(teams)
  return (
    <section class="card padded stack tight">
      <h2>{texts.teams}</h2>
      <div class="table-frame">
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">{column.team}</th>
              {(['open', 'unassigned', 'atRisk', 'breached'] as const).map((name) => (
                <th scope="col">{texts.tile[name]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.teams.map(({ id, open, unassigned, atRisk, breached }) => (
              <tr>
                <th scope="row">
                  <a href={`/desk/board?${new URLSearchParams({ team: id })}`}>{names.get(id) ?? id}</a>
                </th>
                {[open, unassigned, atRisk, breached].map((count) => (
                  <td>{count}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

const Days = ({ visit, board }: BoardProps) => {
  const { reader } = visit
  const { board: texts } = consoleTexts[reader.language]
  return (
    <section class="card padded stack tight wide">
      <div class="split">
        <h2>{texts.days}</h2>
        <p class="line">
          <span class="legend opened">{texts.opened}</span>
          <span class="legend resolved">{texts.resolved}</span>
        </p>
      </div>
      <DayChart days={board.days} label={(date) => String(Number(date.slice(8)))} />
      <details>
        <summary>{texts.asTable}</summary>
        <div class="table-frame">
          <table class="numbers">
            <thead>
              <tr>
                <th scope="col">{texts.day}</th>
                <th scope="col">{texts.opened}</th>
                <th scope="col">{texts.resolved}</th>
              </tr>
            </thead>
            <tbody>
              {board.days.toReversed().map(({ date, opened, resolved }) => (
                <tr>
                  <th scope="row">{formatDate(date, reader.language)}</th>
                  <td>{opened}</td>
                  <td>{resolved}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  )
}
