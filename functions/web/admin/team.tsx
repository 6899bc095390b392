import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { TextField } from '../page/piece/field.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { Assignment, readProposal } from './assignment.tsx'
import { AdminPage } from './frame.tsx'
import { operations } from './operation.ts'
import { type PersonView, personOf, somePeople, withIds } from './person-named.ts'
import { Edit } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { rowsIn } from './piece/rows.ts'
import { saved, saving } from './piece/saving.ts'
import { peopleFields, TeamFieldset, teamIn } from './team-form.tsx'
import { type TeamView, teams } from './teams.tsx'
import { adminTexts } from './text.ts'

type Calendars = { readonly items: readonly { readonly id: string; readonly name: string }[] }

/** Everybody whom a form of a team names or suggests, by id and by address. */
const peopleFor = async (visit: Visit, desk: ApiDesk, ids: readonly string[]) => {
  const people = await somePeople(visit, desk)
  const known = new Map(people.map((person) => [person.id, person]))
  const typed = visit.refused?.form ?? visit.typed?.form
  const also = typed ? rowsIn(typed, 'members').map((row) => typed.get(`members.${row}.id`) ?? '') : []
  for (const id of [...ids, ...also]) {
    if (id === '' || id.includes('@') || known.has(id)) continue
    const person = await personOf(visit, desk, id)
    if (person) known.set(id, person)
  }
  return { people, known, names: Object.fromEntries([...known].map(([id, { name }]) => [id, name])) }
}

const calendarsOf = async (visit: Visit, desk: ApiDesk) =>
  (await carryOut<Calendars>(visit, desk, operations.listCalendars)).items

const page: PageRoute = {
  method: 'GET',
  path: '/desk/admin/teams/{id}',
  show: async (visit, desk) => {
    const { params, reader } = visit
    const texts = adminTexts[reader.language]
    const team = await carryOut<TeamView>(visit, desk, operations.readTeam, { params })
    const ids = [...team.members.map(({ id }) => id), ...(team.lead ? [team.lead] : [])]
    const [{ people, known, names }, calendars, proposal, past] = await Promise.all([
      peopleFor(visit, desk, ids),
      calendarsOf(visit, desk),
      readProposal(visit, desk),
      readPast(visit, desk, { operation: operations.readTeamHistory, params }),
    ])
    const lead: PersonView | undefined = team.lead ? known.get(team.lead) : undefined
    return {
      page: (
        <AdminPage
          visit={visit}
          title={team.name}
          lead={texts.teams.members(team.members.length)}
          above={[[teams.path, texts.section.teams.name]]}
          isForm
        >
          <div class="columns">
            <section class="card padded">
              <Edit
                visit={visit}
                action={`/desk/admin/teams/${team.id}`}
                version={team.version}
                changed={changedSince(visit, past)}
                names={names}
                fields={(state) => (
                  <TeamFieldset
                    state={state}
                    team={team}
                    lead={lead}
                    people={people}
                    names={names}
                    calendars={calendars}
                  />
                )}
              />
            </section>
            <div class="stack">
              <Assignment visit={visit} proposal={proposal} />
              <History visit={visit} past={past} names={names} />
            </div>
          </div>
        </AdminPage>
      ),
    }
  },
}

const replace = saving({
  path: page.path,
  page,
  save: async (visit, desk) => {
    const { params } = visit
    const form = await withIds(visit, desk, peopleFields(visit.form))
    const now = await carryOut<TeamView>(visit, desk, operations.readTeam, { params })
    await carryOut(visit, desk, operations.replaceTeam, {
      params,
      body: teamIn(form, now),
      ifVersion: form.get('version'),
    })
    return saved(page.path, params)
  },
})

const newPage: PageRoute = {
  method: 'GET',
  path: '/desk/admin/teams/new',
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const [{ people, names }, calendars] = await Promise.all([peopleFor(visit, desk, []), calendarsOf(visit, desk)])
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.teams.add}
          lead={texts.teams.addLead}
          above={[[teams.path, texts.section.teams.name]]}
          isForm
        >
          <section class="card padded">
            <Edit
              visit={visit}
              action="/desk/admin/teams/new"
              once={desk.newId()}
              save={texts.teams.add}
              fields={(state) => (
                <>
                  <TextField
                    state={state}
                    name="id"
                    label={texts.term.id}
                    hint={texts.idHint}
                    placeholder="service-desk"
                    isRequired
                    most={40}
                  />
                  <TeamFieldset state={state} people={people} names={names} calendars={calendars} />
                </>
              )}
            />
          </section>
        </AdminPage>
      ),
    }
  },
}

const create = saving({
  path: newPage.path,
  page: newPage,
  save: async (visit, desk) => {
    const form = await withIds(visit, desk, peopleFields(visit.form))
    const { id } = formBody(operations.createTeam.body, form)
    const body = { ...teamIn(form), id }
    const made = await carryOut<TeamView>(visit, desk, operations.createTeam, { body })
    return saved(page.path, { id: made.id })
  },
})

/** One team, and making one. */
export const oneTeam: readonly PageRoute[] = [newPage, create, page, replace]
