import { RefreshCw } from 'lucide'
import { type LetterRecord, Reason } from '../../../lib/intake/record.ts'
import { Icon } from '../page/piece/icon.tsx'
import { Empty, Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Visit } from '../page/visit.ts'
import { PageHead, Shell } from './shell.tsx'
import { type ConsoleTexts, consoleTexts } from './text.ts'

/** Outcomes that wait for eyes, most urgent first. */
export const waiting = ['failed', 'quarantined', 'filtered'] as const
export type Waiting = (typeof waiting)[number]

/** A mail of the log as the page shows it. */
export type ShownLetter = Pick<LetterRecord, 'id' | 'receivedAt' | 'reason' | 'from' | 'subject'>

/** A reason in the reader's language; the words of an error stay as they are. */
const reasonText = (reason: string, texts: ConsoleTexts): string => {
  const known = Reason.safeParse(reason)
  return known.success ? texts.reason[known.data] : reason
}

/** Mail that became nothing, why, and a way to try it again. */
export const LettersPage = (props: {
  visit: Visit
  outcome: Waiting
  letters: readonly ShownLetter[]
  next: string | null
  replayed: boolean
}) => {
  const { visit, outcome, letters } = props
  const { reader, person } = visit
  const texts = consoleTexts[reader.language]
  return (
    <Shell reader={reader} person={person} title={texts.letters} here="letters">
      <PageHead heading={texts.letters} lead={texts.outcomeHint[outcome]} />
      <nav class="tabs" aria-label={texts.letters}>
        {waiting.map((option) => (
          <a href={`/desk/letters?outcome=${option}`} aria-current={option === outcome ? 'page' : undefined}>
            {texts.outcome[option]}
          </a>
        ))}
      </nav>
      {props.replayed && (
        <Notice tone="good" isLive>
          <p>{texts.replayed}</p>
        </Notice>
      )}
      {letters.length === 0 ? (
        <div class="card">
          <Empty heading={texts.noLetters} />
        </div>
      ) : (
        <ul class="stack tight">
          {letters.map((letter) => (
            <li class="card padded">
              <div class="split">
                <div>
                  <strong>{letter.subject || texts.noSubject}</strong>
                  <p class="line">
                    {letter.from && <span>{letter.from}</span>}
                    <Time at={letter.receivedAt} reader={reader} />
                    <a href={`/desk/letters/${letter.id}/raw`}>{texts.original}</a>
                  </p>
                  {letter.reason && <p>{reasonText(letter.reason, texts)}</p>}
                </div>
                {outcome !== 'filtered' && (
                  <form method="post" action={`/desk/letters/${letter.id}/replay`} data-swap>
                    <button class="button quiet" type="submit">
                      <Icon of={RefreshCw} />
                      {outcome === 'failed' ? texts.replay : texts.release}
                    </button>
                  </form>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {props.next && (
        <p class="pager">
          <a
            class="button quiet"
            rel="next"
            href={`/desk/letters?${new URLSearchParams({ outcome, after: props.next })}`}
          >
            {reader.texts.older}
          </a>
        </p>
      )}
    </Shell>
  )
}
