import { NotifyEvent, type OwnPreferences, Telling } from '../../../lib/people/preferences.ts'
import { carryOut } from '../page/carry-out.ts'
import { Select } from '../page/piece/field.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { operations } from './operation.ts'
import type { PersonView } from './person-named.ts'
import { Edit } from './piece/edit.tsx'
import type { Changed } from './piece/history.tsx'
import { List } from './piece/list.tsx'
import { rowsIn } from './piece/rows.ts'
import { saved, saving } from './piece/saving.ts'
import { PreferenceFields, preferencesIn } from './preferences.tsx'
import { adminTexts } from './text.ts'

interface TeamWish {
  readonly team: string
  readonly event: string
  readonly telling: string
}

const wishesOf = ({ teams }: OwnPreferences): readonly TeamWish[] =>
  Object.entries(teams).flatMap(([team, events]) =>
    Object.entries(events).map(([event, telling]) => ({ team, event, telling: String(telling) })),
  )

/** What a person wants to be told, everywhere and for tickets of single teams. */
export const WishesForm = (props: {
  visit: Visit
  person: PersonView
  wishes: OwnPreferences
  teams: readonly { readonly id: string; readonly name: string }[]
  changed: readonly Changed[]
}) => {
  const { visit, person, wishes, teams, changed } = props
  const texts = adminTexts[visit.reader.language]
  return (
    <Edit
      visit={visit}
      action={`/desk/admin/people/${person.id}/preferences`}
      version={person.version}
      changed={changed}
      fields={(state) => (
        <>
          <PreferenceFields state={state} prefix="events." preferences={wishes.events} />
          <List
            state={state}
            name="wishes"
            label={texts.people.teamWishes}
            hint={texts.people.teamWishesHint}
            add={texts.people.addWish}
            items={wishesOf(wishes)}
            row={(prefix, wish) => (
              <>
                <Select
                  state={state}
                  name={`${prefix}team`}
                  label={texts.term.team}
                  value={wish?.team}
                  isRequired
                  options={teams.map(({ id, name }) => [id, name])}
                />
                <Select
                  state={state}
                  name={`${prefix}event`}
                  label={texts.term.event}
                  value={wish?.event}
                  isRequired
                  options={NotifyEvent.options.map((event) => [event, texts.event[event]])}
                />
                <Select
                  state={state}
                  name={`${prefix}telling`}
                  label={texts.term.telling}
                  value={wish?.telling}
                  isRequired
                  options={Telling.options.map((telling) => [telling, texts.word[telling]])}
                />
              </>
            )}
          />
        </>
      )}
    />
  )
}

const teamsIn = (form: URLSearchParams): Record<string, Record<string, string>> => {
  const teams: Record<string, Record<string, string>> = {}
  for (const row of rowsIn(form, 'wishes')) {
    const [team, event, telling] = ['team', 'event', 'telling'].map((name) => form.get(`wishes.${row}.${name}`))
    if (team && event && telling) teams[team] = { ...teams[team], [event]: telling }
  }
  return teams
}

/** Keeps a person's wishes. */
export const keepWishes = (page: PageRoute): PageRoute =>
  saving({
    path: '/desk/admin/people/{id}/preferences',
    page,
    save: async (visit, desk) => {
      const { params, form } = visit
      const body = { events: preferencesIn(form, 'events.'), teams: teamsIn(form) }
      await carryOut(visit, desk, operations.setPreferences, { params, body, ifVersion: form.get('version') })
      return saved(page.path, params)
    },
  })
