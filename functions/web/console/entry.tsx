import type { IncidentEvent } from '../../../lib/incident/event.ts'
import type { PlannedMail } from '../../../lib/notify/planned-mail.ts'
import type { Item } from '../../../lib/store/store.ts'
import type { TimelineEntry } from '../../../lib/ticket/event.ts'
import type { Message, Visibility } from '../../../lib/ticket/message.ts'
import { entryTexts } from './entry-text.ts'
import { type Reader, Time } from './layout.tsx'

/** An entry as the reader may see it; words that were written on a merged incident have the `origin` they came from. */
export interface ShownEntry extends TimelineEntry<IncidentEvent> {
  readonly origin?: string
}

/** Any of what entries carry beside what is said of them. */
interface Carried {
  readonly message?: Message
  readonly visibility?: Visibility
  readonly until?: string
  readonly closesAt?: string
  readonly notes?: string
  readonly reason?: string
}

/** What happened, in words; the reason of a hold is among them, all others stand below. */
const said = ({ type, data }: ShownEntry, { language }: Reader): string =>
  (entryTexts[language][type] as (data: ShownEntry['data']) => string)(data)

const ownWords = ({ type, data }: ShownEntry): string | undefined => {
  const { message, notes, reason } = data as Carried
  return message?.text ?? notes ?? (type === 'incident.held' ? undefined : reason)
}

/** One entry of a timeline: who did what when, the words that belong to it, and the mails it caused. */
export const EntryCard = ({ entry, mails, reader }: { entry: ShownEntry; mails: readonly Item[]; reader: Reader }) => {
  const { texts, language } = reader
  const { message, visibility, until, closesAt } = entry.data as Carried
  const caused = mails.filter((mail) => mail.sequence === entry.sequence) as unknown as PlannedMail[]
  const text = ownWords(entry)
  return (
    <article class={visibility === 'internal' ? 'card internal' : 'card'} id={`entry-${entry.sequence}`}>
      <div class="meta">
        <span>
          <strong>{entry.by.name}</strong>
          {language === 'ko' ? '' : ' '}
          {said(entry, reader)}
        </span>
        {until && <Instant at={until} word={texts.until} reader={reader} />}
        {closesAt && <Instant at={closesAt} word={texts.closes} reader={reader} />}
        <Time at={entry.at} reader={reader} />
        {entry.origin && <a href={`/tickets/${entry.origin}`}>{entry.origin}</a>}
        {visibility === 'internal' && <span class="tag warn">{texts.internal}</span>}
        {message?.mail && !message.mail.verified && !message.mail.automatic && (
          <span class="tag warn">{texts.unverified}</span>
        )}
        {message?.mail?.automatic && <span class="tag warn">{texts.automatic}</span>}
      </div>
      {text && <p class="text">{text}</p>}
      {message && <Enclosed message={message} entry={entry} reader={reader} />}
      {(message?.mail || caused.length > 0) && (
        <p class="meta">
          {message?.mail && <a href={`/letters/${message.mail.letter}/raw`}>{texts.original}</a>}
          {caused.map((mail) => (
            <span>{mailLine(mail, reader)}</span>
          ))}
        </p>
      )}
    </article>
  )
}

const Instant = ({ at, word, reader }: { at: string; word: string; reader: Reader }) => (
  <span>
    {reader.language === 'ko' ? '' : `${word} `}
    <Time at={at} reader={reader} />
    {reader.language === 'ko' ? ` ${word}` : ''}
  </span>
)

/** What came with the words of a message. */
const Enclosed = ({ message, entry, reader }: { message: Message; entry: ShownEntry; reader: Reader }) => {
  const { texts } = reader
  return (
    <>
      {message.notes && <p class="meta">{message.notes.join(' ')}</p>}
      {message.quoted && (
        <details>
          <summary>{texts.quoted}</summary>
          <p class="text">{message.quoted}</p>
        </details>
      )}
      {message.attachments && (
        <ul class="files" aria-label={texts.attachments}>
          {message.attachments.map((file, i) => (
            <li>
              <a href={`/tickets/${entry.number}/attachments/${entry.sequence}-${i + 1}`}>
                {file.name} <span class="meta">{texts.bytes(file.size)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const mailLine = ({ status, to, reason }: PlannedMail, { texts }: Reader) => {
  if (status === 'sent') return texts.mailSent(to)
  return status === 'rejected' || status === 'withheld' ? texts.mailRejected(to, reason ?? '') : texts.mailWaiting(to)
}
