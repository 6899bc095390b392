import { AlertLevel } from '../../../lib/alert/level.ts'
import { type AlertRules, defaultAlertRules } from '../../../lib/policy/alert-rules.ts'
import { Language } from '../../../lib/ticket/message.ts'
import { Impact, Urgency } from '../../../lib/ticket/priority.ts'
import { Edit } from '../admin/piece/edit.tsx'
import { changedSince, History, readPast } from '../admin/piece/history.tsx'
import { shownIn } from '../admin/piece/list.tsx'
import { saved, saving } from '../admin/piece/saving.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Choice, type FormState, TextField } from '../page/piece/field.tsx'
import type { PageRoute } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import { operations } from './operation.ts'
import { LevelTag } from './piece/level.tsx'
import { alertTexts } from './text.ts'

const criticalities = ['1', '2', '3', '4', 'unknown'] as const

const Grid = ({ state, rules }: { state: FormState; rules: AlertRules }) => {
  const { reader } = state
  const texts = alertTexts[reader.language]
  const parts = [
    ['impact', Impact.options],
    ['urgency', Urgency.options],
  ] as const
  return (
    <section class="table-frame" tabindex={0} aria-label={texts.rules.caption}>
      <table class="alert-rules">
        <caption class="hidden">{texts.rules.caption}</caption>
        <thead>
          <tr>
            <td class="soft small">{texts.rules.corner}</td>
            {criticalities.map((criticality) => (
              <th scope="col">{texts.criticality[criticality]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {AlertLevel.options.map((level) => (
            <tr>
              <th scope="row">
                <LevelTag level={level} reader={reader} />
              </th>
              {criticalities.map((criticality) => (
                <td>
                  {parts.map(([part, options]) => {
                    const name = `priorities.${level}.${criticality}.${part}`
                    const shown = shownIn(state, name, rules.priorities[level][criticality][part])
                    return (
                      <label class="rule">
                        <span class="small soft">{texts.rules[part]}</span>
                        <select
                          name={name}
                          aria-label={`${texts.level[level]}, ${texts.criticality[criticality]}: ${texts.rules[part]}`}
                        >
                          {options.map((option) => (
                            <option value={option} selected={option === shown}>
                              {reader.texts.level[option]}
                            </option>
                          ))}
                        </select>
                      </label>
                    )
                  })}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const page: PageRoute = {
  method: 'GET',
  path: places.rules,
  show: async (visit, desk) => {
    const texts = alertTexts[visit.reader.language]
    const [rules, past] = await Promise.all([
      carryOut<AlertRules & { version: number }>(visit, desk, operations.readAlertRules),
      readPast(visit, desk, { operation: operations.readAlertRulesHistory, first: defaultAlertRules }),
    ])
    const names = { ...texts.field, ...texts.level, unknown: texts.criticality.unknown }
    return {
      page: (
        <AlertPage visit={visit} here="rules" title={texts.area.rules} lead={texts.lead.rules} isForm>
          <section class="card padded">
            <Edit
              visit={visit}
              action={places.rules}
              version={rules.version}
              changed={changedSince(visit, past)}
              names={names}
              fields={(state) => (
                <>
                  <Grid state={state} rules={rules} />
                  <Choice
                    state={state}
                    name="language"
                    label={texts.field.language}
                    hint={texts.hint.language}
                    isRequired
                    value={rules.language}
                    options={Language.options.map((language) => [language, texts.language[language]])}
                  />
                  <TextField
                    state={state}
                    name="acknowledgedForMinutes"
                    label={texts.field.acknowledgedForMinutes}
                    hint={texts.hint.acknowledgedForMinutes}
                    type="number"
                    value={String(rules.acknowledgedForMinutes)}
                    isRequired
                  />
                </>
              )}
            />
          </section>
          <History visit={visit} past={past} names={names} />
        </AlertPage>
      ),
    }
  },
}

const replace = saving({
  path: page.path,
  page,
  save: async (visit, desk) => {
    const body = formBody(operations.replaceAlertRules.body, visit.form)
    await carryOut(visit, desk, operations.replaceAlertRules, { body, ifVersion: visit.form.get('version') })
    return saved(page.path)
  },
})

/** How urgent incidents of alerts are. */
export const rulePages: readonly PageRoute[] = [page, replace]
