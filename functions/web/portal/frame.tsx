import type { Child } from 'hono/jsx'
import type { IconNode } from 'lucide'
import { ClipboardCheck, Headset, House, Inbox, LogOut, PenLine, Settings } from 'lucide'
import { isAgent, type Person } from '../../../lib/people/person.ts'
import { Document } from '../page/document.tsx'
import { Avatar } from '../page/piece/avatar.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Popup } from '../page/piece/popup.tsx'
import { Mark } from '../page/piece/sky.tsx'
import type { Reader } from '../page/reader.ts'
import { type Place, portalTexts } from './text.ts'

/** What all employees' pages know of the desk. */
export interface Site {
  /** Where one writes to instead of coming here. */
  readonly helpAddress: string
}

const places: Readonly<Record<Place, { readonly href: string; readonly icon: IconNode }>> = {
  home: { href: '/', icon: House },
  tickets: { href: '/tickets', icon: Inbox },
  report: { href: '/report', icon: PenLine },
}

/** The frame of every page for employees: three places to go, who one is, and the way by mail. */
export const Frame = (props: {
  reader: Reader
  person: Person
  site: Site
  title: string
  here?: Place
  children?: Child
}) => {
  const { reader, person, site, title, here, children } = props
  const texts = portalTexts[reader.language]
  return (
    <Document reader={reader} title={title} body="portal">
      <header>
        <a class="brand" href="/">
          <Mark size={28} />
          <span>{reader.texts.product}</span>
        </a>
        <nav class="places" aria-label={reader.texts.menu}>
          {(Object.keys(places) as Place[]).map((place) => (
            <a href={places[place].href} aria-current={place === here ? 'page' : undefined}>
              <Icon of={places[place].icon} size={18} />
              <span>{texts.place[place]}</span>
            </a>
          ))}
        </nav>
        <button type="button" class="account" popovertarget="account" aria-haspopup="dialog">
          <span class="hidden">{`${texts.account}: ${person.name}`}</span>
          <Avatar name={person.name} />
        </button>
      </header>
      <main id="content" tabindex={-1}>
        {children}
      </main>
      <footer>
        <p>{texts.byMail(site.helpAddress)}</p>
      </footer>
      <Popup id="account" heading={person.name} reader={reader}>
        <div class="menu">
          <a href="/approvals">
            <Icon of={ClipboardCheck} />
            {texts.approvals}
          </a>
          <a href="/me">
            <Icon of={Settings} />
            {reader.texts.mySettings}
          </a>
          {isAgent(person) && (
            <a href="/desk">
              <Icon of={Headset} />
              {texts.toDesk}
            </a>
          )}
          <form method="post" action="/sign-out">
            <button type="submit">
              <Icon of={LogOut} />
              {reader.texts.signOut}
            </button>
          </form>
        </div>
      </Popup>
    </Document>
  )
}

/** The bare frame for pages that need no sign-in. */
export const BareFrame = (props: { reader: Reader; title: string; children?: Child }) => (
  <Document reader={props.reader} title={props.title} body="portal bare">
    <header>
      <a class="brand" href="/">
        <Mark size={28} />
        <span>{props.reader.texts.product}</span>
      </a>
    </header>
    <main id="content" tabindex={-1}>
      {props.children}
    </main>
  </Document>
)
