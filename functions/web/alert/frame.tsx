import type { Child } from 'hono/jsx'
import { mayEdit } from '../admin/guard.ts'
import { adminTexts } from '../admin/text.ts'
import { PageHead, Shell } from '../console/shell.tsx'
import { Notice, RefusedNotice } from '../page/piece/notice.tsx'
import type { Visit } from '../page/visit.ts'
import { areasFor, places } from './area.ts'
import { type Area, alertTexts } from './text.ts'

/** A page about alerts: the other parts, what it is about, and word of what was just done. */
export const AlertPage = (props: {
  visit: Visit
  here: Area
  title: string
  lead?: string
  /** The pages above it, from the first. */
  above?: readonly (readonly [href: string, name: string])[]
  actions?: Child
  /** A form that administrators alone may send is shown read-only to others, who are told so. */
  isForm?: boolean
  /** Forms without fields that could say why they were refused; theirs is told at the top. */
  tells?: readonly string[]
  children?: Child
}) => {
  const { visit, here, title, above = [], isForm = false, tells = [] } = props
  const { reader, person, query, refused } = visit
  const texts = alertTexts[reader.language]
  const done = Object.entries(texts.done).find(([name]) => query.done === name)?.[1]
  return (
    <Shell reader={reader} person={person} title={title} here="alerts">
      <nav class="tabs all" aria-label={texts.areas}>
        {areasFor(person).map((area) => (
          <a href={places[area]} aria-current={area === here ? 'page' : undefined} data-command={texts.area[area]}>
            {texts.area[area]}
          </a>
        ))}
      </nav>
      {above.length > 0 && (
        <nav class="crumbs" aria-label={adminTexts[reader.language].crumbs}>
          {above.map(([href, name]) => (
            <a href={href}>{name}</a>
          ))}
        </nav>
      )}
      <PageHead heading={title} lead={props.lead}>
        {props.actions}
      </PageHead>
      {(done ?? (query.saved !== undefined ? adminTexts[reader.language].saved : undefined)) && (
        <Notice tone="good" isLive>
          <p>{done ?? adminTexts[reader.language].saved}</p>
        </Notice>
      )}
      {refused && tells.includes(refused.action) && <RefusedNotice refused={refused} reader={reader} />}
      {isForm && !mayEdit(person) && (
        <Notice>
          <p>{texts.readOnly}</p>
        </Notice>
      )}
      {props.children}
    </Shell>
  )
}
