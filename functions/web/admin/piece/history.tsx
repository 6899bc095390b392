import type * as z from 'zod'
import type { HistoryPage } from '../../../api/history.ts'
import type { ApiDesk, Operation } from '../../../api/operation.ts'
import { carryOut } from '../../page/carry-out.ts'
import { Time } from '../../page/piece/time.tsx'
import type { Visit } from '../../page/visit.ts'
import { mayEdit } from '../guard.ts'
import { adminTexts } from '../text.ts'
import { Changes, type Names } from './change.tsx'
import { type Change, difference } from './difference.ts'

type Page = z.infer<typeof HistoryPage>

/** One change of a record: who made it when, and what it was before and after. */
export interface Changed {
  readonly version: number
  readonly at: string
  readonly by: string
  readonly changes: readonly Change[]
}

/** A page of the changes of a record, and where older ones are. */
export interface Past {
  readonly items: readonly Changed[]
  readonly next: string | null
}

/** Which record's changes; `first` is what held before anybody changed it. */
export interface PastQuestion {
  readonly operation: Operation
  readonly params?: Readonly<Record<string, string>>
  readonly first?: object
}

const aPage = 10
/** More changes at once, such as those of the first version, are opened by whoever wants to see them. */
const mostOpen = 8

/** As much of what held at first as the value tells of: records of rules tell of some. */
const only = (first: object, value: object) =>
  Object.fromEntries(Object.entries(first).filter(([name]) => Object.hasOwn(value, name)))

/**
 * The changes of a record, newest first, each against the one before it; nothing for whoever may not look back. The page of
 * `?history=` when the visit names one.
 */
export const readPast = async (visit: Visit, desk: ApiDesk, question: PastQuestion): Promise<Past | undefined> => {
  if (!mayEdit(visit.person)) return undefined
  const { operation, params = {}, first = {} } = question
  const ask = (cursor: string | undefined, limit: number) =>
    carryOut<Page>(visit, desk, operation, { params, query: { cursor, limit } })
  const page = await ask(visit.query.history, aPage)
  // What the oldest of this page was before stands on the next one; a page may be empty where only other rules changed.
  let before: object | undefined
  for (let cursor = page.cursor; cursor !== null && before === undefined; ) {
    const older: Page = await ask(cursor, 1)
    before = older.items[0]?.value
    cursor = older.cursor
  }
  return {
    items: page.items.map(({ version, at, by, value }, i) => ({
      version,
      at,
      by: by.name,
      changes: difference(page.items[i + 1]?.value ?? before ?? only(first, value), value),
    })),
    next: page.cursor,
  }
}

/** What was changed since the version that a refused form had seen, newest first; nothing unless that was why. */
export const changedSince = (visit: Visit, past: Past | undefined): readonly Changed[] => {
  if (visit.refused?.refusal.code !== 'stale') return []
  const seen = Number(visit.refused.form.get('version'))
  return (past?.items ?? []).filter(({ version }) => version > seen)
}

/** The changes of a record, under its form. */
export const History = ({ visit, past, names }: { visit: Visit; past: Past | undefined; names?: Names }) => {
  const { reader, request } = visit
  const texts = adminTexts[reader.language]
  if (!past) return null
  return (
    <section class="card padded stack tight" aria-labelledby="history">
      <h2 id="history">{texts.history}</h2>
      {past.items.length === 0 && <p class="soft">{texts.noHistory}</p>}
      <ol class="past">
        {past.items.map((item) => (
          <ChangedItem item={item} visit={visit} names={names ?? {}} />
        ))}
      </ol>
      {past.next && (
        <p>
          <a
            class="button quiet small"
            rel="next"
            href={`${request.path}?${new URLSearchParams({ history: past.next })}#history`}
          >
            {reader.texts.older}
          </a>
        </p>
      )}
    </section>
  )
}

/** Who changed what, when. */
export const ChangedItem = ({ item, visit, names }: { item: Changed; visit: Visit; names: Names }) => {
  const { reader } = visit
  const texts = adminTexts[reader.language]
  return (
    <li>
      <p class="line">
        <strong>{item.by}</strong>
        <Time at={item.at} reader={reader} />
        <span>{texts.version(item.version)}</span>
      </p>
      {item.changes.length === 0 ? (
        <p class="small soft">{texts.sameAsBefore}</p>
      ) : item.changes.length <= mostOpen ? (
        <Changes changes={item.changes} reader={reader} names={names} />
      ) : (
        <details>
          <summary>{texts.manyChanges(item.changes.length)}</summary>
          <Changes changes={item.changes} reader={reader} names={names} />
        </details>
      )}
    </li>
  )
}
