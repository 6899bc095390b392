import type { Child } from 'hono/jsx'
import { PageHead, Shell } from '../console/shell.tsx'
import { Notice } from '../page/piece/notice.tsx'
import type { Visit } from '../page/visit.ts'
import { mayEdit } from './guard.ts'
import { adminTexts } from './text.ts'

/** A page of administration: the way back, what it is about, and word of what was just saved. */
export const AdminPage = (props: {
  visit: Visit
  title: string
  lead?: string
  /** The pages above it, from the first. */
  above?: readonly (readonly [href: string, name: string])[]
  actions?: Child
  /** A page that only shows has nothing that could be read-only. */
  isForm?: boolean
  children?: Child
}) => {
  const { visit, title, above = [], isForm = false } = props
  const { reader, person } = visit
  const texts = adminTexts[reader.language]
  return (
    <Shell reader={reader} person={person} title={title} here="administration">
      <nav class="crumbs" aria-label={texts.crumbs}>
        {[['/desk/admin', texts.administration] as const, ...above].map(([href, name]) => (
          <a href={href}>{name}</a>
        ))}
      </nav>
      <PageHead heading={title} lead={props.lead}>
        {props.actions}
      </PageHead>
      {visit.query.saved !== undefined && (
        <Notice tone="good" isLive>
          <p>{texts.saved}</p>
        </Notice>
      )}
      {isForm && !mayEdit(person) && (
        <Notice>
          <p>{texts.readOnly}</p>
        </Notice>
      )}
      {props.children}
    </Shell>
  )
}
