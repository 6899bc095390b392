import { X } from 'lucide'
import { formatTime } from '../../../../lib/people/reader-time.ts'
import { Avatar } from '../../page/piece/avatar.tsx'
import { StateBadge, Tag } from '../../page/piece/badge.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import type { Reader } from '../../page/reader.ts'
import { consoleTexts } from '../text.ts'
import { Fact } from './facts.tsx'
import { ticketTexts } from './text.ts'
import { pathTo, type Summary, type Ticket } from './ticket.ts'

/** What the directory says of a requester. */
export interface Known {
  readonly name: string
  readonly addresses: readonly string[]
  readonly language: 'en' | 'ko'
  readonly timeZone: string
  readonly department?: string
  readonly location?: string
  readonly isVip: boolean
}

interface PeopleProps {
  readonly ticket: Ticket
  readonly reader: Reader
  /** Nothing where the directory does not know them. */
  readonly requester: Known | undefined
  readonly others: readonly Summary[]
}

/** Whom it is for, what else they wait for, and who follows. */
export const People = ({ ticket, reader, requester, others }: PeopleProps) => {
  const texts = ticketTexts[reader.language]
  const { column } = consoleTexts[reader.language]
  const { name, address, isVip } = ticket.requester
  return (
    <section class="card padded stack tight" aria-label={texts.people}>
      <h2>{column.requester}</h2>
      <p class="person">
        <Avatar name={name} />
        <strong>{name}</strong>
        {(requester?.isVip ?? isVip) && <Tag tone="warn">{texts.vip}</Tag>}
      </p>
      {address && <p class="small soft">{address}</p>}
      {requester && (
        <dl class="facts small">
          {requester.department && <Fact name={texts.department}>{requester.department}</Fact>}
          {requester.location && <Fact name={texts.location}>{requester.location}</Fact>}
          <Fact name={texts.language}>{texts.languageName[requester.language]}</Fact>
          <Fact name={texts.localTime}>{formatTime(reader.at, { ...reader, timeZone: requester.timeZone })}</Fact>
        </dl>
      )}
      <h3>{texts.otherTickets}</h3>
      {others.length === 0 ? (
        <p class="small soft">{texts.noOtherTickets}</p>
      ) : (
        <TicketList tickets={others} reader={reader} />
      )}
      <Followers ticket={ticket} reader={reader} />
    </section>
  )
}

/** Tickets in a few words each: where they stand, and their titles. */
export const TicketList = ({ tickets, reader }: { tickets: readonly Summary[]; reader: Reader }) => (
  <ul class="linked">
    {tickets.map(({ number, title, state }) => (
      <li>
        <a href={pathTo(number)}>
          <span class="number">{number}</span> {title}
        </a>
        <StateBadge state={state} reader={reader} />
      </li>
    ))}
  </ul>
)

const Followers = ({ ticket, reader }: { ticket: Ticket; reader: Reader }) => {
  const texts = ticketTexts[reader.language]
  const { column } = consoleTexts[reader.language]
  return (
    <>
      <div class="split">
        <h3>{column.watchers}</h3>
        <a class="small" href={pathTo(ticket.number, 'watch')} data-sheet>
          {texts.sheet.watch.menu}
        </a>
      </div>
      {ticket.watchers.length === 0 && <p class="small soft">{texts.none}</p>}
      <ul class="linked">
        {ticket.watchers.map(({ id, name }) => (
          <li>
            <span class="person">
              <Avatar name={name} />
              {name}
            </span>
            <a
              class="tool"
              href={`${pathTo(ticket.number, 'unwatch')}?${new URLSearchParams({ person: id })}`}
              data-sheet
              aria-label={`${texts.sheet.unwatch.menu}: ${name}`}
            >
              <Icon of={X} size={14} />
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
