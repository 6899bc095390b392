import { Upload } from 'lucide'
import { type DirectoryRules, usualDirectoryRules } from '../../../lib/people/directory/rules.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { carryOut } from '../page/carry-out.ts'
import { Icon } from '../page/piece/icon.tsx'
import type { PageRoute } from '../page/visit.ts'
import { DirectoryFieldset, directoryRulesIn } from './directory-form.tsx'
import { type Safety, SafetySection } from './directory-safety.tsx'
import { AdminPage } from './frame.tsx'
import { ensureEditor } from './guard.ts'
import { operations } from './operation.ts'
import { Edit, typedAt } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { saved, saving } from './piece/saving.ts'
import { allTeams } from './teams.tsx'
import { adminTexts } from './text.ts'

const path = '/desk/admin/directory'

interface Groups {
  readonly items: readonly { readonly id: string; readonly name: string; readonly isDeleted: boolean }[]
}

const page: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    ensureEditor(visit)
    const texts = adminTexts[visit.reader.language]
    const [rules, safety, groups, teams, past] = await Promise.all([
      carryOut<DirectoryRules & { version: number }>(visit, desk, operations.readDirectoryRules),
      carryOut<Safety>(visit, desk, operations.readDirectorySafety, { query: { limit: 100 } }),
      carryOut<Groups>(visit, desk, operations.listDirectoryGroups, { query: { limit: 100 } }),
      allTeams(visit, desk),
      readPast(visit, desk, { operation: operations.readDirectoryRulesHistory, first: usualDirectoryRules }),
    ])
    const named = groups.items.filter(({ isDeleted }) => !isDeleted)
    const names = Object.fromEntries([...groups.items, ...teams].map(({ id, name }) => [id, name]))
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.section.directory.name}
          lead={texts.section.directory.lead}
          actions={
            <a class="button quiet" href={`${path}/import`} data-command={texts.directory.import}>
              <Icon of={Upload} />
              {texts.directory.import}
            </a>
          }
        >
          <SafetySection visit={visit} path={path} safety={safety} />
          <section class="card padded">
            <Edit
              visit={visit}
              action={path}
              version={rules.version}
              changed={typedAt(visit, path) ? changedSince(visit, past) : []}
              names={names}
              fields={(state) => <DirectoryFieldset state={state} rules={rules} groups={named} teams={teams} />}
            />
          </section>
          <History visit={visit} past={past} names={names} />
        </AdminPage>
      ),
    }
  },
}

const replace = saving({
  path,
  page,
  save: async (visit, desk) => {
    const body = directoryRulesIn(visit.form)
    await carryOut(visit, desk, operations.replaceDirectoryRules, { body, ifVersion: visit.form.get('version') })
    return saved(path)
  },
})

/** Lets those go who wait, or says that it was a mistake. */
const decide: PageRoute = {
  method: 'POST',
  path: `${path}/{decision}`,
  again: path,
  show: async (visit, desk) => {
    const { approve, dismiss } = { approve: operations.approveDirectoryStop, dismiss: operations.dismissDirectoryStop }
    const operation = { approve, dismiss }[visit.params.decision ?? '']
    if (!operation) throw new Refusal('not_found', `There is nothing at ${visit.request.path}.`)
    await carryOut(visit, desk, operation, { body: { stop: Number(visit.form.get('stop')) } })
    return saved(path)
  },
}

/** What the company's directory gives people, and what it may not do by itself. */
export const directoryPages: readonly PageRoute[] = [page, replace, decide]
