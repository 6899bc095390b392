import { AlertLevel } from '../../../lib/alert/level.ts'
import { carryOut } from '../page/carry-out.ts'
import { Select } from '../page/piece/field.tsx'
import { Empty } from '../page/piece/notice.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute } from '../page/visit.ts'
import { AlertRow, type Names, type ShownAlert } from './alert-row.tsx'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { allSources } from './source.ts'
import { serviceOptions } from './team.ts'
import { alertTexts } from './text.ts'

/** A page of alerts. */
export type Alerts = { readonly items: readonly ShownAlert[]; readonly cursor: string | null }

const worstFirst = (alerts: readonly ShownAlert[]): readonly ShownAlert[] =>
  [...alerts].sort(
    (a, b) =>
      AlertLevel.options.indexOf(a.level) - AlertLevel.options.indexOf(b.level) ||
      (a.lastSeenAt > b.lastSeenAt ? -1 : 1),
  )

const Filter = (props: {
  reader: Reader
  sources: Names
  services: Names
  query: Readonly<Record<string, string>>
}) => {
  const { reader, sources, services, query } = props
  const texts = alertTexts[reader.language]
  const state = { reader }
  return (
    <form class="filters" action={places.alerts}>
      <Select
        state={state}
        name="source"
        label={texts.field.source}
        value={query.source}
        empty={texts.any}
        options={[...sources]}
      />
      <Select
        state={state}
        name="service"
        label={texts.field.service}
        value={query.service}
        empty={texts.any}
        options={[...services]}
      />
      <button class="button quiet" type="submit">
        {texts.filter}
      </button>
    </form>
  )
}

/** The alerts that fire, or those behind one incident. */
export const alertList: PageRoute = {
  method: 'GET',
  path: places.alerts,
  show: async (visit, desk) => {
    const { reader, query } = visit
    const texts = alertTexts[reader.language]
    const { incident = '', source = '', service = '', after } = query
    const asked: Record<string, string> = incident ? { incident } : { source, service }
    const [{ items, cursor }, allOf, servicesOf] = await Promise.all([
      carryOut<Alerts>(visit, desk, operations.listAlerts, { query: { ...asked, cursor: after, limit: 50 } }),
      allSources(visit, desk),
      serviceOptions(visit, desk),
    ])
    const sources: Names = new Map(allOf.map(({ id, name }) => [id, name]))
    const services: Names = new Map(servicesOf)
    const isFiltered = source !== '' || service !== ''
    return {
      page: (
        <AlertPage
          visit={visit}
          here="alerts"
          title={incident ? texts.alerts.of(incident) : texts.area.alerts}
          lead={incident ? texts.alerts.ofLead : texts.lead.alerts}
          actions={
            incident && (
              <a class="button quiet" href={`/desk/tickets/${incident}`}>
                {texts.alerts.toTicket(incident)}
              </a>
            )
          }
          above={incident ? [[places.alerts, texts.area.alerts]] : []}
        >
          {!incident && (allOf.length > 0 || isFiltered) && (
            <Filter reader={reader} sources={sources} services={services} query={query} />
          )}
          <div class="card" id="alerts" data-live={after === undefined ? '15' : undefined}>
            {items.length === 0 && cursor === null ? (
              <Empty
                heading={incident ? texts.alerts.noneOf : isFiltered ? texts.alerts.noneFiltered : texts.alerts.none}
                hint={allOf.length === 0 ? texts.alerts.noSourcesHint : texts.alerts.noneHint}
              >
                {allOf.length === 0 && (
                  <a class="button" href={places.sources}>
                    {texts.area.sources}
                  </a>
                )}
              </Empty>
            ) : (
              <ul class="people">
                {worstFirst(items).map((alert) => (
                  <AlertRow alert={alert} reader={reader} sources={sources} services={services} />
                ))}
              </ul>
            )}
          </div>
          {cursor && (
            <p class="pager">
              <a
                class="button quiet"
                rel="next"
                href={`${places.alerts}?${new URLSearchParams({ ...asked, after: cursor })}`}
              >
                {reader.texts.more}
              </a>
            </p>
          )}
        </AlertPage>
      ),
    }
  },
}
