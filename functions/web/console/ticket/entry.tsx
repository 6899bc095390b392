import { Mail, Split } from 'lucide'
import type * as z from 'zod'
import { isByDesk } from '../../../../lib/ticket/actor.ts'
import type { MailView } from '../../../api/incident/mail-view.ts'
import { words } from '../../page/entry-text.ts'
import { Avatar } from '../../page/piece/avatar.tsx'
import { Tag } from '../../page/piece/badge.tsx'
import { Files } from '../../page/piece/files.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import { Time } from '../../page/piece/time.tsx'
import type { Reader } from '../../page/reader.ts'
import { actorName, type NamesOfTeams, sayEntry } from '../../page/say-entry.ts'
import { consoleTexts } from '../text.ts'
import type { Entry } from './fold.ts'
import { Reviewed } from './reviewed.tsx'
import { ticketTexts } from './text.ts'

/** A mail that an entry caused. */
export type SentMail = z.infer<typeof MailView>

/** What an entry is shown with. */
export interface EntryProps {
  readonly number: string
  readonly entry: Entry
  readonly mails: readonly SentMail[]
  readonly reader: Reader
  readonly teams: NamesOfTeams
  /** Shown outside of its timeline: nothing links to it there, and nothing is done to it. */
  readonly isExcerpt?: boolean
}

/** Any of what entries carry beside what is said of them. */
interface Carried {
  readonly until?: string
  readonly closesAt?: string
  readonly notes?: string
  readonly reason?: string
  readonly comment?: string
  readonly title?: string
  readonly category?: string | null
  readonly service?: string | null
  readonly before?: Partial<Record<'title' | 'category' | 'service', string | null>>
}

const Line = ({ entry, reader, teams }: Pick<EntryProps, 'entry' | 'reader' | 'teams'>) => {
  const texts = consoleTexts[reader.language]
  const { until, closesAt } = entry.data as Carried
  return (
    <>
      <span>
        <strong>{actorName(entry.by, reader.texts.product)}</strong>
        {reader.language === 'ko' ? '' : ' '}
        {sayEntry(entry, reader.language, teams)}
        {until && <When at={until} word={texts.until} reader={reader} />}
        {closesAt && <When at={closesAt} word={texts.closes} reader={reader} />}
      </span>
      {entry.origin && <a href={`/desk/tickets/${entry.origin}`}>{entry.origin}</a>}
    </>
  )
}

const When = ({ at, word, reader }: { at: string; word: string; reader: Reader }) =>
  reader.language === 'ko' ? (
    <>
      {' '}
      (<Time at={at} reader={reader} /> {word})
    </>
  ) : (
    <>
      , {word} <Time at={at} reader={reader} />
    </>
  )

/** Something small that happened, in a line, with what it was before and why. */
export const Happening = (props: Pick<EntryProps, 'entry' | 'reader' | 'teams' | 'isExcerpt'>) => {
  const { entry, reader, isExcerpt } = props
  const { before, ...data } = entry.data as Carried
  const edited = entry.type === 'incident.edited' ? (Object.keys(before ?? {}) as (keyof typeof before)[]) : []
  const why = entry.type === 'incident.held' ? undefined : (data.reason ?? data.comment)
  return (
    <li class="happening" id={isExcerpt ? undefined : `entry-${entry.sequence}`}>
      <div>
        <Line {...props} />
        {edited.map((name: 'title' | 'category' | 'service') => (
          <p>
            {words[reader.language].field[name]}: <del>{before?.[name] ?? '—'}</del> → {data[name] ?? '—'}
          </p>
        ))}
        {why && <p class="text">“{why}”</p>}
        {entry.type === 'incident.reviewed' && <Reviewed review={entry.data} reader={reader} />}
      </div>
      <Time at={entry.at} reader={reader} />
    </li>
  )
}

/** What somebody said: a card with their words, what came with them and what they caused. */
export const MessageCard = (props: EntryProps) => {
  const { number, entry, reader, isExcerpt } = props
  const texts = consoleTexts[reader.language]
  const own = ticketTexts[reader.language]
  const said = entry.text || (entry.data as Carried).notes
  const tone = entry.visibility === 'internal' ? 'internal' : isByDesk(entry.by) ? 'ours' : ''
  const here = `/desk/tickets/${number}`
  return (
    <li class={`card message ${tone}`} id={isExcerpt ? undefined : `entry-${entry.sequence}`}>
      <header>
        <Avatar name={entry.by.name} />
        <Line {...props} />
        {entry.visibility === 'internal' && <Tag tone="warn">{texts.internal}</Tag>}
        {entry.verified === false && !entry.automatic && <Tag tone="warn">{texts.unverified}</Tag>}
        {entry.automatic && <Tag tone="warn">{texts.automatic}</Tag>}
        <span class="end">
          {entry.text !== undefined && !entry.origin && !isExcerpt && (
            <a class="tool" href={`${here}/split?entry=${entry.sequence}`} data-sheet title={own.split}>
              <Icon of={Split} />
              <span class="hidden">{own.split}</span>
            </a>
          )}
          <a class="when" href={`#entry-${entry.sequence}`} title={own.link}>
            <Time at={entry.at} reader={reader} />
          </a>
        </span>
      </header>
      {said ? <p class="text">{said}</p> : entry.attachments.length === 0 && <p class="soft">{own.empty}</p>}
      <Enclosed {...props} />
    </li>
  )
}

/** What came with the words of a message, and what it caused. */
const Enclosed = ({ number, entry, mails, reader }: EntryProps) => {
  const texts = consoleTexts[reader.language]
  const caused = mails.filter(({ sequence }) => sequence === entry.sequence)
  return (
    <>
      {entry.notes && <p class="small soft">{entry.notes.join(' ')}</p>}
      {entry.quoted && (
        <details>
          <summary>{reader.texts.quoted}</summary>
          <p class="text soft">{entry.quoted}</p>
        </details>
      )}
      <Files
        attachments={entry.attachments}
        pathOf={(place) => `/desk/tickets/${number}/attachments/${entry.sequence}-${place}`}
        reader={reader}
        mayRisk
      />
      {entry.from && !entry.origin && <AsSent number={number} entry={entry} reader={reader} />}
      {caused.length > 0 && (
        <details>
          <summary>{texts.mails(caused.length)}</summary>
          <ul class="small soft">
            {caused.map((mail) => (
              <li>{mailLine(mail, texts)}</li>
            ))}
          </ul>
        </details>
      )}
      {entry.letter && (
        <p class="small">
          <a class="line" href={`/desk/letters/${encodeURIComponent(entry.letter)}/raw`}>
            <Icon of={Mail} size={14} />
            {texts.original} <span class="soft">{entry.from}</span>
          </a>
        </p>
      )}
    </>
  )
}

/**
 * The mail with its own looks, in a frame without scripts, forms and an origin; it is fetched when somebody opens it, from a
 * function that can do nothing else.
 */
const AsSent = ({ number, entry, reader }: Pick<EntryProps, 'number' | 'entry' | 'reader'>) => {
  const own = ticketTexts[reader.language]
  return (
    <details class="as-sent">
      <summary>{own.asSent}</summary>
      <p class="hint">{own.asSentHint}</p>
      <iframe
        title={own.asSent}
        sandbox=""
        loading="lazy"
        referrerpolicy="no-referrer"
        src={`/api/v1/incidents/${number}/messages/${entry.sequence}/html`}
      />
    </details>
  )
}

const mailLine = ({ status, to, reason }: SentMail, texts: (typeof consoleTexts)['en']): string => {
  if (status === 'sent') return texts.mailSent(to)
  return status === 'rejected' || status === 'withheld' ? texts.mailRejected(to, reason ?? '') : texts.mailWaiting(to)
}
