import { Plus, Search } from 'lucide'
import { carryOut } from '../page/carry-out.ts'
import { Avatar } from '../page/piece/avatar.tsx'
import { Tag } from '../page/piece/badge.tsx'
import { TextField } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { Empty } from '../page/piece/notice.tsx'
import type { Reader } from '../page/reader.ts'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import type { PeoplePage, PersonView } from './person-named.ts'
import { adminTexts } from './text.ts'

const path = '/desk/admin/people'

const Row = ({ person, reader }: { person: PersonView; reader: Reader }) => {
  const texts = adminTexts[reader.language]
  return (
    <li class="person-row">
      <Avatar name={person.name} />
      <div>
        <a href={`${path}/${person.id}`}>{person.name}</a>
        <p class="line">
          <span>{person.addresses[0]}</span>
          {person.department && <span>{person.department}</span>}
          {person.location && <span>{person.location}</span>}
        </p>
      </div>
      <p class="line">
        {!person.isActive && <Tag tone="warn">{texts.people.inactive}</Tag>}
        {person.isVip && <Tag>{texts.people.vip}</Tag>}
        <span>{texts.word[person.role]}</span>
      </p>
    </li>
  )
}

/** Everybody whom the desk knows, by name; guests stand apart. */
export const people: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    const { reader, query } = visit
    const texts = adminTexts[reader.language]
    const { cursor } = query
    const wanted = query.name?.trim()
    const guests = query.guests === 'true' ? 'true' : undefined
    const by = wanted?.includes('@') ? { address: wanted } : { name: wanted, guests }
    const ask = { ...by, cursor, limit: 50 }
    const page = await carryOut<PeoplePage>(visit, desk, operations.listPeople, { query: ask })
    const link = (more: Record<string, string>) =>
      `${path}?${new URLSearchParams({ ...(wanted && { name: wanted }), ...(guests && { guests }), ...more })}`
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.section.people.name}
          lead={texts.section.people.lead}
          actions={
            mayEdit(visit.person) && (
              <a class="button" href={`${path}/new`} data-command={texts.people.add}>
                <Icon of={Plus} />
                {texts.people.add}
              </a>
            )
          }
        >
          <nav class="tabs" aria-label={texts.people.which}>
            <a href={path} aria-current={guests ? undefined : 'page'}>
              {texts.people.known}
            </a>
            <a href={`${path}?guests=true`} aria-current={guests ? 'page' : undefined}>
              {texts.people.guests}
            </a>
          </nav>
          <form class="filters" action={path}>
            {guests && <input type="hidden" name="guests" value="true" />}
            <TextField
              state={{ reader }}
              name="name"
              label={texts.people.find}
              hint={texts.people.findHint}
              type="search"
              value={wanted}
            />
            <button class="button quiet" type="submit">
              <Icon of={Search} />
              {texts.people.search}
            </button>
          </form>
          <div class="card">
            {page.items.length === 0 ? (
              <Empty
                heading={guests && !wanted ? texts.people.noGuests : texts.people.nobody}
                hint={wanted ? texts.people.nobodyHint : undefined}
              />
            ) : (
              <ul class="people">
                {page.items.map((person) => (
                  <Row person={person} reader={reader} />
                ))}
              </ul>
            )}
          </div>
          {page.cursor && (
            <p class="pager">
              <a class="button quiet" rel="next" href={link({ cursor: page.cursor })}>
                {reader.texts.more}
              </a>
            </p>
          )}
        </AdminPage>
      ),
    }
  },
}
