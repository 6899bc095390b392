import type { Child } from 'hono/jsx'
import type { IconNode } from 'lucide'
import { ClipboardCheck, ClipboardList, Siren, Timer } from 'lucide'
import { isFinished, isOpen } from '../../../../lib/incident/life-cycle.ts'
import { Icon } from '../../page/piece/icon.tsx'
import { Time } from '../../page/piece/time.tsx'
import type { Reader } from '../../page/reader.ts'
import { ticketTexts } from './text.ts'
import { pathTo, type Ticket } from './ticket.ts'

/** What is to be decided or done about a major incident, or one that may be: one thing at a time. */
export const MajorBanner = ({ ticket, reader }: { ticket: Ticket; reader: Reader }) => {
  if (isFinished(ticket) || ticket.merged) return null
  if (!ticket.isMajor) return ticket.candidate && isOpen(ticket) ? <Proposed {...{ ticket, reader }} /> : null
  if (ticket.state === 'resolved') return <Review {...{ ticket, reader }} />
  return ticket.updates?.nextUpdateAt ? <NextUpdate {...{ ticket, reader }} /> : null
}

const Banner = (props: { tone: string; icon: IconNode; heading: Child; children?: Child; buttons?: Child }) => (
  <div class={`notice ${props.tone}`}>
    <Icon of={props.icon} size={18} />
    <div>
      <strong>{props.heading}</strong>
      <p>{props.children}</p>
    </div>
    {props.buttons && <span class="buttons">{props.buttons}</span>}
  </div>
)

const Proposed = ({ ticket, reader }: { ticket: Ticket; reader: Reader }) => {
  const { major, sheet } = ticketTexts[reader.language]
  const { at, service, count, minutes } = ticket.candidate!
  const isByRule = service !== undefined && count !== undefined && minutes !== undefined
  return (
    <Banner
      tone="warn"
      icon={Siren}
      heading={major.candidate}
      buttons={
        <>
          <a class="button small" href={pathTo(ticket.number, 'accept-major')} data-sheet>
            {sheet['accept-major'].menu}
          </a>
          <a class="button quiet small" href={pathTo(ticket.number, 'reject-major')} data-sheet>
            {sheet['reject-major'].menu}
          </a>
        </>
      }
    >
      {isByRule ? major.surge(service, count, minutes) : major.byHand}{' '}
      <span class="soft">
        {'·\u00a0'}
        <Time at={at} reader={reader} />
      </span>
    </Banner>
  )
}

const NextUpdate = ({ ticket, reader }: { ticket: Ticket; reader: Reader }) => {
  const { major, sheet } = ticketTexts[reader.language]
  const { everyMinutes, nextUpdateAt = '' } = ticket.updates!
  const isOverdue = nextUpdateAt <= reader.at
  return (
    <Banner
      tone={isOverdue ? 'bad' : 'info'}
      icon={Timer}
      heading={
        <>
          {isOverdue ? major.overdue : major.next} <Time at={nextUpdateAt} reader={reader} />
        </>
      }
      buttons={
        <>
          {isOverdue && (
            <a class="button small" href="#reply">
              {major.tell}
            </a>
          )}
          <a class="button quiet small" href={pathTo(ticket.number, 'update-plan')} data-sheet>
            {sheet['update-plan'].menu}
          </a>
        </>
      }
    >
      {major.every(everyMinutes)}
    </Banner>
  )
}

const Review = ({ ticket, reader }: { ticket: Ticket; reader: Reader }) => {
  const { major, sheet } = ticketTexts[reader.language]
  const { review, resolution } = ticket
  if (review)
    return (
      <Banner tone="good" icon={ClipboardCheck} heading={major.reviewed}>
        {resolution?.closesAt ? (
          <>
            {major.closes} <Time at={resolution.closesAt} reader={reader} />
          </>
        ) : null}
      </Banner>
    )
  return (
    <Banner
      tone="warn"
      icon={ClipboardList}
      heading={major.reviewFirst}
      buttons={
        <a class="button small" href={pathTo(ticket.number, 'review')} data-sheet>
          {sheet.review.menu}
        </a>
      }
    >
      {major.reviewHint}
    </Banner>
  )
}
