import type * as z from 'zod'
import { formatInstant } from '../../../../lib/people/reader-time.ts'
import type { Explanation } from '../../../api/incident/sla.ts'
import type { Reader } from '../../page/reader.ts'
import type { Visit } from '../../page/visit.ts'
import { ClockBar, workingTime } from './promises.tsx'
import { FramedSheet } from './sheet-page.tsx'
import { ticketTexts } from './text.ts'
import type { Ticket } from './ticket.ts'

type Explained = z.infer<typeof Explanation>['clocks'][number]
type Slice = Explained['slices'][number]

/** How each promise of a ticket was counted: in a sentence, stretch by stretch, and whose the time was. */
export const ExplanationPage = (props: {
  visit: Visit
  ticket: Pick<Ticket, 'number' | 'title'>
  clocks: readonly Explained[]
}) => {
  const { visit, ticket, clocks } = props
  const { explained, state } = ticketTexts[visit.reader.language]
  return (
    <FramedSheet visit={visit} ticket={ticket} heading={explained.heading} lead={explained.lead(ticket.number)}>
      {clocks.length === 0 && <p class="soft">{state.noClocks}</p>}
      {clocks.map((clock) => (
        <section class="stack tight" aria-label={clock.name}>
          <h2>{clock.name}</h2>
          <ClockBar clock={clock} reader={visit.reader} />
          <p>{inWords(clock, visit.reader)}</p>
          <Slices slices={clock.slices} reader={visit.reader} />
          <Shares clock={clock} reader={visit.reader} />
        </section>
      ))}
    </FramedSheet>
  )
}

/** What was promised, since when it counts, and how it stands. */
const inWords = (clock: Explained, reader: Reader): string => {
  const { explained } = ticketTexts[reader.language]
  const { target, calendarName, startedAt, elapsedSeconds, remainingSeconds, dueAt, status, slices } = clock
  const promised =
    'minutes' in target
      ? explained.promised(workingTime(target.minutes * 60, reader), calendarName)
      : explained.promisedDays(target.businessDays, calendarName)
  const due = dueAt && formatInstant(dueAt, reader)
  const stood = slices.reduce((sum, slice) => sum + (slice.why === 'paused' ? (slice.dueMovedBySeconds ?? 0) : 0), 0)
  const sentences = [
    `${promised}, ${explained.startedAt(formatInstant(startedAt, reader))}.`,
    explained.stands[status](workingTime(elapsedSeconds, reader), workingTime(remainingSeconds, reader), due),
    ...(stood > 0 ? [explained.paused(workingTime(stood, reader))] : []),
  ]
  return sentences.join(' ')
}

const Slices = ({ slices, reader }: { slices: readonly Slice[]; reader: Reader }) => {
  const { explained } = ticketTexts[reader.language]
  return (
    <div class="table-frame">
      <table>
        <thead>
          <tr>
            <th scope="col">{explained.from}</th>
            <th scope="col">{explained.to}</th>
            <th scope="col">{explained.counted}</th>
            <th scope="col">{explained.reason}</th>
          </tr>
        </thead>
        <tbody>
          {slices.map((slice) => (
            <tr>
              <td>{formatInstant(slice.from, reader)}</td>
              <td>{formatInstant(slice.to, reader)}</td>
              <td>
                {slice.counted ? workingTime(slice.seconds, reader) : <span class="soft">{explained.notCounted}</span>}
              </td>
              <td>{reasonOf(slice, reader)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const reasonOf = ({ why, reason, holidays, dueMovedBySeconds, cause }: Slice, reader: Reader): string => {
  const { explained } = ticketTexts[reader.language]
  const more = [
    ...(reason ? [explained.waiting[reason]] : []),
    ...(holidays ?? []),
    ...(dueMovedBySeconds ? [explained.moved(workingTime(dueMovedBySeconds, reader))] : []),
    ...(cause ? [explained.by(cause.by)] : []),
  ]
  return more.length > 0 ? `${explained.why[why]} (${more.join(', ')})` : explained.why[why]
}

const Shares = ({ clock, reader }: { clock: Explained; reader: Reader }) => {
  const { explained } = ticketTexts[reader.language]
  const lists = [
    [explained.byPerson, clock.assignees],
    [explained.byTeam, clock.teams],
  ] as const
  return (
    <details>
      <summary>{explained.whose}</summary>
      <div class="form pair">
        {lists.map(([name, shares]) => (
          <table>
            <thead>
              <tr>
                <th scope="col">{name}</th>
                <th scope="col">{explained.time}</th>
              </tr>
            </thead>
            <tbody>
              {shares.map((share) => (
                <tr>
                  <td>{share.name ?? explained.nobody}</td>
                  <td>{workingTime(share.seconds, reader)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </div>
    </details>
  )
}
