import { longestComment, type Rating, scores } from '../../../lib/incident/rating.ts'
import { type FormState, refusedAt, TextArea } from '../page/piece/field.tsx'
import { Notice } from '../page/piece/notice.tsx'
import type { Reader } from '../page/reader.ts'
import { portalTexts } from './text.ts'
import type { Beside } from './ticket-page.tsx'

/** "How did we do?" on a ticket that is solved, for whom it was solved. */
export const RateCard = ({ visit, ticket }: Beside) => {
  const { reader, person } = visit
  const texts = portalTexts[reader.language]
  const isDone = ticket.state === 'closed' || (ticket.state === 'resolved' && ticket.rating !== undefined)
  if (!isDone || ticket.merged || !ticket.resolution || ticket.requester.id !== person.id) return null
  const action = `/tickets/${ticket.number}/rate`
  const refused = refusedAt(action, visit.refused)
  const { rating } = ticket
  return (
    <section class="card padded stack tight" aria-labelledby="rate">
      <h2 id="rate">{texts.rate.heading}</h2>
      {rating && <Given rating={rating} reader={reader} />}
      {rating && ticket.state === 'resolved' && (
        <details open={refused !== undefined}>
          <summary>{texts.rate.change}</summary>
          <RateForm action={action} state={{ reader, refused }} before={rating} />
        </details>
      )}
      {!rating && <p class="soft">{texts.rate.hint}</p>}
      {!rating && <RateForm action={action} state={{ reader, refused }} />}
    </section>
  )
}

/** What was said, with thanks. */
export const Given = ({ rating, reader }: { rating: Rating; reader: Reader }) => {
  const { rate } = portalTexts[reader.language]
  return (
    <Notice tone="good" heading={rate.given(rate.scores[rating.score - 1]!)}>
      {rating.comment && <p class="text">{rating.comment}</p>}
      <p>{rate.thanks}</p>
    </Notice>
  )
}

/** Five faces and a few words. */
export const RateForm = ({ action, state, before }: { action: string; state: FormState; before?: Rating }) => {
  const { rate } = portalTexts[state.reader.language]
  const chosen = state.refused?.form.get('score') ?? (before && String(before.score))
  return (
    <form class="form" method="post" action={action} data-swap>
      <fieldset class="faces">
        <legend class="hidden">{rate.heading}</legend>
        {scores.map((score) => (
          <label>
            <input type="radio" name="score" value={score} required checked={chosen === String(score)} />
            <Face score={score} />
            <span>{rate.scores[score - 1]}</span>
          </label>
        ))}
      </fieldset>
      <TextArea
        state={state}
        name="comment"
        label={rate.comment}
        hint={rate.commentHint}
        rows={2}
        value={before?.comment}
        most={longestComment}
      />
      <p>
        <button class="button" type="submit">
          {rate.send}
        </button>
      </p>
    </form>
  )
}

/** A mouth from a frown to a smile. */
const mouths: readonly string[] = [
  'M10 23q6-7 12 0',
  'M10 22q6-4 12 0',
  'M10 21h12',
  'M10 20q6 4 12 0',
  'M9 19q7 9 14 0Z',
]

const Face = ({ score }: { score: number }) => (
  <svg class={`face face-${score}`} viewBox="0 0 32 32" width="36" height="36" aria-hidden="true">
    <circle cx="16" cy="16" r="14" />
    <path class="eyes" d="M11.5 12.5v.01M20.5 12.5v.01" />
    <path class="mouth" d={mouths[score - 1]} />
  </svg>
)
