import { Notice, RefusedNotice } from '../../page/piece/notice.tsx'
import type { Reader } from '../../page/reader.ts'
import type { NamesOfTeams } from '../../page/say-entry.ts'
import type { Refused } from '../../page/visit.ts'
import { type Entry, isMessage } from './fold.ts'
import { ticketTexts } from './text.ts'
import { Blocks } from './timeline.tsx'

/** What a stale command tells: the entries that whoever sent it had not seen. */
export const changesIn = ({ refusal }: Pick<Refused, 'refusal'>): readonly Entry[] =>
  (refusal.facts.changes ?? []) as Entry[]

/** Why something was refused; where somebody else was first, what they did. Nothing that was typed is lost. */
export const Refusing = (props: {
  refused: Refused | undefined
  number: string
  reader: Reader
  teams: NamesOfTeams
}) => {
  const { refused, number, reader, teams } = props
  if (refused?.refusal.code !== 'stale') return <RefusedNotice refused={refused} reader={reader} />
  const { stale } = ticketTexts[reader.language]
  const changes = changesIn(refused)
  const answer = changes.findLast((entry) => isMessage(entry) && entry.visibility === 'public')
  const heading = refused.action.endsWith('/comments') && answer ? stale.answered(answer.by.name) : stale.heading
  return (
    <Notice tone="warn" heading={heading} isLive>
      <p>{stale.kept}</p>
      <div class="changes">
        <Blocks number={number} timeline={changes} mails={[]} reader={reader} teams={teams} isExcerpt />
      </div>
      {refused.refusal.facts.changesCursor ? <p>{stale.moreChanges}</p> : null}
    </Notice>
  )
}
