import type * as z from 'zod'
import { isByDesk } from '../../../lib/ticket/actor.ts'
import type { EntryView } from '../../api/incident/entry-view.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { Tag } from '../page/piece/badge.tsx'
import { Files } from '../page/piece/files.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Visit } from '../page/visit.ts'
import { happeningIn } from './happening.ts'
import { portalTexts } from './text.ts'

export type Entry = z.infer<typeof EntryView>

/** What somebody said with a move: what solved it, or why. */
interface Said {
  readonly notes?: string
  readonly reason?: string
}

const wordsOf = ({ type, text, data }: Entry): string | undefined => {
  const { notes, reason } = data as Said
  return text || notes || (type === 'incident.held' ? undefined : reason)
}

/** What a conversation shows of an entry: words as a message, the rest as a line, or nothing. */
export const EntryItem = (props: { visit: Visit; number: string; entry: Entry; isFresh: boolean }) => {
  const { visit, number, entry, isFresh } = props
  const { reader, person } = visit
  const texts = portalTexts[reader.language]
  const isMine = entry.by.id === person.id
  const isSystem = entry.by.is === 'system'
  const name = isSystem ? texts.desk : entry.by.name
  const by = isMine ? texts.by.you : isSystem ? texts.by.desk : texts.by.name(name)
  const words = wordsOf(entry)
  const happening = happeningIn(entry, by, texts.happening)
  const fresh = isFresh && <Tag tone="warn">{texts.fresh}</Tag>
  const isMessage = words !== undefined || entry.attachments.length > 0
  if (!isMessage && happening === undefined) return null
  return (
    <>
      {happening !== undefined && (
        <li class="happening" id={isMessage ? undefined : `entry-${entry.sequence}`}>
          <span>
            {happening} {!isMessage && fresh}
          </span>
          <Time at={entry.at} reader={reader} />
        </li>
      )}
      {isMessage && (
        <li class={`said ${isMine ? 'mine' : isByDesk(entry.by) ? 'ours' : 'theirs'}`} id={`entry-${entry.sequence}`}>
          <Avatar name={name} />
          <div class="bubble">
            <p class="line">
              <strong>{isMine ? texts.you : name}</strong>
              <Time at={entry.at} reader={reader} />
              {entry.type === 'incident.resolved' && <Tag tone="good">{texts.solution}</Tag>}
              {fresh}
            </p>
            {words && <p class="text">{words}</p>}
            {entry.quoted && (
              <details>
                <summary>{reader.texts.quoted}</summary>
                <p class="text soft">{entry.quoted}</p>
              </details>
            )}
            <Files
              attachments={entry.attachments}
              pathOf={(place) => `/tickets/${number}/attachments/${entry.sequence}-${place}`}
              reader={reader}
            />
          </div>
        </li>
      )}
    </>
  )
}
