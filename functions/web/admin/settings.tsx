import { ColleaguesSee } from '../../../lib/policy/colleagues-see.ts'
import { type DeskSettings, defaultRules } from '../../../lib/policy/desk-rules.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Checkbox, Choice, Select, TextField } from '../page/piece/field.tsx'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { operations } from './operation.ts'
import { Edit } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { saved, saving } from './piece/saving.ts'
import { allTeams } from './teams.tsx'
import { adminTexts } from './text.ts'

const page: PageRoute = {
  method: 'GET',
  path: '/desk/admin/settings',
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const [settings, teams, past] = await Promise.all([
      carryOut<DeskSettings & { version: number }>(visit, desk, operations.readSettings),
      allTeams(visit, desk),
      readPast(visit, desk, { operation: operations.readSettingsHistory, first: defaultRules }),
    ])
    const isListed = teams.some(({ id }) => id === settings.firstTeam)
    const options = [
      ...(isListed ? [] : [[settings.firstTeam, settings.firstTeam] as const]),
      ...teams.map(({ id, name }) => [id, name] as const),
    ]
    return {
      page: (
        <AdminPage visit={visit} title={texts.section.settings.name} lead={texts.section.settings.lead} isForm>
          <section class="card padded">
            <Edit
              visit={visit}
              action={page.path}
              version={settings.version}
              changed={changedSince(visit, past)}
              fields={(state) => (
                <>
                  <Select
                    state={state}
                    name="firstTeam"
                    label={texts.term.firstTeam}
                    hint={texts.settings.firstTeamHint}
                    value={settings.firstTeam}
                    isRequired
                    options={options}
                  />
                  <TextField
                    state={state}
                    name="closeAfterDays"
                    label={texts.term.closeAfterDays}
                    hint={texts.settings.closeHint}
                    type="number"
                    value={String(settings.closeAfterDays)}
                    isRequired
                  />
                  <Choice
                    state={state}
                    name="colleaguesSee"
                    label={texts.term.colleaguesSee}
                    isRequired
                    value={settings.colleaguesSee}
                    options={ColleaguesSee.options.map((which) => [which, texts.settings.colleaguesSee[which]])}
                  />
                  <TextField
                    state={state}
                    name="candidateIncidents"
                    label={texts.term.candidateIncidents}
                    hint={texts.settings.candidateHint}
                    type="number"
                    value={String(settings.candidateIncidents)}
                    isRequired
                  />
                  <TextField
                    state={state}
                    name="candidateMinutes"
                    label={texts.term.candidateMinutes}
                    hint={texts.settings.candidateMinutesHint}
                    type="number"
                    value={String(settings.candidateMinutes)}
                    isRequired
                  />
                  <Checkbox
                    state={state}
                    name="vipIsUrgent"
                    label={texts.term.vipIsUrgent}
                    hint={texts.settings.vipHint}
                    isChecked={settings.vipIsUrgent}
                  />
                </>
              )}
            />
          </section>
          <History visit={visit} past={past} names={Object.fromEntries(options)} />
        </AdminPage>
      ),
    }
  },
}

const replace = saving({
  path: page.path,
  page,
  save: async (visit, desk) => {
    const body = formBody(operations.replaceSettings.body, visit.form)
    await carryOut(visit, desk, operations.replaceSettings, { body, ifVersion: visit.form.get('version') })
    return saved(page.path)
  },
})

/** The rules of the desk that are one value each. */
export const settingsPages: readonly PageRoute[] = [page, replace]
