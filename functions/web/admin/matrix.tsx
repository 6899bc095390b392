import { defaultRules } from '../../../lib/policy/desk-rules.ts'
import { Impact, Priority, type PriorityMatrix, Urgency } from '../../../lib/ticket/priority.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import type { FormState } from '../page/piece/field.tsx'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { operations } from './operation.ts'
import { Edit } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { shownIn } from './piece/list.tsx'
import { saved, saving } from './piece/saving.ts'
import { adminTexts } from './text.ts'

const Grid = ({ state, matrix }: { state: FormState; matrix: PriorityMatrix }) => {
  const { reader } = state
  const { matrix: texts } = adminTexts[reader.language]
  return (
    <div class="table-frame">
      <table class="matrix">
        <caption class="hidden">{texts.caption}</caption>
        <thead>
          <tr>
            <td class="soft small">{texts.corner}</td>
            {Urgency.options.map((urgency) => (
              <th scope="col">{texts.urgency(reader.texts.level[urgency])}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Impact.options.map((impact) => (
            <tr>
              <th scope="row">{texts.impact(reader.texts.level[impact])}</th>
              {Urgency.options.map((urgency) => {
                const name = `${impact}.${urgency}`
                const shown = shownIn(state, name, matrix[impact][urgency])
                return (
                  <td class={`cell ${shown.toLowerCase()}`}>
                    <select
                      name={name}
                      aria-label={texts.cell(reader.texts.level[impact], reader.texts.level[urgency])}
                      aria-invalid={state.refused?.refusal?.field === name ? 'true' : undefined}
                    >
                      {Priority.options.map((priority) => (
                        <option value={priority} selected={priority === shown}>
                          {priority}
                        </option>
                      ))}
                    </select>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const page: PageRoute = {
  method: 'GET',
  path: '/desk/admin/matrix',
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const [matrix, past] = await Promise.all([
      carryOut<PriorityMatrix & { version: number }>(visit, desk, operations.readPriorityMatrix),
      readPast(visit, desk, { operation: operations.readPriorityMatrixHistory, first: defaultRules }),
    ])
    return {
      page: (
        <AdminPage visit={visit} title={texts.section.matrix.name} lead={texts.matrix.lead} isForm>
          <section class="card padded">
            <Edit
              visit={visit}
              action={page.path}
              version={matrix.version}
              changed={changedSince(visit, past)}
              fields={(state) => <Grid state={state} matrix={matrix} />}
            />
          </section>
          <History visit={visit} past={past} />
        </AdminPage>
      ),
    }
  },
}

const replace = saving({
  path: page.path,
  page,
  save: async (visit, desk) => {
    const body = formBody(operations.replacePriorityMatrix.body, visit.form)
    await carryOut(visit, desk, operations.replacePriorityMatrix, { body, ifVersion: visit.form.get('version') })
    return saved(page.path)
  },
})

/** The priority by impact and urgency. */
export const matrixPages: readonly PageRoute[] = [page, replace]
