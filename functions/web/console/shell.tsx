import type { Child } from 'hono/jsx'
import type { IconNode } from 'lucide'
import {
  CalendarClock,
  CircleUser,
  Command,
  House,
  Inbox,
  Layers,
  LayoutDashboard,
  LogOut,
  Mail,
  Plus,
  Search,
  Settings,
  Siren,
  SlidersHorizontal,
} from 'lucide'
import type { Person } from '../../../lib/people/person.ts'
import { Document } from '../page/document.tsx'
import { Avatar } from '../page/piece/avatar.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Popup } from '../page/piece/popup.tsx'
import { Mark } from '../page/piece/sky.tsx'
import type { Reader } from '../page/reader.ts'
import { consoleTexts, type Place, type PlaceGroup } from './text.ts'

interface PlaceLink {
  readonly href: string
  readonly icon: IconNode
  /** `g` and this letter go there. */
  readonly key: string
}

const groups: Readonly<Record<PlaceGroup, readonly Place[]>> = {
  work: ['mine', 'unassigned', 'due', 'open', 'board'],
  desk: ['alerts', 'letters', 'administration'],
}

const places: Readonly<Record<Place, PlaceLink>> = {
  mine: { href: '/desk/tickets?view=mine', icon: CircleUser, key: 'g m' },
  unassigned: { href: '/desk/tickets?view=unassigned', icon: Inbox, key: 'g u' },
  due: { href: '/desk/tickets?view=due', icon: CalendarClock, key: 'g d' },
  open: { href: '/desk/tickets?view=open', icon: Layers, key: 'g o' },
  board: { href: '/desk/board', icon: LayoutDashboard, key: 'g b' },
  alerts: { href: '/desk/alerts', icon: Siren, key: 'g r' },
  letters: { href: '/desk/letters', icon: Mail, key: 'g l' },
  administration: { href: '/desk/admin', icon: Settings, key: 'g a' },
}

/** The frame of every page of the desk: places to go, finding, and who one is. */
export const Shell = (props: {
  reader: Reader
  person: Person
  title: string
  here?: Place
  finds?: string
  children?: Child
}) => {
  const { reader, person, title, here, finds, children } = props
  const texts = consoleTexts[reader.language]
  return (
    <Document reader={reader} title={title}>
      <div class="desk">
        <nav class="sidebar" aria-label={reader.texts.menu}>
          <a class="brand" href="/desk">
            <Mark size={28} />
            {reader.texts.product}
          </a>
          {(Object.keys(groups) as PlaceGroup[]).map((group) => (
            <div class={`places of-${group}`}>
              <h2>{texts.placeGroup[group]}</h2>
              {groups[group].map((place) => (
                <a
                  href={places[place].href}
                  aria-current={place === here ? 'page' : undefined}
                  data-key={places[place].key}
                >
                  <Icon of={places[place].icon} size={18} />
                  {texts.place[place]}
                </a>
              ))}
            </div>
          ))}
          <button type="button" class="self person" popovertarget="self" aria-haspopup="dialog">
            <Avatar name={person.name} />
            <span>{person.name}</span>
          </button>
        </nav>
        <div class="work">
          <header class="topbar">
            <search class="find">
              <form action="/desk/find">
                <Icon of={Search} />
                <input
                  type="search"
                  name="for"
                  value={finds}
                  placeholder={texts.find}
                  aria-label={texts.find}
                  data-key="/"
                />
                <kbd>/</kbd>
              </form>
            </search>
            <div class="end">
              <button type="button" class="button ghost square" data-palette aria-label={texts.palette}>
                <Icon of={Command} size={18} />
              </button>
              <a
                class="button"
                href="/desk/new"
                data-key="c"
                data-command={texts.newTicket}
                aria-label={texts.newTicket}
              >
                <Icon of={Plus} />
                <span>{texts.newTicket}</span>
              </a>
              <button type="button" class="account" popovertarget="self" aria-haspopup="dialog">
                <span class="hidden">{`${texts.self}: ${person.name}`}</span>
                <Avatar name={person.name} />
              </button>
            </div>
          </header>
          <main id="content" tabindex={-1}>
            {children}
          </main>
        </div>
      </div>
      <Self reader={reader} person={person} />
      <Palette reader={reader} />
    </Document>
  )
}

/** Where one's own things are, and, where the rail is a bar too short for them, the places of the desk. */
const Self = ({ reader, person }: { reader: Reader; person: Person }) => {
  const texts = consoleTexts[reader.language]
  return (
    <Popup id="self" heading={person.name} reader={reader}>
      <div class="menu">
        {groups.desk.map((place) => (
          <a class="narrow-only" href={places[place].href}>
            <Icon of={places[place].icon} />
            {texts.place[place]}
          </a>
        ))}
        <a href="/me" data-command={reader.texts.mySettings}>
          <Icon of={SlidersHorizontal} />
          {reader.texts.mySettings}
        </a>
        <a href="/" data-command={texts.portal}>
          <Icon of={House} />
          {texts.portal}
        </a>
        <form method="post" action="/sign-out">
          <button type="submit" data-command={reader.texts.signOut}>
            <Icon of={LogOut} />
            {reader.texts.signOut}
          </button>
        </form>
      </div>
    </Popup>
  )
}

/** What one can do from here by typing; filled by the script. */
const Palette = ({ reader }: { reader: Reader }) => {
  const texts = consoleTexts[reader.language]
  return (
    <>
      <div class="popup palette" popover="auto" role="dialog" aria-label={texts.palette}>
        <input
          type="search"
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-menu"
          aria-label={texts.palette}
          placeholder={texts.paletteHint}
        />
        <div class="menu" id="palette-menu" role="listbox" aria-label={texts.palette}></div>
      </div>
      <Popup id="keys" heading={texts.keys} reader={reader}>
        <dl class="facts">
          {texts.keyHelp.map(([key, what]) => (
            <div>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Popup>
      <button type="button" class="hidden" popovertarget="keys" data-key="?" tabindex={-1}>
        {texts.keys}
      </button>
    </>
  )
}

/** The heading of a page, what it is about, and what can be done here. */
export const PageHead = (props: { heading: string; lead?: string; children?: Child }) => (
  <div class="page-head">
    <div>
      <h1>{props.heading}</h1>
      {props.lead && <p class="lead">{props.lead}</p>}
    </div>
    {props.children && <div class="buttons">{props.children}</div>}
  </div>
)
