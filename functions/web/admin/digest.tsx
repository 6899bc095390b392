import type { DigestRule } from '../../../lib/notify/digest-rule.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { Choice, TextField } from '../page/piece/field.tsx'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { operations } from './operation.ts'
import { Edit } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { saved, saving } from './piece/saving.ts'
import { adminTexts } from './text.ts'

const page: PageRoute = {
  method: 'GET',
  path: '/desk/admin/digest',
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const [{ rule, version }, past] = await Promise.all([
      carryOut<{ rule: DigestRule; version: number }>(visit, desk, operations.readDigestRule),
      readPast(visit, desk, { operation: operations.readDigestRuleHistory }),
    ])
    return {
      page: (
        <AdminPage visit={visit} title={texts.section.digest.name} lead={texts.section.digest.lead} isForm>
          <section class="card padded">
            <Edit
              visit={visit}
              action={page.path}
              version={version}
              changed={changedSince(visit, past)}
              fields={(state) => (
                <>
                  <Choice
                    state={state}
                    name="every"
                    label={texts.term.every}
                    isRequired
                    value={rule.every}
                    options={(['day', 'hour'] as const).map((every) => [every, texts.word[every], texts.digest[every]])}
                  />
                  <TextField
                    state={state}
                    name="at"
                    label={texts.term.at}
                    hint={texts.digest.atHint}
                    type="time"
                    value={rule.at}
                  />
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
  save: async (visit, desk) => {
    const body = formBody(operations.replaceDigestRule.body, visit.form)
    await carryOut(visit, desk, operations.replaceDigestRule, { body, ifVersion: visit.form.get('version') })
    return saved(page.path)
  },
})

/** When digests go out. */
export const digestPages: readonly PageRoute[] = [page, replace]
