import { ArrowRight, CircleCheck, MessageCircle } from 'lucide'
import { Icon } from '../page/piece/icon.tsx'
import { Empty } from '../page/piece/notice.tsx'
import { Sky } from '../page/piece/sky.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { Visit } from '../page/visit.ts'
import type { Entry } from './entry.tsx'
import { Frame, type Site } from './frame.tsx'
import { type Outage, Outages } from './outage.tsx'
import { type Request, RequestList } from './request-list.tsx'
import type { Ticket } from './standing.ts'
import { portalTexts } from './text.ts'
import { calledName, dayPart } from './when.ts'

/** A ticket that waits for its requester, and what they were asked last. */
export interface Asked {
  readonly ticket: Ticket
  readonly question: Entry | undefined
}

/** The first page: what is wrong, what is known to be wrong, and where one's own tickets stand; what waits for the reader comes first. */
export const HomePage = (props: {
  visit: Visit
  site: Site
  outages: readonly Outage[]
  asked: readonly Asked[]
  resolved: readonly Request[]
  open: readonly Request[]
}) => {
  const { visit, site, outages, asked, resolved, open } = props
  const { reader, person } = visit
  const texts = portalTexts[reader.language]
  const hasNothing = asked.length + resolved.length + open.length === 0
  return (
    <Frame reader={reader} person={person} site={site} title={texts.place.home} here="home">
      <section class="hero" aria-labelledby="hello">
        <div>
          <p class="hello">{texts.greeting[dayPart(reader)](calledName(person.name))}</p>
          <h1 id="hello">{texts.ask}</h1>
          <form class="ask" action="/report">
            <input
              name="title"
              aria-labelledby="hello"
              aria-describedby="ask-hint"
              placeholder={texts.askExample}
              autocomplete="off"
              maxlength={250}
              data-key="c"
            />
            <button class="button" type="submit">
              {texts.begin}
              <Icon of={ArrowRight} />
            </button>
          </form>
          <p class="hint" id="ask-hint">
            {texts.askHint}
          </p>
        </div>
        <Sky />
      </section>
      <div class="stack wide" id="standing" data-live="30">
        <Outages outages={outages} reader={reader} back="/" />
        {asked.length > 0 && (
          <section class="stack tight" aria-labelledby="your-turn">
            <h2 id="your-turn">{texts.yourTurn}</h2>
            <ul class="stack tight">
              {asked.map((each) => (
                <AskedItem asked={each} reader={reader} />
              ))}
            </ul>
          </section>
        )}
        {resolved.length > 0 && (
          <section class="stack tight" aria-labelledby="is-it-solved">
            <h2 id="is-it-solved">{texts.isItSolved}</h2>
            <ul class="stack tight">
              {resolved.map((request) => (
                <SolvedItem request={request} reader={reader} />
              ))}
            </ul>
          </section>
        )}
        {open.length > 0 && (
          <section class="stack tight" aria-labelledby="open">
            <h2 id="open">{texts.openTickets}</h2>
            <RequestList requests={open} reader={reader} />
          </section>
        )}
        {hasNothing ? (
          <div class="card">
            <Empty heading={texts.nothing.heading} hint={texts.nothing.hint}>
              <p>
                <a href="/tickets?view=all">{texts.allTickets}</a>
              </p>
            </Empty>
          </div>
        ) : (
          <p>
            <a class="more" href="/tickets?view=all">
              {texts.allTickets}
              <Icon of={ArrowRight} />
            </a>
          </p>
        )}
      </div>
    </Frame>
  )
}

const AskedItem = ({ asked: { ticket, question }, reader }: { asked: Asked; reader: Reader }) => {
  const texts = portalTexts[reader.language]
  return (
    <li class="card turn asked">
      <Icon of={MessageCircle} size={20} />
      <div>
        <a href={`/tickets/${ticket.number}`}>{ticket.title}</a>
        {question?.text && <blockquote class="excerpt">{question.text}</blockquote>}
        <p class="line">
          <span class="number">{ticket.number}</span>
          {question && <span>{texts.yourTurnHint(question.by.name)}</span>}
          {question && <Time at={question.at} reader={reader} />}
        </p>
      </div>
      <a class="button" href={`/tickets/${ticket.number}#write`}>
        {texts.answer}
      </a>
    </li>
  )
}

const SolvedItem = ({ request, reader }: { request: Request; reader: Reader }) => {
  const texts = portalTexts[reader.language]
  const path = `/tickets/${request.number}`
  return (
    <li class="card turn solved">
      <Icon of={CircleCheck} size={20} />
      <div>
        <a href={path}>{request.title}</a>
        <p class="line">
          <span class="number">{request.number}</span>
          {request.assignee && <span>{request.assignee.name}</span>}
          <Time at={request.updatedAt} reader={reader} />
        </p>
      </div>
      <div class="buttons">
        <form method="post" action={`${path}/close`}>
          <input type="hidden" name="version" value={request.version} />
          <button class="button quiet" type="submit">
            {texts.yesSolved}
          </button>
        </form>
        <a class="button ghost" href={`${path}#not-solved`}>
          {texts.notSolved}
        </a>
      </div>
    </li>
  )
}
