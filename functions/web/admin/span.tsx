import type { Calendar } from '../../../lib/ticket/calendar.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { TextField } from '../page/piece/field.tsx'
import { Notice } from '../page/piece/notice.tsx'
import type { Visit } from '../page/visit.ts'
import { instantOf } from './local-instant.ts'
import { operations } from './operation.ts'
import { FieldError } from './piece/field-error.tsx'
import { adminTexts } from './text.ts'

/** Working time between two instants, or why it cannot be told. */
export type Measured = { readonly seconds: number } | Refusal | undefined

/** What the page was asked to count by this calendar, if anything: `?from=2026-11-24T09:00&to=…` in the calendar's zone. */
export const readSpan = async (visit: Visit, desk: ApiDesk, calendar: Calendar): Promise<Measured> => {
  const { from, to } = visit.query
  if (!from || !to) return undefined
  const query = { from: instantOf(from, calendar.zone), to: instantOf(to, calendar.zone) }
  return carryOut<{ seconds: number }>(visit, desk, operations.measureSpan, {
    params: { id: calendar.id },
    query,
  }).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'invalid') return error
    throw error
  })
}

/** Trying a calendar: how much working time there is between two instants. */
export const Span = ({ visit, calendar, measured }: { visit: Visit; calendar: Calendar; measured: Measured }) => {
  const { reader, query } = visit
  const texts = adminTexts[reader.language]
  const state = { reader }
  return (
    <section class="card padded stack tight" aria-labelledby="span">
      <h2 id="span">{texts.calendars.span}</h2>
      <p class="hint">{texts.calendars.spanHint(calendar.zone)}</p>
      <form class="filters" action="#span">
        <TextField
          state={state}
          scope="span"
          name="from"
          label={texts.term.from}
          type="datetime-local"
          value={query.from}
          isRequired
        />
        <TextField
          state={state}
          scope="span"
          name="to"
          label={texts.term.to}
          type="datetime-local"
          value={query.to}
          isRequired
        />
        <button class="button quiet" type="submit">
          {texts.calendars.count}
        </button>
      </form>
      {measured instanceof Refusal && <FieldError refusal={measured} reader={reader} />}
      {measured && !(measured instanceof Refusal) && (
        <Notice tone="good" isLive>
          <p>
            {texts.calendars.working(Math.floor(measured.seconds / 3600), Math.floor((measured.seconds % 3600) / 60))}
          </p>
        </Notice>
      )}
    </section>
  )
}
