import { openStates } from '../../../lib/incident/life-cycle.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Tag } from '../page/piece/badge.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import { AccessForm, switchAccess } from './person-access.tsx'
import { AddressesForm, keepAddresses } from './person-addresses.tsx'
import { PersonFieldset } from './person-form.tsx'
import { type PersonView, personOf, somePeople, withIds } from './person-named.ts'
import { type Sessions, SessionsForm, signOut } from './person-sessions.tsx'
import { keepWishes, WishesForm } from './person-wishes.tsx'
import { Edit } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { saved, saving } from './piece/saving.ts'
import { adminTexts } from './text.ts'

type Page<Item> = { readonly items: readonly Item[] }

const openTicketsOf = async (visit: Visit, desk: ApiDesk, id: string): Promise<number> => {
  const query = { assignee: id, state: openStates.join(','), limit: 100 }
  return (await carryOut<Page<unknown>>(visit, desk, operations.listIncidents, { query })).items.length
}

const page: PageRoute = {
  method: 'GET',
  path: '/desk/admin/people/{id}',
  show: async (visit, desk) => {
    const { params, reader } = visit
    const texts = adminTexts[reader.language]
    const person = await carryOut<PersonView>(visit, desk, operations.readPerson, { params })
    const [manager, people, teams, openTickets, sessions, past] = await Promise.all([
      person.manager ? personOf(visit, desk, person.manager) : undefined,
      somePeople(visit, desk),
      carryOut<Page<{ id: string; name: string }>>(visit, desk, operations.listTeams, { query: { limit: 100 } }),
      openTicketsOf(visit, desk, person.id),
      mayEdit(visit.person) ? carryOut<Sessions>(visit, desk, operations.listSessions, { params }) : undefined,
      readPast(visit, desk, { operation: operations.readPersonHistory, params }),
    ])
    const changed = changedSince(visit, past)
    const names = Object.fromEntries([...people, ...teams.items].map(({ id, name }) => [id, name]))
    return {
      page: (
        <AdminPage
          visit={visit}
          title={person.name}
          above={[['/desk/admin/people', texts.section.people.name]]}
          actions={!person.isActive && <Tag tone="warn">{texts.people.inactive}</Tag>}
          isForm
        >
          <div class="columns">
            <div class="stack">
              <section class="card padded">
                <Edit
                  visit={visit}
                  action={`/desk/admin/people/${person.id}`}
                  version={person.version}
                  changed={changed}
                  names={names}
                  fields={(state) => <PersonFieldset state={state} person={person} manager={manager} people={people} />}
                />
              </section>
              {person.preferences && (
                <section class="card padded stack tight" aria-labelledby="wishes">
                  <h2 id="wishes">{texts.term.preferences}</h2>
                  <p class="hint">{texts.people.wishesHint}</p>
                  <WishesForm
                    visit={visit}
                    person={person}
                    wishes={person.preferences}
                    teams={teams.items}
                    changed={changed}
                  />
                </section>
              )}
            </div>
            <div class="stack">
              <section class="card padded stack tight" aria-labelledby="addresses">
                <h2 id="addresses">{texts.term.addresses}</h2>
                <AddressesForm visit={visit} person={person} />
              </section>
              <AccessForm visit={visit} person={person} openTickets={openTickets} />
              {sessions && <SessionsForm visit={visit} person={person} sessions={sessions} />}
              <History visit={visit} past={past} names={names} />
            </div>
          </div>
        </AdminPage>
      ),
    }
  },
}

const change = saving({
  path: page.path,
  page,
  save: async (visit, desk) => {
    const { params, form } = visit
    const body = formBody(operations.changePerson.body, await withIds(visit, desk, ['manager']))
    await carryOut(visit, desk, operations.changePerson, { params, body, ifVersion: form.get('version') })
    return saved(page.path, params)
  },
})

/** One person: what is known of them, their addresses, wishes and access, and who changed what. */
export const onePerson: readonly PageRoute[] = [
  page,
  change,
  keepAddresses(page),
  keepWishes(page),
  signOut(page),
  switchAccess(page),
]
