import { ArrowRight } from 'lucide'
import { Icon } from '../page/piece/icon.tsx'
import { Sky } from '../page/piece/sky.tsx'
import type { Visit } from '../page/visit.ts'
import { Frame, type Site } from './frame.tsx'
import type { Ticket } from './standing.ts'
import { portalTexts } from './text.ts'
import { promiseTime } from './when.ts'

/** After a report: its number, what happens next, and what was promised. */
export const ReportedPage = ({ visit, site, ticket }: { visit: Visit; site: Site; ticket: Ticket }) => {
  const { reader, person } = visit
  const texts = portalTexts[reader.language]
  const { reported } = texts
  const promise = ticket.clocks.find(({ metric, dueAt }) => metric === 'response' && dueAt !== undefined)?.dueAt
  const address = person.addresses[0]
  return (
    <Frame reader={reader} person={person} site={site} title={reported.heading}>
      <section class="card padded narrow reported">
        <Sky />
        <h1>{reported.heading}</h1>
        <p class="soft">{reported.lead(ticket.number)}</p>
        <h2>{reported.next}</h2>
        <ol class="next">
          <li>
            <span>
              {reported.read} {promise && <strong>{reported.answerBy(promiseTime(promise, reader))}</strong>}
            </span>
          </li>
          {address && (
            <li>
              <span>{reported.mail(address)}</span>
            </li>
          )}
          <li>
            <span>{reported.follow}</span>
          </li>
        </ol>
        <p class="buttons">
          <a class="button" href={`/tickets/${ticket.number}`}>
            {reported.see}
            <Icon of={ArrowRight} />
          </a>
          <a class="button ghost" href="/">
            {reported.home}
          </a>
        </p>
      </section>
    </Frame>
  )
}
