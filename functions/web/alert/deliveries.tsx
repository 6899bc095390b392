import type * as z from 'zod'
import type { DecisionWord } from '../../../lib/alert/decision.ts'
import type { DeliveryRow } from '../../api/alert/deliveries.ts'
import { carryOut } from '../page/carry-out.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Empty } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute } from '../page/visit.ts'
import { pathToAlert } from './alert-row.tsx'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { sentenceFor } from './sentence.ts'
import { pathToSource, sourceOf, sourcePath } from './source.ts'
import { alertTexts } from './text.ts'

/** A row of the log as the API shows it. */
export type Row = z.infer<typeof DeliveryRow>

/** What became of a delivery, in one word. */
export type Came = 'opened' | 'counted' | 'over' | 'held' | 'nothing' | 'unread'

const came: Readonly<Partial<Record<DecisionWord, Came>>> = {
  opened: 'opened',
  joined: 'opened',
  followed: 'opened',
  reopened: 'opened',
  stormed: 'opened',
  'fires-again': 'counted',
  raised: 'counted',
  counted: 'counted',
  dismissed: 'counted',
  flapping: 'counted',
  calm: 'counted',
  acknowledged: 'counted',
  unacknowledged: 'counted',
  'group-still-fires': 'counted',
  resolved: 'over',
  asked: 'over',
  recovered: 'over',
  blip: 'over',
  stale: 'over',
  'held-off': 'held',
  suppressed: 'held',
  'in-maintenance': 'held',
  unreadable: 'unread',
}
const tones = { opened: 'warn', counted: 'calm', over: 'good', held: 'calm', nothing: 'calm', unread: 'bad' } as const

/** What became of it, in one word. */
export const CameTag = ({ word, reader }: { word: string; reader: Reader }) => {
  const what = came[word as DecisionWord] ?? 'nothing'
  return <Tag tone={tones[what]}>{alertTexts[reader.language].came[what]}</Tag>
}

/** What was decided and why, with the incident that it concerns. */
export const Decided = ({ row, reader }: { row: Pick<Row, 'reason' | 'decision'>; reader: Reader }) => (
  <>
    {sentenceFor(row.reason, reader)}{' '}
    {row.decision.incident && (
      <a class="number" href={`/desk/tickets/${row.decision.incident}`}>
        {row.decision.incident}
      </a>
    )}
  </>
)

const Item = ({ row, source, reader }: { row: Row; source: string; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  const name = row.title ?? row.key ?? (row.kind ? texts.kind(row.kind) : texts.deliveries.noName)
  return (
    <li class="person-row">
      <div>
        <a href={pathToSource(source, `/deliveries/${row.id}`)}>{name}</a>
        <p class="line">
          <Time at={row.receivedAt} reader={reader} />
          {row.format && <span>{row.format}</span>}
          {row.status && <span>{texts.said(row.status)}</span>}
          {row.key && row.alert ? (
            <a href={pathToAlert(row.alert)}>
              <code>{row.key}</code>
            </a>
          ) : (
            row.key && <code>{row.key}</code>
          )}
        </p>
        <p class="small">
          <Decided row={row} reader={reader} />
        </p>
        {row.note && <p class="small soft">{row.note}</p>}
      </div>
      <CameTag word={row.decision.word} reader={reader} />
    </li>
  )
}

const page: PageRoute = {
  method: 'GET',
  path: `${sourcePath}/deliveries`,
  show: async (visit, desk) => {
    const { reader, query, params } = visit
    const texts = alertTexts[reader.language]
    const unread = query.unread === 'true' ? 'true' : 'false'
    const [source, { items, cursor }] = await Promise.all([
      sourceOf(visit, desk),
      carryOut<{ items: readonly Row[]; cursor: string | null }>(visit, desk, operations.listAlertDeliveries, {
        params,
        query: { unread, cursor: query.after, limit: 50 },
      }),
    ])
    const here = pathToSource(source.id, '/deliveries')
    return {
      page: (
        <AlertPage
          visit={visit}
          here="sources"
          title={texts.deliveries.of(source.name)}
          lead={texts.deliveries.lead}
          above={[
            [places.sources, texts.area.sources],
            [pathToSource(source.id), source.name],
          ]}
        >
          <nav class="segments" aria-label={texts.deliveries.which}>
            <a href={here} aria-current={unread === 'false' ? 'page' : undefined}>
              {texts.deliveries.all}
            </a>
            <a href={`${here}?unread=true`} aria-current={unread === 'true' ? 'page' : undefined}>
              {texts.deliveries.unread}
            </a>
          </nav>
          <div class="card" id="deliveries" data-live={query.after === undefined ? '15' : undefined}>
            {items.length === 0 ? (
              <Empty
                heading={unread === 'true' ? texts.deliveries.noUnread : texts.deliveries.none}
                hint={unread === 'true' ? texts.deliveries.noUnreadHint : texts.deliveries.noneHint}
              />
            ) : (
              <ul class="people">
                {items.map((row) => (
                  <Item row={row} source={source.id} reader={reader} />
                ))}
              </ul>
            )}
          </div>
          {cursor && (
            <p class="pager">
              <a class="button quiet" rel="next" href={`${here}?${new URLSearchParams({ unread, after: cursor })}`}>
                {reader.texts.older}
              </a>
            </p>
          )}
        </AlertPage>
      ),
    }
  },
}

/** What a source sent, newest first, and what became of it. */
export const deliveryList: readonly PageRoute[] = [page]
