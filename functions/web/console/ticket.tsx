import type { TicketRecord } from '../../../lib/desk/read-ticket.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import type { PlannedMail } from '../../../lib/notify/planned-mail.ts'
import type { Item } from '../../../lib/store/store.ts'
import type { Actor } from '../../../lib/ticket/actor.ts'
import type { Message, Visibility } from '../../../lib/ticket/message.ts'
import { Layout, type Reader, Time } from './layout.tsx'

interface Entry {
  readonly number: string
  readonly sequence: number
  readonly type: string
  readonly at: string
  readonly by: Actor
  readonly data: { readonly message: Message; readonly visibility?: Visibility }
}

/** One ticket: its facts, and everything that was said and sent, oldest first. */
export const TicketPage = ({ reader, record }: { reader: Reader; record: TicketRecord }) => {
  const { texts } = reader
  const ticket = record.head as unknown as Incident
  return (
    <Layout reader={reader} heading={`${ticket.number} · ${ticket.title}`} here="tickets">
      <dl class="facts">
        <Fact name={texts.column.state}>{texts.state[ticket.state]}</Fact>
        <Fact name={texts.column.priority}>{ticket.priority}</Fact>
        <Fact name={texts.column.requester}>{ticket.requester.name}</Fact>
        <Fact name={texts.column.opened}>
          <Time at={ticket.openedAt} reader={reader} />
        </Fact>
      </dl>
      <h2>{texts.timeline}</h2>
      {record.timeline.map((entry) => (
        <EntryCard entry={entry as unknown as Entry} mails={record.mails} reader={reader} />
      ))}
      {record.more && (
        <p>
          <a rel="next" href={`/tickets/${ticket.number}?after=${record.more}`}>
            {texts.more}
          </a>
        </p>
      )}
    </Layout>
  )
}

const Fact = ({ name, children }: { name: string; children: unknown }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children as string}</dd>
  </div>
)

const EntryCard = ({ entry, mails, reader }: { entry: Entry; mails: readonly Item[]; reader: Reader }) => {
  const { texts } = reader
  const { message, visibility } = entry.data
  const caused = mails.filter((mail) => mail.sequence === entry.sequence) as unknown as PlannedMail[]
  return (
    <article class={visibility === 'internal' ? 'card internal' : 'card'} id={`entry-${entry.sequence}`}>
      <div class="meta">
        <span>
          <strong>{entry.by.name}</strong> {entry.type === 'incident.opened' ? texts.opened : texts.commented}
        </span>
        <Time at={entry.at} reader={reader} />
        {visibility === 'internal' && <span class="tag warn">{texts.internal}</span>}
        {message.mail && !message.mail.verified && !message.mail.automatic && (
          <span class="tag warn">{texts.unverified}</span>
        )}
        {message.mail?.automatic && <span class="tag warn">{texts.automatic}</span>}
      </div>
      <p class="text">{message.text}</p>
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
      {(message.mail || caused.length > 0) && (
        <p class="meta">
          {message.mail && <a href={`/letters/${message.mail.letter}/raw`}>{texts.original}</a>}
          {caused.map((mail) => (
            <span>{mailLine(mail, reader)}</span>
          ))}
        </p>
      )}
    </article>
  )
}

const mailLine = ({ status, to, reason }: PlannedMail, { texts }: Reader) => {
  if (status === 'sent') return texts.mailSent(to)
  return status === 'rejected' || status === 'withheld' ? texts.mailRejected(to, reason ?? '') : texts.mailWaiting(to)
}
