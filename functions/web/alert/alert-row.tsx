import type * as z from 'zod'
import type { AlertView } from '../../api/alert/alerts.ts'
import { Tag } from '../page/piece/badge.tsx'
import { Time } from '../page/piece/time.tsx'
import type { Reader } from '../page/reader.ts'
import { places } from './area.ts'
import { LevelTag } from './piece/level.tsx'
import { alertTexts } from './text.ts'

/** An alert as the API shows it. */
export type ShownAlert = z.infer<typeof AlertView>

/** Where the page of an alert is: its id is that of its source and a digest. */
export const pathToAlert = (id: string): string => {
  const [source = '', digest = ''] = id.split('#')
  return `${places.alerts}/of/${encodeURIComponent(source)}/${encodeURIComponent(digest)}`
}

/** Names by id, of sources or services. */
export type Names = ReadonlyMap<string, string>

/** Whether it fires, and what keeps it from opening an incident. */
export const Standing = ({ alert, reader }: { alert: ShownAlert; reader: Reader }) => {
  const { standing, unopened, flapping, storm } = alertTexts[reader.language]
  return (
    <>
      {alert.isFlapping && <Tag tone="warn">{flapping}</Tag>}
      {alert.isStorm && <Tag tone="warn">{storm}</Tag>}
      {alert.unopened && <Tag>{unopened[alert.unopened.why]}</Tag>}
      <Tag tone={alert.status === 'resolved' ? 'good' : alert.status === 'firing' ? 'bad' : 'calm'}>
        {standing[alert.status]}
      </Tag>
    </>
  )
}

/** One alert in a list. */
export const AlertRow = (props: { alert: ShownAlert; reader: Reader; sources: Names; services: Names }) => {
  const { alert, reader, sources, services } = props
  const texts = alertTexts[reader.language]
  return (
    <li class="person-row">
      <div>
        <a href={pathToAlert(alert.id)}>{alert.title}</a>
        <p class="line">
          <LevelTag level={alert.level} reader={reader} />
          <span>{sources.get(alert.source) ?? alert.source}</span>
          {alert.service && <span>{services.get(alert.service) ?? alert.service}</span>}
          {alert.host && <span>{alert.host}</span>}
          <span>{texts.times(alert.count)}</span>
          <Time at={alert.lastSeenAt} reader={reader} />
        </p>
      </div>
      <p class="buttons">
        {alert.incident && (
          <a class="number" href={`/desk/tickets/${alert.incident}`}>
            {alert.incident}
          </a>
        )}
        <Standing alert={alert} reader={reader} />
      </p>
    </li>
  )
}
