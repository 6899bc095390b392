import { CircleCheck, CircleX, Hourglass, type IconNode, Inbox, MessageCircle, Users, Wrench } from 'lucide'
import { Icon } from '../page/piece/icon.tsx'
import { Notice, RefusedNotice } from '../page/piece/notice.tsx'
import type { Reader } from '../page/reader.ts'
import type { Visit } from '../page/visit.ts'
import { EntryItem } from './entry.tsx'
import { Frame, type Site } from './frame.tsx'
import { RateCard } from './rate-card.tsx'
import { stepOf, type Ticket, type Told, tell } from './standing.ts'
import { portalTexts, type Standing } from './text.ts'
import { Aside } from './ticket-aside.tsx'
import { Decision } from './ticket-decision.tsx'
import { Writing } from './ticket-writing.tsx'

const icons: Readonly<Record<Standing, IconNode>> = {
  new: Inbox,
  working: Wrench,
  asked: MessageCircle,
  vendor: Hourglass,
  change: Hourglass,
  problem: Hourglass,
  resolved: CircleCheck,
  closed: CircleCheck,
  canceled: CircleX,
  merged: Users,
}

/** What the page of a ticket shows beside the ticket. */
export interface Beside {
  readonly visit: Visit
  readonly site: Site
  readonly ticket: Ticket
  /** What the reader wrote and did not send. */
  readonly draft: string | undefined
  /** New for each page. */
  readonly once: string
}

/** One ticket for the people it concerns: how it stands, what was said, and what they can say and decide. */
export const TicketPage = (props: Beside) => {
  const { visit, site, ticket } = props
  const { reader, person, refused } = visit
  const texts = portalTexts[reader.language]
  const isStale = refused?.refusal.code === 'stale'
  // What happened after the version that the reader had before them when they decided.
  const seen = isStale ? Number(refused.form.get('version')) : Number.POSITIVE_INFINITY
  const told = tell(ticket, reader)
  return (
    <Frame reader={reader} person={person} site={site} title={`${ticket.number} ${ticket.title}`} here="tickets">
      <div class="ticket-head">
        <p class="line">
          <span class="number">{ticket.number}</span>
        </p>
        <h1>{ticket.title}</h1>
      </div>
      {isStale ? (
        <Notice tone="warn" heading={texts.freshNotice.heading} isLive>
          <p>{texts.freshNotice.hint}</p>
        </Notice>
      ) : (
        <RefusedNotice refused={refused} reader={reader} />
      )}
      <div class="ticket">
        <div class="stack">
          <div id="standing" data-live="15">
            <StandingCard ticket={ticket} told={told} reader={reader} />
          </div>
          <Decision {...props} />
          <RateCard {...props} />
          <section class="stack tight" aria-labelledby="conversation">
            <h2 id="conversation" class="hidden">
              {texts.conversation}
            </h2>
            <ol class="talk" id="talk" data-live="15">
              {ticket.timeline.map((entry) => (
                <EntryItem
                  visit={visit}
                  number={ticket.number}
                  entry={entry}
                  isFresh={entry.sequence > seen && entry.by.id !== person.id}
                />
              ))}
            </ol>
          </section>
          {ticket.timelineCursor && (
            <p class="pager">
              <a class="button quiet" rel="next" href={`/tickets/${ticket.number}?after=${ticket.timelineCursor}`}>
                {reader.texts.more}
              </a>
            </p>
          )}
          <Writing {...props} />
        </div>
        <Aside {...props} />
      </div>
    </Frame>
  )
}

/** How it stands in plain words, what happens next, and how far it is. */
const StandingCard = ({ ticket, told, reader }: { ticket: Ticket; told: Told; reader: Reader }) => {
  const texts = portalTexts[reader.language]
  const { standing, heading, next } = told
  const reached = stepOf(standing)
  const onwards = ticket.merged?.into ?? ticket.followedBy
  return (
    <section class={`card standing ${standing}`} aria-labelledby="how">
      <div class="how">
        <Icon of={icons[standing]} size={22} />
        <div>
          <h2 id="how">{heading}</h2>
          {next.map((sentence) => (
            <p>{sentence}</p>
          ))}
          {onwards && (
            <p>
              <a href={`/tickets/${onwards}`}>{texts.goesOn(onwards)}</a>
            </p>
          )}
        </div>
      </div>
      {standing !== 'canceled' && standing !== 'merged' && (
        <ol class="steps" aria-label={texts.steps}>
          {texts.step.map((step, i) => (
            <li class={i <= reached ? 'reached' : undefined} aria-current={i === reached ? 'step' : undefined}>
              <span class="pearl" aria-hidden="true" />
              {step}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
