import { formatDuration } from '../../../../lib/people/reader-duration.ts'
import { Time } from '../../page/piece/time.tsx'
import type { Reader } from '../../page/reader.ts'
import { consoleTexts } from '../text.ts'
import { ticketTexts } from './text.ts'
import { type Promised, pathTo, type Ticket } from './ticket.ts'

const soonPercent = 75

/** How near a promise is to being broken. */
export const toneOf = ({ status, percent }: Promised): 'late' | 'soon' | 'calm' => {
  if (status === 'breached') return 'late'
  return status === 'running' && percent >= soonPercent ? 'soon' : 'calm'
}

/** Working time as people say it. */
export const workingTime = (seconds: number | null, { language }: Reader): string =>
  seconds === null ? '—' : formatDuration(seconds, language, { largest: 'hour' })

/** The promises of a ticket: how much of each is used, what is left, and the way to how that was counted. */
export const Promises = ({ ticket, reader }: { ticket: Ticket; reader: Reader }) => {
  const texts = ticketTexts[reader.language]
  const clocks = ticket.clocks.filter(({ status }) => status !== 'canceled')
  return (
    <section class="card padded stack tight" aria-label={consoleTexts[reader.language].promises}>
      <div class="split">
        <h2>{consoleTexts[reader.language].promises}</h2>
        {clocks.length > 0 && (
          <a class="small" href={pathTo(ticket.number, 'promises')} data-sheet>
            {texts.state.why}
          </a>
        )}
      </div>
      {clocks.length === 0 && <p class="soft small">{texts.state.noClocks}</p>}
      {clocks.map((clock) => (
        <ClockBar clock={clock} reader={reader} />
      ))}
    </section>
  )
}

/** One promise as a bar; its words say what its colour does. */
export const ClockBar = ({ clock, reader }: { clock: Promised; reader: Reader }) => {
  const { state } = ticketTexts[reader.language]
  const { status, percent, remainingSeconds, dueAt } = clock
  const rest = workingTime(remainingSeconds, reader)
  const isOpen = status === 'running' || status === 'paused'
  return (
    <div class={`clock ${toneOf(clock)}`}>
      <div class="split">
        <span>
          <strong>{state.metric[clock.metric]}</strong>
          {clock.kind !== 'sla' && <span class="small soft"> {state.kind[clock.kind]}</span>}
        </span>
        <span class="small word">
          {isOpen
            ? state.left(rest)
            : status === 'breached'
              ? `${state.clock.breached} · ${state.over(rest)}`
              : state.clock[status]}
        </span>
      </div>
      <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={state.used(percent)}>
        <rect width={Math.min(100, Math.max(0, percent))} height="6" />
      </svg>
      <p class="small soft">
        {status === 'paused' && state.stood}
        {dueAt && <Time at={dueAt} reader={reader} isFull />}
      </p>
    </div>
  )
}
