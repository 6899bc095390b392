import { Plus } from 'lucide'
import type * as z from 'zod'
import type { DeliveryRow } from '../../api/alert/deliveries.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { mayEdit } from '../admin/guard.ts'
import { carryOut } from '../page/carry-out.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Empty } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { allSources, pathToSource, type ShownSource } from './source.ts'
import { alertTexts } from './text.ts'

type Row = z.infer<typeof DeliveryRow>

/** The log of each source is asked for; beyond so many nobody compares them at a glance, and the page would be slow. */
const mostLooked = 40

interface Lately {
  readonly last?: Row | undefined
  readonly unread?: Row | undefined
}

/** What a source sent last, and the last of it that nobody could read. */
export const latelyOf = async (visit: Visit, desk: ApiDesk, id: string): Promise<Lately> => {
  const newest = async (unread: 'true' | 'false') => {
    const asked = { params: { id }, query: { limit: 1, unread } }
    return (await carryOut<{ items: readonly Row[] }>(visit, desk, operations.listAlertDeliveries, asked)).items[0]
  }
  const [last, unread] = await Promise.all([newest('false'), newest('true')])
  return { last, unread }
}

const Item = ({ source, lately, reader }: { source: ShownSource; lately: Lately | undefined; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  const { sources } = texts
  return (
    <li class="person-row">
      <div>
        <a href={pathToSource(source.id)}>{source.name}</a>
        <p class="line">
          <span>{sources.format(source.format)}</span>
          <code>{`/hooks/alerts/…${source.keys[0]?.hint ?? ''}`}</code>
          {lately?.last ? (
            <span>
              {sources.last} <Time at={lately.last.receivedAt} reader={reader} />
            </span>
          ) : (
            lately && <span>{sources.never}</span>
          )}
        </p>
      </div>
      <p class="buttons">
        {lately?.unread && (
          <a class="tag bad" href={pathToSource(source.id, '/deliveries?unread=true')}>
            {sources.unread}
          </a>
        )}
        {source.keys.length === 0 && <Tag tone="warn">{sources.noKey}</Tag>}
        <Tag tone={source.isActive ? 'good' : 'warn'}>{source.isActive ? sources.active : sources.inactive}</Tag>
      </p>
    </li>
  )
}

/** Where alerts come from. */
export const sources: PageRoute = {
  method: 'GET',
  path: places.sources,
  show: async (visit, desk) => {
    const { reader, person } = visit
    const texts = alertTexts[reader.language]
    const all = await allSources(visit, desk)
    const lately = await Promise.all(all.slice(0, mostLooked).map(({ id }) => latelyOf(visit, desk, id)))
    const add = mayEdit(person) && (
      <a class="button" href={`${places.sources}/new`} data-command={texts.sources.add}>
        <Icon of={Plus} />
        {texts.sources.add}
      </a>
    )
    return {
      page: (
        <AlertPage visit={visit} here="sources" title={texts.area.sources} lead={texts.lead.sources} actions={add}>
          <div class="card">
            {all.length === 0 ? (
              <Empty heading={texts.sources.none} hint={texts.sources.noneHint}>
                {add}
              </Empty>
            ) : (
              <ul class="people">
                {all.map((source, i) => (
                  <Item source={source} lately={lately[i]} reader={reader} />
                ))}
              </ul>
            )}
          </div>
        </AlertPage>
      ),
    }
  },
}
