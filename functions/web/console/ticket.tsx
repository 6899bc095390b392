import type { Child } from 'hono/jsx'
import type { TicketRecord } from '../../../lib/desk/read-ticket.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { EntryCard, type ShownEntry } from './entry.tsx'
import { words } from './entry-text.ts'
import { Layout, type Reader, Time } from './layout.tsx'
import type { Link } from './text.ts'

/** One ticket: its facts, what it is to others, and everything that happened to it, oldest first. */
export const TicketPage = (props: { reader: Reader; record: TicketRecord; children: readonly string[] }) => {
  const { reader, record } = props
  const { texts } = reader
  const ticket = record.head as unknown as Incident & { readonly targetAt?: string }
  return (
    <Layout reader={reader} heading={`${ticket.number} · ${ticket.title}`} here="tickets">
      <Facts ticket={ticket} reader={reader} />
      <Links ticket={ticket} descendants={props.children} reader={reader} />
      <h2>{texts.timeline}</h2>
      {record.timeline.map((entry) => (
        <EntryCard entry={entry as unknown as ShownEntry} mails={record.mails} reader={reader} />
      ))}
      {record.more && (
        <p>
          <a rel="next" href={`/tickets/${ticket.number}?after=${record.more}`}>
            {texts.more}
          </a>
        </p>
      )}
    </Layout>
  )
}

const Fact = ({ name, children }: { name: string; children: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const Facts = ({ ticket, reader }: { ticket: Incident & { readonly targetAt?: string }; reader: Reader }) => {
  const { texts, language } = reader
  const { column } = texts
  return (
    <dl class="facts">
      <Fact name={column.state}>
        {texts.state[ticket.state]} {ticket.isMajor && <span class="tag warn">{texts.major}</span>}
      </Fact>
      {ticket.hold && <Fact name={column.waitsFor}>{words[language].hold[ticket.hold.reason]}</Fact>}
      <Fact name={column.priority}>{ticket.priority}</Fact>
      <Fact name={column.requester}>{ticket.requester.name}</Fact>
      <Fact name={column.assignee}>{ticket.assignee?.name ?? texts.nobody}</Fact>
      <Fact name={column.team}>{ticket.team}</Fact>
      {ticket.category && <Fact name={column.category}>{ticket.category}</Fact>}
      {ticket.service && <Fact name={column.service}>{ticket.service}</Fact>}
      {ticket.targetAt && (
        <Fact name={column.due}>
          <Time at={ticket.targetAt} reader={reader} />
        </Fact>
      )}
      <Fact name={column.opened}>
        <Time at={ticket.openedAt} reader={reader} />
      </Fact>
    </dl>
  )
}

const linksOf = (ticket: Incident, children: readonly string[]): readonly [Link, readonly string[]][] => {
  const { parent, merged, absorbed = [], origin, followedBy } = ticket
  const all: [Link, readonly (string | undefined)[]][] = [
    ['parent', [parent]],
    ['children', children],
    ['merged', [merged?.into]],
    ['absorbed', absorbed.map(({ number }) => number)],
    [origin?.how ?? 'split', [origin?.number]],
    ['followedBy', [followedBy]],
  ]
  return all.map(([link, numbers]) => [link, numbers.filter((number) => number !== undefined)])
}

const Links = (props: { ticket: Incident; descendants: readonly string[]; reader: Reader }) => {
  const links = linksOf(props.ticket, props.descendants).filter(([, numbers]) => numbers.length > 0)
  if (links.length === 0) return null
  return (
    <dl class="facts">
      {links.map(([link, numbers]) => (
        <Fact name={props.reader.texts.link[link]}>
          {numbers.map((number) => (
            <>
              <a href={`/tickets/${number}`}>{number}</a>{' '}
            </>
          ))}
        </Fact>
      ))}
    </dl>
  )
}
