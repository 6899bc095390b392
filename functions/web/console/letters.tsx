import { type LetterRecord, Reason } from '../../../lib/intake/record.ts'
import { Empty, Layout, type Reader, Time } from './layout.tsx'

/** Outcomes that wait for eyes, most urgent first. */
export const waiting = ['failed', 'quarantined', 'filtered'] as const
export type Waiting = (typeof waiting)[number]

/** A reason in the reader's language; the words of an error stay as they are. */
const reasonText = (reason: string, { texts }: Reader): string => {
  const known = Reason.safeParse(reason)
  return known.success ? texts.reason[known.data] : reason
}

/** Mail that became nothing, why, and a way to try it again. */
export const LettersPage = (props: {
  reader: Reader
  outcome: Waiting
  letters: readonly LetterRecord[]
  next: string | undefined
  replayed: boolean
}) => {
  const { reader, outcome, letters } = props
  const { texts } = reader
  return (
    <Layout reader={reader} heading={texts.letters} here="letters">
      <nav class="tabs" aria-label={texts.letters}>
        {waiting.map((option) => (
          <a href={`/letters?outcome=${option}`} aria-current={option === outcome ? 'true' : undefined}>
            {texts.outcome[option]}
          </a>
        ))}
      </nav>
      <p class="meta">{texts.outcomeHint[outcome]}</p>
      {props.replayed && (
        <p class="card" role="status">
          {texts.replayed}
        </p>
      )}
      {letters.length === 0 ? (
        <Empty text={texts.noLetters} />
      ) : (
        <ul class="rows">
          {letters.map((letter) => (
            <li class="card">
              <strong>{letter.subject || texts.noSubject}</strong>
              <div class="meta">
                {letter.from && <span>{letter.from}</span>}
                <Time at={letter.receivedAt} reader={reader} />
                <a href={`/letters/${letter.id}/raw`}>{texts.original}</a>
              </div>
              {letter.reason && <p class="text">{reasonText(letter.reason, reader)}</p>}
              {outcome !== 'filtered' && (
                <form method="post" action={`/letters/${letter.id}/replay`}>
                  <p>
                    <button type="submit">{outcome === 'failed' ? texts.replay : texts.release}</button>
                  </p>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {props.next && (
        <p>
          <a rel="next" href={`/letters?${new URLSearchParams({ outcome, after: props.next })}`}>
            {texts.older}
          </a>
        </p>
      )}
    </Layout>
  )
}
