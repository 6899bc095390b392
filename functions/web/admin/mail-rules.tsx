import { defaultMailRules, type MailRules } from '../../../lib/policy/mail-rules.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Checkbox, TextArea } from '../page/piece/field.tsx'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { operations } from './operation.ts'
import { Edit } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { saved, saving } from './piece/saving.ts'
import { adminTexts } from './text.ts'

const page: PageRoute = {
  method: 'GET',
  path: '/desk/admin/mail-rules',
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const [rules, past] = await Promise.all([
      carryOut<MailRules & { version: number }>(visit, desk, operations.readMailRules),
      readPast(visit, desk, { operation: operations.readMailRulesHistory, first: defaultMailRules }),
    ])
    return {
      page: (
        <AdminPage visit={visit} title={texts.section.mailRules.name} lead={texts.section.mailRules.lead} isForm>
          <section class="card padded">
            <Edit
              visit={visit}
              action={page.path}
              version={rules.version}
              changed={changedSince(visit, past)}
              fields={(state) => (
                <>
                  <Checkbox
                    state={state}
                    name="doesMachineMailOpen"
                    label={texts.term.doesMachineMailOpen}
                    hint={texts.mailRules.machineHint}
                    isChecked={rules.doesMachineMailOpen}
                  />
                  {(['allowedDomains', 'blockedDomains'] as const).map((name) => (
                    <TextArea
                      state={state}
                      name={name}
                      label={texts.term[name]}
                      hint={texts.mailRules[name]}
                      rows={4}
                      value={rules[name].join('\n')}
                    />
                  ))}
                </>
              )}
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
  // One domain of a list is told of the list's field.
  rename: (field) => field.replace(/^(\w+)\.\d+$/, '$1'),
  save: async (visit, desk) => {
    const body = formBody(operations.replaceMailRules.body, visit.form)
    await carryOut(visit, desk, operations.replaceMailRules, { body, ifVersion: visit.form.get('version') })
    return saved(page.path)
  },
})

/** What is done with mail by the domain it comes from. */
export const mailRulePages: readonly PageRoute[] = [page, replace]
