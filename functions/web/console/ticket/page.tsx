import { GitMerge, MailWarning, Megaphone } from 'lucide'
import { isAnnounced } from '../../../../lib/incident/announcement.ts'
import { isFinished } from '../../../../lib/incident/life-cycle.ts'
import { PriorityBadge, StateBadge, Tag } from '../../page/piece/badge.tsx'
import { refusedAt } from '../../page/piece/field.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import type { NamesOfTeams } from '../../page/say-entry.ts'
import type { Visit } from '../../page/visit.ts'
import { Shell } from '../shell.tsx'
import { Actions } from './actions.tsx'
import { Composer, type Draft } from './composer.tsx'
import { doneText } from './done.ts'
import { Facts } from './facts.tsx'
import { Links } from './links.tsx'
import { MajorBanner } from './major.tsx'
import { type Known, People } from './people.tsx'
import { type Other, Others } from './presence.tsx'
import { Promises } from './promises.tsx'
import { ticketTexts } from './text.ts'
import { pathTo, type Summary, type Ticket } from './ticket.ts'
import { Timeline } from './timeline.tsx'

/** What the page of a ticket shows. */
export interface TicketPageProps {
  readonly visit: Visit
  readonly ticket: Ticket
  readonly teams: NamesOfTeams
  readonly draft: Draft | undefined
  readonly present: readonly Other[]
  readonly requester: Known | undefined
  /** What else is open for the requester. */
  readonly others: readonly Summary[]
  readonly linked: readonly Summary[]
  /** New for each page: forms that are sent twice take effect once. */
  readonly once: string
}

/** One ticket: what was said and done, beside it what is known, and everything that can be done. */
export const TicketPage = (props: TicketPageProps) => {
  const { visit, ticket, teams, draft, once } = props
  const { reader, person } = visit
  const done = visit.refused ? undefined : doneText(visit.query.done, ticket, teams, reader.language)
  const refused = refusedAt(pathTo(ticket.number, 'comments'), visit.refused)
  return (
    <Shell reader={reader} person={person} title={`${ticket.number} ${ticket.title}`}>
      {done && (
        <p class="toast" role="status" data-toast>
          {done}
        </p>
      )}
      <div id="head" class="ticket-head" data-live="15" data-stamp={ticket.version}>
        <Head {...props} />
        <Actions visit={visit} ticket={ticket} once={once} />
        <Banners {...props} />
      </div>
      <div class="ticket">
        <div class="stack">
          <Timeline ticket={ticket} reader={reader} teams={teams} self={person.id} />
          {(!isFinished(ticket) || refused) && (
            <Composer visit={visit} ticket={ticket} draft={draft} once={once} teams={teams} />
          )}
          {isFinished(ticket) && !refused && <Finished {...props} />}
        </div>
        <aside id="facts" data-live="15">
          <Facts ticket={ticket} reader={reader} teams={teams} />
          <Promises ticket={ticket} reader={reader} />
          <People ticket={ticket} reader={reader} requester={props.requester} others={props.others} />
          <Links ticket={ticket} reader={reader} linked={props.linked} />
        </aside>
      </div>
    </Shell>
  )
}

const Head = ({ visit, ticket, present }: TicketPageProps) => {
  const { reader } = visit
  return (
    <>
      <p class="line">
        <span class="number">{ticket.number}</span>
        <StateBadge state={ticket.state} reader={reader} />
        <PriorityBadge priority={ticket.priority} />
        {ticket.isMajor && <Tag tone="bad">{reader.texts.major}</Tag>}
        <span class="presence" data-presence={pathTo(ticket.number, 'presence')} aria-live="polite">
          <Others others={present} reader={reader} />
        </span>
      </p>
      <h1>{ticket.title}</h1>
    </>
  )
}

/** What must be known before anything is done here. */
const Banners = ({ visit, ticket }: TicketPageProps) => {
  const { reader } = visit
  const texts = ticketTexts[reader.language]
  const { merged, announcement, isUndelivered, number } = ticket
  const told = announcement && isAnnounced({ ...ticket, merged: undefined }) ? announcement.headline : {}
  const headline = told[reader.language] ?? Object.values(told)[0]
  return (
    <>
      {merged && (
        <div class="notice info">
          <Icon of={GitMerge} size={18} />
          <div>
            <strong>
              <a href={pathTo(merged.into)}>{texts.mergedInto(merged.into)}</a>
            </strong>
            <p>{texts.mergedHint}</p>
          </div>
          <a class="button quiet small" href={pathTo(number, 'unmerge')} data-sheet>
            {texts.sheet.unmerge.menu}
          </a>
        </div>
      )}
      <MajorBanner ticket={ticket} reader={reader} />
      {headline !== undefined && (
        <div class="notice warn">
          <Icon of={Megaphone} size={18} />
          <div>
            <strong>{texts.announced}</strong>
            <p>{headline}</p>
          </div>
        </div>
      )}
      {isUndelivered && (
        <div class="notice warn">
          <Icon of={MailWarning} size={18} />
          <p>{texts.undeliverable}</p>
        </div>
      )}
    </>
  )
}

const Finished = ({ visit, ticket }: TicketPageProps) => {
  const texts = ticketTexts[visit.reader.language]
  return (
    <div id="reply" class="card padded split">
      <p class="soft">{texts.followHint}</p>
      <a class="button quiet" href={pathTo(ticket.number, 'follow-up')} data-sheet>
        {texts.sheet['follow-up'].menu}
      </a>
    </div>
  )
}
