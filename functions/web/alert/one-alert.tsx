import { carryOut } from '../page/carry-out.ts'
import { Notice } from '../page/piece/notice.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute } from '../page/visit.ts'
import { type ShownAlert, Standing } from './alert-row.tsx'
import { places } from './area.ts'
import { CameTag, Decided, type Row } from './deliveries.tsx'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { LevelTag } from './piece/level.tsx'
import { pathToSource } from './source.ts'
import { alertTexts } from './text.ts'

type Log = { readonly items: readonly Row[]; readonly cursor: string | null }

const Facts = ({ alert, reader }: { alert: ShownAlert; reader: Reader }) => {
  const texts = alertTexts[reader.language]
  const { field, step } = texts
  const at = (name: string, instant: string | undefined) =>
    instant && (
      <div>
        <dt>{name}</dt>
        <dd>
          <Time at={instant} reader={reader} isFull />
        </dd>
      </div>
    )
  return (
    <section class="card padded stack tight" aria-label={texts.alerts.facts}>
      <p class="line">
        <LevelTag level={alert.level} reader={reader} />
        <Standing alert={alert} reader={reader} />
      </p>
      {alert.unopened && (
        <Notice>
          <p>
            {texts.unopenedHint[alert.unopened.why]}{' '}
            {alert.unopened.until && <Time at={alert.unopened.until} reader={reader} />}
          </p>
        </Notice>
      )}
      <dl class="facts">
        <div>
          <dt>{field.incident}</dt>
          <dd>
            {alert.incident ? (
              <a href={`/desk/tickets/${alert.incident}`}>{alert.incident}</a>
            ) : (
              <span class="soft">{texts.alerts.noIncident}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{field.source}</dt>
          <dd>
            <a href={pathToSource(alert.source)}>{alert.source}</a>
          </dd>
        </div>
        <div>
          <dt>{step.identity}</dt>
          <dd>
            <code>{alert.key}</code>
          </dd>
        </div>
        {alert.service && (
          <div>
            <dt>{field.service}</dt>
            <dd>
              <a href={`${places.services}/${alert.service}`}>{alert.service}</a>
            </dd>
          </div>
        )}
        {alert.host && (
          <div>
            <dt>{field.host}</dt>
            <dd>{alert.host}</dd>
          </div>
        )}
        {alert.severity && (
          <div>
            <dt>{field.severity}</dt>
            <dd>{alert.severity}</dd>
          </div>
        )}
        <div>
          <dt>{field.count}</dt>
          <dd>{texts.times(alert.count)}</dd>
        </div>
        {alert.firingMembers > 1 && (
          <div>
            <dt>{texts.trial.members}</dt>
            <dd>{texts.trial.membersOf(alert.firingMembers)}</dd>
          </div>
        )}
        {at(field.firstAt, alert.firstAt)}
        {at(field.lastAt, alert.lastAt)}
        {at(field.resolvedAt, alert.resolvedAt)}
      </dl>
    </section>
  )
}

const Said = ({ row, source, reader }: { row: Row; source: string; reader: Reader }) => (
  <li class="person-row">
    <div>
      <a href={pathToSource(source, `/deliveries/${row.id}`)}>
        <Time at={row.receivedAt} reader={reader} />
      </a>
      <p class="small">
        <Decided row={row} reader={reader} />
      </p>
    </div>
    <CameTag word={row.decision.word} reader={reader} />
  </li>
)

/** One alert: how it stands, and what was said of it. */
export const oneAlert: PageRoute = {
  method: 'GET',
  path: `${places.alerts}/of/{source}/{digest}`,
  show: async (visit, desk) => {
    const { reader, params, query } = visit
    const { source = '', digest = '' } = params
    const texts = alertTexts[reader.language]
    const id = `${source}#${digest}`
    const [alert, log] = await Promise.all([
      carryOut<ShownAlert>(visit, desk, operations.readAlert, { params: { id } }),
      carryOut<Log>(visit, desk, operations.listAlertDeliveries, {
        params: { id: source },
        query: { cursor: query.after, limit: 100 },
      }),
    ])
    const said = log.items.filter((row) => row.alert === id)
    return {
      page: (
        <AlertPage visit={visit} here="alerts" title={alert.title} above={[[places.alerts, texts.area.alerts]]}>
          <div class="columns facts-first">
            <div id="standing" data-live="15">
              <Facts alert={alert} reader={reader} />
            </div>
            <section class="card padded stack tight" aria-labelledby="said">
              <h2 id="said">{texts.alerts.said}</h2>
              <p class="hint">{texts.alerts.saidHint}</p>
              {said.length === 0 ? (
                <p class="soft">{texts.alerts.saidNothing}</p>
              ) : (
                <ul id="log" data-live={query.after === undefined ? '15' : undefined}>
                  {said.map((row) => (
                    <Said row={row} source={source} reader={reader} />
                  ))}
                </ul>
              )}
              {log.cursor && (
                <p>
                  <a
                    class="button quiet small"
                    rel="next"
                    href={`${visit.request.path}?${new URLSearchParams({ after: log.cursor })}`}
                  >
                    {reader.texts.older}
                  </a>
                </p>
              )}
            </section>
          </div>
        </AlertPage>
      ),
    }
  },
}
