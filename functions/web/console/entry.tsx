import { FileText } from 'lucide'
import type * as z from 'zod'
import { isByDesk } from '../../../lib/ticket/actor.ts'
import type { EntryView } from '../../api/incident/entry-view.ts'
import type { MailView } from '../../api/incident/mail-view.ts'
import { entryTexts } from '../page/entry-text.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { Tag } from '../page/piece/badge.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import { consoleTexts } from './text.ts'

export type Entry = z.infer<typeof EntryView>
type Mail = z.infer<typeof MailView>

/** Any of what entries carry beside what is said of them. */
interface Carried {
  readonly until?: string
  readonly closesAt?: string
  readonly notes?: string
  readonly reason?: string
}

/** What happened, in words; the reason of a hold is among them, all others stand below. */
const said = ({ type, data }: Entry, { language }: Reader): string =>
  (entryTexts[language][type as keyof typeof entryTexts.en] as (data: unknown) => string)(data)

const ownWords = ({ type, text, data }: Entry): string | undefined => {
  const { notes, reason } = data as Carried
  return text || notes || (type === 'incident.held' ? undefined : reason)
}

/** One entry of a timeline: a message as a card, anything else as a line. */
export const EntryItem = (props: { number: string; entry: Entry; mails: readonly Mail[]; reader: Reader }) => {
  const { entry, reader } = props
  const texts = consoleTexts[reader.language]
  const words = ownWords(entry)
  const { until, closesAt } = entry.data as Carried
  const isMessage = entry.text !== undefined || entry.attachments.length > 0
  const line = (
    <>
      <strong>{entry.by.name}</strong>
      <span>
        {said(entry, reader)}
        {until && <When at={until} word={texts.until} reader={reader} />}
        {closesAt && <When at={closesAt} word={texts.closes} reader={reader} />}
      </span>
      <Time at={entry.at} reader={reader} />
      {entry.origin && <a href={`/desk/tickets/${entry.origin}`}>{entry.origin}</a>}
    </>
  )
  if (!isMessage && !words)
    return (
      <li class="happening" id={`entry-${entry.sequence}`}>
        {line}
      </li>
    )
  const tone = entry.visibility === 'internal' ? 'internal' : isByDesk(entry.by) ? 'ours' : ''
  return (
    <li class={`card message ${tone}`} id={`entry-${entry.sequence}`}>
      <header>
        <Avatar name={entry.by.name} />
        {line}
        {entry.visibility === 'internal' && <Tag tone="warn">{texts.internal}</Tag>}
        {entry.verified === false && !entry.automatic && <Tag tone="warn">{texts.unverified}</Tag>}
        {entry.automatic && <Tag tone="warn">{texts.automatic}</Tag>}
      </header>
      {words && <p class="text">{words}</p>}
      <Enclosed {...props} />
    </li>
  )
}

const When = ({ at, word, reader }: { at: string; word: string; reader: Reader }) =>
  reader.language === 'ko' ? (
    <>
      {' '}
      <Time at={at} reader={reader} /> {word}
    </>
  ) : (
    <>
      , {word} <Time at={at} reader={reader} />
    </>
  )

/** What came with the words of a message, and what it caused. */
const Enclosed = (props: { number: string; entry: Entry; mails: readonly Mail[]; reader: Reader }) => {
  const { number, entry, mails, reader } = props
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
      {entry.attachments.length > 0 && (
        <ul class="files" aria-label={reader.texts.attachments}>
          {entry.attachments.map((file, i) => (
            <li>
              <a href={`/desk/tickets/${number}/attachments/${entry.sequence}-${i + 1}`}>
                <Icon of={FileText} />
                {file.name} <span class="soft">{reader.texts.bytes(file.size)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
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
    </>
  )
}

const mailLine = ({ status, to, reason }: Mail, texts: (typeof consoleTexts)['en']): string => {
  if (status === 'sent') return texts.mailSent(to)
  return status === 'rejected' || status === 'withheld' ? texts.mailRejected(to, reason ?? '') : texts.mailWaiting(to)
}
