import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { TextArea } from '../page/piece/field.tsx'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { ensureEditor } from './guard.ts'
import { type Imported, ImportResult } from './import-result.tsx'
import { operations } from './operation.ts'
import { Edit } from './piece/edit.tsx'
import { adminTexts } from './text.ts'

const path = '/desk/admin/directory/import'

const pageWith = async (visit: Visit, imported?: Imported, csv = ''): Promise<View> => {
  ensureEditor(visit)
  const texts = adminTexts[visit.reader.language]
  return {
    page: (
      <AdminPage
        visit={visit}
        title={texts.directory.import}
        lead={texts.directory.importLead}
        above={[['/desk/admin/directory', texts.section.directory.name]]}
      >
        {imported && <ImportResult reader={visit.reader} path={path} imported={imported} csv={csv} />}
        <section class="card padded">
          <Edit
            visit={visit}
            action={path}
            save={texts.directory.tryIt}
            hasFiles
            fields={(state) => (
              <>
                <div class="field">
                  <label for="csv-file">{texts.holidays.file}</label>
                  <input type="file" id="csv-file" name="file" accept=".csv,text/csv" />
                </div>
                <TextArea
                  state={state}
                  name="csv"
                  label={texts.holidays.feed}
                  hint={texts.directory.csvHint}
                  rows={6}
                  placeholder="objectId,mail,displayName,department"
                />
              </>
            )}
          />
        </section>
      </AdminPage>
    ),
  }
}

const page: PageRoute = { method: 'GET', path, show: (visit) => pageWith(visit) }

const run = (visit: Visit, desk: ApiDesk, csv: string, from: number, dryRun: boolean): Promise<Imported> =>
  carryOut<Imported>(visit, desk, operations.importPeople, { body: { dryRun, csv, from } })

/** Tries the rows from `from` on; with `apply` those before it are taken in first, as they were shown. */
const bringIn: PageRoute = {
  method: 'POST',
  path,
  again: path,
  show: async (visit, desk) => {
    const { form, files } = visit
    const csv = files[0] ? new TextDecoder().decode(files[0].bytes) : (form.get('csv') ?? '')
    const from = Number(form.get('from') ?? 1)
    const shown = await run(visit, desk, csv, from, form.get('apply') === null)
    const typed = new URLSearchParams(form)
    typed.set('csv', csv)
    return pageWith({ ...visit, query: {}, typed: { action: path, form: typed } }, { ...shown, from }, csv)
  },
}

/** Bringing people in from a file: trying first, then doing it. */
export const importPages: readonly PageRoute[] = [page, bringIn]
