import { AssignmentMethod, type TeamFields } from '../../../lib/people/team.ts'
import { formBody } from '../page/form-body.ts'
import { Checkbox, Choice, type FormState, Select, TextField } from '../page/piece/field.tsx'
import { MemberRow } from './member-row.tsx'
import { operations } from './operation.ts'
import { PeopleList } from './person-form.tsx'
import { callSign, type PersonView } from './person-named.ts'
import type { Names } from './piece/change.tsx'
import { List } from './piece/list.tsx'
import { rowsIn } from './piece/rows.ts'
import { PreferenceFields, preferencesIn } from './preferences.tsx'
import { adminTexts } from './text.ts'
import { ZoneList } from './zones.tsx'

/** What a team is, as fields. */
export const TeamFieldset = (props: {
  state: FormState
  team?: Partial<TeamFields>
  lead?: PersonView | undefined
  people: readonly PersonView[]
  names: Names
  calendars: readonly { readonly id: string; readonly name: string }[]
}) => {
  const { state, team = {}, lead, people, names, calendars } = props
  const texts = adminTexts[state.reader.language]
  const { term, word } = texts
  return (
    <>
      <div class="form pair">
        <TextField state={state} name="name" label={term.name} value={team.name} isRequired most={100} />
        <TextField
          state={state}
          name="lead"
          label={term.lead}
          hint={lead ? lead.name : texts.people.managerHint}
          value={lead ? callSign(lead) : team.lead}
          list="people"
        />
        <TextField
          state={state}
          name="zone"
          label={term.zone}
          value={team.zone ?? 'Asia/Seoul'}
          isRequired
          list="zones"
        />
        <TextField state={state} name="location" label={term.location} value={team.location} most={100} />
        <Select
          state={state}
          name="calendar"
          label={term.calendar}
          value={team.calendar}
          empty={texts.none}
          options={calendars.map(({ id, name }) => [id, name])}
        />
      </div>
      <List
        state={state}
        name="members"
        label={term.members}
        hint={texts.teams.membersHint}
        add={texts.teams.addMember}
        items={team.members ?? []}
        isOrdered
        row={(prefix, member, place) => (
          <MemberRow state={state} prefix={prefix} member={member} names={names} place={place} />
        )}
      />
      <Choice
        state={state}
        name="assignment.method"
        label={term.assignment}
        hint={texts.teams.methodHint}
        isRequired
        value={team.assignment?.method ?? 'manual'}
        options={AssignmentMethod.options.map((method) => [method, word[method], texts.teams.method[method]])}
      />
      <div class="form pair">
        <TextField
          state={state}
          name="assignment.capacity"
          label={term.capacity}
          hint={texts.teams.capacityHint}
          type="number"
          value={team.assignment?.capacity?.toString()}
        />
        <Checkbox
          state={state}
          name="assignment.isSticky"
          label={term.isSticky}
          hint={texts.teams.stickyHint}
          isChecked={team.assignment?.isSticky === true}
        />
      </div>
      <details open={state.refused?.refusal?.field?.startsWith('preferences') === true}>
        <summary>{texts.teams.preferences}</summary>
        <PreferenceFields state={state} prefix="preferences." preferences={team.preferences ?? {}} />
      </details>
      <PeopleList people={people} />
      <ZoneList />
    </>
  )
}

/** The fields that name people in a form of a team. */
export const peopleFields = (form: URLSearchParams): readonly string[] => [
  'lead',
  ...rowsIn(form, 'members').map((row) => `members.${row}.id`),
]

interface Sent {
  readonly members?: readonly { readonly shift?: Readonly<Record<string, readonly unknown[]>> }[]
  readonly assignment?: { readonly isSticky?: boolean }
}

/** What a form says of a team; `now` is the team it was made from, so that what says the same stays as it was written. */
export const teamIn = (form: URLSearchParams, now?: TeamFields): Record<string, unknown> => {
  const body = formBody(operations.replaceTeam.body, form) as Sent
  const rows = rowsIn(form, 'members')
  const members = (body.members ?? []).map(({ shift, ...member }, i) => {
    const hasHours = form.getAll(`members.${rows[i]}.hours`).includes('true')
    const days = Object.entries(shift ?? {}).filter(([, spells]) => spells.length > 0)
    return { ...member, ...(hasHours && { shift: Object.fromEntries(days) }) }
  })
  const preferences = preferencesIn(form, 'preferences.')
  const hasPreferences = Object.keys(preferences).length > 0 || now?.preferences !== undefined
  // Not sticky is what a team is that says nothing of it.
  const { isSticky, ...assignment } = body.assignment ?? {}
  const saysSticky = isSticky || now?.assignment.isSticky !== undefined
  return {
    ...body,
    members,
    assignment: { ...assignment, ...(saysSticky && { isSticky }) },
    ...(hasPreferences && { preferences }),
  }
}
