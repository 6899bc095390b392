import type { Child } from 'hono/jsx'
import type * as z from 'zod'
import type { IncidentRecord } from '../../api/incident/record.ts'
import { words } from '../page/entry-text.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { PriorityBadge, StateBadge, Tag } from '../page/piece/badge.tsx'
import { RefusedNotice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { Visit } from '../page/visit.ts'
import { Composer, type Draft } from './composer.tsx'
import { EntryItem } from './entry.tsx'
import { Shell } from './shell.tsx'
import { consoleTexts, type Link } from './text.ts'

export type Ticket = z.infer<typeof IncidentRecord>

/** One ticket: what was said and done, and beside it what is known. */
export const TicketPage = (props: { visit: Visit; ticket: Ticket; draft: Draft | undefined; once: string }) => {
  const { visit, ticket, draft, once } = props
  const { reader, person, refused } = visit
  const texts = consoleTexts[reader.language]
  return (
    <Shell reader={reader} person={person} title={`${ticket.number} ${ticket.title}`}>
      <div>
        <p class="line">
          <span class="number">{ticket.number}</span>
          <StateBadge state={ticket.state} reader={reader} />
          <PriorityBadge priority={ticket.priority} />
          {ticket.isMajor && <Tag tone="bad">{reader.texts.major}</Tag>}
          <span class="presence" data-presence={`/desk/tickets/${ticket.number}/presence`} />
        </p>
        <h1>{ticket.title}</h1>
      </div>
      <RefusedNotice refused={refused} reader={reader} />
      <div class="ticket">
        <div class="stack">
          <ol class="timeline" id="timeline" data-live="15" aria-label={texts.conversation}>
            {ticket.timeline.map((entry) => (
              <EntryItem number={ticket.number} entry={entry} mails={ticket.mails} reader={reader} />
            ))}
          </ol>
          {ticket.timelineCursor && (
            <p class="pager">
              <a class="button quiet" rel="next" href={`/desk/tickets/${ticket.number}?after=${ticket.timelineCursor}`}>
                {reader.texts.more}
              </a>
            </p>
          )}
          <Composer visit={visit} ticket={ticket} draft={draft} once={once} />
        </div>
        <aside id="facts" data-live="15">
          <Facts ticket={ticket} reader={reader} />
          <Links ticket={ticket} reader={reader} />
        </aside>
      </div>
    </Shell>
  )
}

const Fact = ({ name, children }: { name: string; children?: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Person = ({ name }: { name: string }) => (
  <span class="person">
    <Avatar name={name} />
    {name}
  </span>
)

const Facts = ({ ticket, reader }: { ticket: Ticket; reader: Reader }) => {
  const texts = consoleTexts[reader.language]
  const { column } = texts
  return (
    <section class="card padded stack" aria-label={texts.details}>
      <dl class="facts">
        <Fact name={column.requester}>
          <Person name={ticket.requester.name} />
        </Fact>
        <Fact name={column.assignee}>
          {ticket.assignee ? <Person name={ticket.assignee.name} /> : reader.texts.nobody}
        </Fact>
        <Fact name={column.team}>{ticket.team}</Fact>
        {ticket.hold && <Fact name={column.waitsFor}>{words[reader.language].hold[ticket.hold.reason]}</Fact>}
        <Fact name={column.impact}>{reader.texts.level[ticket.impact]}</Fact>
        <Fact name={column.urgency}>{reader.texts.level[ticket.urgency]}</Fact>
        {ticket.category && <Fact name={column.category}>{ticket.category}</Fact>}
        {ticket.service && <Fact name={column.service}>{ticket.service}</Fact>}
        {ticket.dueAt && (
          <Fact name={column.due}>
            <Time at={ticket.dueAt} reader={reader} />
          </Fact>
        )}
        <Fact name={column.opened}>
          <Time at={ticket.openedAt} reader={reader} isFull />
        </Fact>
        {ticket.watchers.length > 0 && (
          <Fact name={column.watchers}>{ticket.watchers.map(({ name }) => name).join(', ')}</Fact>
        )}
      </dl>
    </section>
  )
}

const linksOf = (ticket: Ticket): readonly [Link, readonly string[]][] => {
  const { parent, merged, absorbed, origin, followedBy, children } = ticket
  const all: [Link, readonly (string | undefined)[]][] = [
    ['parent', [parent]],
    ['children', children],
    ['merged', [merged?.into]],
    ['absorbed', absorbed],
    [origin?.how ?? 'split', [origin?.number]],
    ['followedBy', [followedBy]],
  ]
  return all.map(([link, numbers]) => [link, numbers.filter((number) => number !== undefined)])
}

const Links = ({ ticket, reader }: { ticket: Ticket; reader: Reader }) => {
  const links = linksOf(ticket).filter(([, numbers]) => numbers.length > 0)
  const texts = consoleTexts[reader.language]
  if (links.length === 0) return null
  return (
    <section class="card padded stack tight" aria-label={texts.links}>
      <h2>{texts.links}</h2>
      <dl class="facts">
        {links.map(([link, numbers]) => (
          <Fact name={texts.link[link]}>
            {numbers.map((number) => (
              <>
                <a href={`/desk/tickets/${number}`}>{number}</a>{' '}
              </>
            ))}
          </Fact>
        ))}
      </dl>
    </section>
  )
}
