import { ArrowDown } from 'lucide'
import { Icon } from '../../page/piece/icon.tsx'
import { Time } from '../../page/piece/time.tsx'
import type { Reader } from '../../page/reader.ts'
import { actorName, type NamesOfTeams } from '../../page/say-entry.ts'
import { consoleTexts } from '../text.ts'
import { type EntryProps, Happening, MessageCard } from './entry.tsx'
import { type Entry, fold, newestForAll } from './fold.ts'
import { ticketTexts } from './text.ts'
import type { Ticket } from './ticket.ts'

/** Entries shown at first: the newest. */
export const entriesShown = 100

/** Below this nobody needs help to get to the end. */
const longConversation = 8

/** What was said and done: the newest part of it unless another one was asked for, oldest first. */
export const Timeline = (props: { ticket: Ticket; reader: Reader; teams: NamesOfTeams; self: string }) => {
  const { ticket, reader, teams, self } = props
  const { number, timeline, timelineCursor, mails } = ticket
  const texts = ticketTexts[reader.language]
  const first = timeline[0]?.sequence ?? 1
  const newest = newestForAll(timeline, self)
  return (
    <div
      id="conversation"
      data-live="15"
      class="stack"
      data-newest={timelineCursor === null ? newest?.sequence : undefined}
      data-version={ticket.version}
      data-stamp={`${ticket.version}-${mails.map(({ status }) => status.charAt(0)).join('')}`}
    >
      {(first > 1 || timeline.length > longConversation) && (
        <nav class="pager ends" aria-label={consoleTexts[reader.language].conversation}>
          {first > 1 && (
            <a class="button quiet small" rel="prev" href={earlier(number, first)}>
              {texts.earlier}
            </a>
          )}
          <a class="button ghost small" href="#reply">
            <Icon of={ArrowDown} size={14} />
            {texts.latest}
          </a>
        </nav>
      )}
      <Blocks {...{ number, timeline, mails, reader, teams }} />
      {timelineCursor !== null && (
        <p class="pager">
          <a class="button quiet small" rel="next" href={`/desk/tickets/${number}?after=${timelineCursor}`}>
            {texts.later}
          </a>
        </p>
      )}
    </div>
  )
}

const earlier = (number: string, first: number) =>
  `/desk/tickets/${number}?after=${Math.max(0, first - 1 - entriesShown)}#entry-${first}`

/** Entries as a list of cards and lines. */
export const Blocks = (props: Omit<EntryProps, 'entry'> & { timeline: readonly Entry[] }) => {
  const { timeline, ...rest } = props
  return (
    <ol class="timeline" aria-label={consoleTexts[rest.reader.language].conversation}>
      {fold(timeline).map((block) => {
        if (block.is === 'message') return <MessageCard {...rest} entry={block.entry} />
        if (block.is === 'happening') return <Happening {...rest} entry={block.entry} />
        return <Folded entries={block.entries} {...rest} />
      })}
    </ol>
  )
}

const Folded = (props: { entries: readonly Entry[] } & Omit<EntryProps, 'entry'>) => {
  const { entries, reader, teams, isExcerpt } = props
  const names = [...new Set(entries.map(({ by }) => actorName(by, reader.texts.product)))]
  return (
    <li class="happenings">
      <details>
        <summary>
          <span>
            {ticketTexts[reader.language].changes(entries.length)} · {names.join(', ')}
          </span>
          <Time at={entries.at(-1)!.at} reader={reader} />
        </summary>
        <ol>
          {entries.map((entry) => (
            <Happening entry={entry} reader={reader} teams={teams} isExcerpt={isExcerpt} />
          ))}
        </ol>
      </details>
    </li>
  )
}
