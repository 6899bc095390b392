import type * as z from 'zod'
import type { StormView } from '../../api/alert/alerts.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { Empty } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import { pathToAlert, type ShownAlert } from './alert-row.tsx'
import type { Alerts } from './alerts.tsx'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { LevelTag } from './piece/level.tsx'
import { pathToSource } from './source.ts'
import { alertTexts } from './text.ts'

type Storm = z.infer<typeof StormView>

/** As many of its alerts are shown of each; the others are one click away. */
const mostShown = 10

const alertsOf = async (visit: Visit, desk: ApiDesk, { incident }: Storm): Promise<readonly ShownAlert[]> =>
  (await carryOut<Alerts>(visit, desk, operations.listAlerts, { query: { incident, limit: mostShown } })).items

const Card = ({ storm, alerts, reader }: { storm: Storm; alerts: readonly ShownAlert[]; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  const id = `storm-${storm.source}`
  const numbers = [
    [texts.storms.firing, storm.count - storm.recovered],
    [texts.storms.recovered, storm.recovered],
    [texts.storms.all, storm.count],
  ] as const
  return (
    <section class="card padded stack" aria-labelledby={id}>
      <div class="split">
        <h2 id={id}>
          <a href={pathToSource(storm.source)}>{storm.name}</a>
        </h2>
        <p class="line">
          <span>
            {texts.storms.since} <Time at={storm.startedAt} reader={reader} />
          </span>
          {storm.lastAt && (
            <span>
              {texts.storms.last} <Time at={storm.lastAt} reader={reader} />
            </span>
          )}
        </p>
      </div>
      <dl class="counts">
        {numbers.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value.toLocaleString(reader.language)}</dd>
          </div>
        ))}
      </dl>
      <p class="buttons">
        <a class="button" href={`/desk/tickets/${storm.incident}`}>
          {texts.storms.incident(storm.incident)}
        </a>
        <a class="button quiet" href={`${places.alerts}?${new URLSearchParams({ incident: storm.incident })}`}>
          {texts.storms.its(storm.count)}
        </a>
      </p>
      {alerts.length > 0 && (
        <ul class="linked">
          {alerts.map((alert) => (
            <li>
              <a href={pathToAlert(alert.id)}>{alert.title}</a>
              <LevelTag level={alert.level} reader={reader} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The storms that go on, counted as they go. */
export const storms: PageRoute = {
  method: 'GET',
  path: places.storms,
  show: async (visit, desk) => {
    const { reader } = visit
    const texts = alertTexts[reader.language]
    const { items } = await carryOut<{ items: readonly Storm[] }>(visit, desk, operations.listAlertStorms)
    const alerts = await Promise.all(items.map((storm) => alertsOf(visit, desk, storm)))
    return {
      page: (
        <AlertPage visit={visit} here="storms" title={texts.area.storms} lead={texts.lead.storms}>
          <div class="stack" id="storms" data-live="5">
            {items.length === 0 ? (
              <div class="card">
                <Empty heading={texts.storms.none} hint={texts.storms.noneHint} />
              </div>
            ) : (
              items.map((storm, i) => <Card storm={storm} alerts={alerts[i] ?? []} reader={reader} />)
            )}
          </div>
        </AlertPage>
      ),
    }
  },
}
