import type { Child } from 'hono/jsx'
import { Pencil, Star } from 'lucide'
import { isFinished } from '../../../../lib/incident/life-cycle.ts'
import { categoryName } from '../../page/category-name.ts'
import { words } from '../../page/entry-text.ts'
import { Avatar } from '../../page/piece/avatar.tsx'
import { PriorityBadge } from '../../page/piece/badge.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import { Time } from '../../page/piece/time.tsx'
import type { Reader } from '../../page/reader.ts'
import type { NamesOfTeams } from '../../page/say-entry.ts'
import { consoleTexts } from '../text.ts'
import { type SheetName, ticketTexts } from './text.ts'
import { pathTo, type Ticket } from './ticket.ts'

/** A name and what is known by it, with the way to change it. */
export const Fact = (props: {
  name: string
  reader?: Reader
  /** The sheet that changes it. */
  change?: string | undefined
  children?: Child
}) => (
  <div>
    <dt>{props.name}</dt>
    <dd>
      {props.children}
      {props.change && props.reader && (
        <a
          class="tool"
          href={props.change}
          data-sheet
          aria-label={ticketTexts[props.reader.language].change(props.name)}
        >
          <Icon of={Pencil} size={14} />
        </a>
      )}
    </dd>
  </div>
)

/** What is known of a ticket, each with the way to change it. */
export const Facts = ({ ticket, reader, teams }: { ticket: Ticket; reader: Reader; teams: NamesOfTeams }) => {
  const { column, details, closes } = consoleTexts[reader.language]
  const texts = ticketTexts[reader.language]
  const isOver = isFinished(ticket) || ticket.merged !== undefined
  const to = (sheet: SheetName) => (isOver ? undefined : pathTo(ticket.number, sheet))
  const { hold, resolution } = ticket
  return (
    <section class="card padded stack tight" aria-label={details}>
      <h2>{details}</h2>
      <dl class="facts">
        <Fact name={column.assignee} reader={reader} change={to('assign')}>
          {ticket.assignee ? (
            <span class="person">
              <Avatar name={ticket.assignee.name} />
              {ticket.assignee.name}
            </span>
          ) : (
            <span class="soft">{reader.texts.nobody}</span>
          )}
        </Fact>
        <Fact name={column.team} reader={reader} change={to('assign')}>
          {teams.get(ticket.team) ?? ticket.team}
        </Fact>
        {hold && (
          <Fact name={column.waitsFor}>
            {texts.hold[hold.reason][0]}
            {hold.until && (
              <>
                , <Time at={hold.until} reader={reader} />
              </>
            )}
          </Fact>
        )}
        {resolution && (
          <Fact name={texts.solution}>
            <span>
              {words[reader.language].resolution[resolution.code]}
              {resolution.closesAt && ticket.state === 'resolved' && (
                <span class="small soft">
                  {' '}
                  · {closes} <Time at={resolution.closesAt} reader={reader} />
                </span>
              )}
            </span>
          </Fact>
        )}
        <Fact name={texts.field.priority} reader={reader} change={to('prioritize')}>
          <span>
            <PriorityBadge priority={ticket.priority} />
            <span class="small soft">
              {` ${column.impact} ${reader.texts.level[ticket.impact]} · ${column.urgency} ${reader.texts.level[ticket.urgency]}`}
            </span>
            {ticket.priorityReason && <q class="small">{ticket.priorityReason}</q>}
          </span>
        </Fact>
        <Fact name={column.category} reader={reader} change={to('edit')}>
          {ticket.category ? categoryName(ticket.category, reader.language) : <span class="soft">{texts.none}</span>}
        </Fact>
        <Fact name={column.service} reader={reader} change={to('edit')}>
          {ticket.service ?? <span class="soft">{texts.none}</span>}
        </Fact>
        <Fact name={column.opened}>
          <Time at={ticket.openedAt} reader={reader} isFull />
        </Fact>
      </dl>
      {ticket.rating && (
        <p class="rating">
          <span class="soft small">{texts.ratingHeading}</span>
          <span role="img" aria-label={texts.rating(ticket.rating.score)}>
            {[1, 2, 3, 4, 5].map((score) => (
              <span class={score <= (ticket.rating?.score ?? 0) ? 'star on' : 'star'}>
                <Icon of={Star} />
              </span>
            ))}
          </span>
          {ticket.rating.comment && <q>{ticket.rating.comment}</q>}
        </p>
      )}
    </section>
  )
}
