import type { Service } from '../../../lib/alert/affected-service.ts'
import { mayEdit } from '../admin/guard.ts'
import { formBody } from '../page/form-body.ts'
import { Choice, Select, TextArea, TextField } from '../page/piece/field.tsx'
import { keptPages } from './kept-pages.tsx'
import { operations } from './operation.ts'
import { teamOptions } from './team.ts'
import { alertTexts } from './text.ts'

type Teams = readonly (readonly [id: string, name: string])[]

const criticalities = [1, 2, 3, 4] as const

/** What alerts can be about. */
export const servicePages = keptPages<Service, Teams>({
  area: 'services',
  operations: {
    list: operations.listServices,
    read: operations.readService,
    keep: operations.keepService,
    remove: operations.removeService,
    history: operations.readServiceHistory,
  },
  canEdit: mayEdit,
  choices: teamOptions,
  names: (teams) => Object.fromEntries(teams),
  row: ({ id, criticality, team, identifiers }, teams, reader) => {
    const texts = alertTexts[reader.language]
    return (
      <p class="line">
        <span>{texts.criticality[criticality]}</span>
        {team && <span>{teams.find(([one]) => one === team)?.[1] ?? team}</span>}
        <span>{texts.identifiers(identifiers.length)}</span>
        <code>{id}</code>
      </p>
    )
  },
  fields: (state, teams, service) => {
    const texts = alertTexts[state.reader.language]
    return (
      <>
        {!service && (
          <TextField
            state={state}
            name="id"
            label={texts.field.id}
            hint={texts.hint.id}
            placeholder="web-shop"
            isRequired
            most={40}
          />
        )}
        <TextField
          state={state}
          name="name"
          label={texts.field.name}
          hint={texts.hint.serviceName}
          value={service?.name}
          isRequired
          most={100}
        />
        <Choice
          state={state}
          name="criticality"
          label={texts.field.criticality}
          isRequired
          value={String(service?.criticality ?? 3)}
          options={criticalities.map((one) => [String(one), texts.criticality[one], texts.criticalityHint[one]])}
        />
        <Select
          state={state}
          name="team"
          label={texts.field.team}
          hint={texts.hint.serviceTeam}
          value={service?.team}
          empty={texts.nobody}
          options={teams}
        />
        <TextArea
          state={state}
          name="identifiers"
          label={texts.field.identifiers}
          hint={texts.hint.identifiers}
          rows={6}
          value={service?.identifiers.join('\n')}
          placeholder={'web-1.haneul.example\n10.0.4.17'}
        />
      </>
    )
  },
  body: ({ form }) => {
    const { name, team, identifiers } = formBody(operations.keepService.body, form)
    return { name, team, identifiers, criticality: Number(form.get('criticality')) }
  },
  newId: ({ form }) => form.get('id')?.trim() ?? '',
})
