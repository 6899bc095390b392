import { knownYears } from '../../../lib/policy/korean-holidays.ts'
import type { Calendar } from '../../../lib/ticket/calendar.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { type FormState, TextArea, TextField } from '../page/piece/field.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { HolidayPreview, type Previewed } from './holiday-preview.tsx'
import { operations } from './operation.ts'
import { Edit } from './piece/edit.tsx'
import { saved } from './piece/saving.ts'
import { adminTexts } from './text.ts'

const path = '/desk/admin/calendars/{id}/holidays'

type Source = 'korean' | 'ics'

/** What a form says of the source of holidays: years of Korea, or a feed as text or as a file. */
const bodyOf = ({ form, files }: Visit, source: string | null): Record<string, unknown> => {
  const yearsIn = (prefix: string) => {
    const [from, to] = ['from', 'to'].map((end) => form.get(`${prefix}.${end}`)?.trim() ?? '')
    return from === '' && to === '' ? undefined : { from: Number(from || to), to: Number(to || from) }
  }
  const korean = yearsIn('korean')
  if (source === 'korean') return { ...(korean && { korean }) }
  const feed = files[0] ? new TextDecoder().decode(files[0].bytes) : (form.get('ics') ?? '')
  const years = yearsIn('years')
  return { ics: feed, ...(years && { years }) }
}

const Years = ({ state, prefix, values }: { state: FormState; prefix: string; values: readonly [string, string] }) => {
  const texts = adminTexts[state.reader.language]
  return (
    <div class="form pair">
      {(['from', 'to'] as const).map((end, i) => (
        <TextField
          state={state}
          name={`${prefix}.${end}`}
          label={texts.holidays[end]}
          type="number"
          value={values[i]}
          isRequired={prefix === 'korean'}
        />
      ))}
    </div>
  )
}

const SourceForm = (props: { visit: Visit; source: Source; path: string; version: number }) => {
  const { visit, source, path, version } = props
  const texts = adminTexts[visit.reader.language].holidays
  const year = Number(visit.reader.at.slice(0, 4))
  return (
    <section class="card padded stack tight" aria-labelledby={source}>
      <h2 id={source}>{texts.source[source].name}</h2>
      <p class="hint">{texts.source[source].hint}</p>
      <Edit
        visit={visit}
        action={`${path}/${source}`}
        version={version}
        save={texts.preview}
        hasFiles={source === 'ics'}
        fields={(state) =>
          source === 'korean' ? (
            <Years state={state} prefix="korean" values={[String(year), String(Math.min(year + 2, knownYears[1]))]} />
          ) : (
            <>
              <div class="field">
                <label for="feed-file">{texts.file}</label>
                <input type="file" id="feed-file" name="file" accept=".ics,text/calendar" />
              </div>
              <TextArea
                state={state}
                name="ics"
                label={texts.feed}
                hint={texts.feedHint}
                rows={6}
                placeholder="BEGIN:VCALENDAR"
              />
              <Years state={state} prefix="years" values={['', '']} />
            </>
          )
        }
      />
    </section>
  )
}

const pageWith = async (visit: Visit, desk: ApiDesk, previewed?: Previewed) => {
  const texts = adminTexts[visit.reader.language]
  const { params } = visit
  const { id, name, version } = await carryOut<Calendar>(visit, desk, operations.readCalendar, { params })
  const here = `/desk/admin/calendars/${id}`
  const above = [['/desk/admin/calendars', texts.section.calendars.name] as const, [here, name] as const]
  return {
    page: (
      <AdminPage visit={visit} title={texts.holidays.title} lead={texts.holidays.lead} above={above} isForm>
        {previewed && (
          <HolidayPreview visit={visit} action={`${here}/holidays/apply`} version={version} previewed={previewed} />
        )}
        <div class="columns even">
          <SourceForm visit={visit} source="korean" path={`${here}/holidays`} version={version} />
          <SourceForm visit={visit} source="ics" path={`${here}/holidays`} version={version} />
        </div>
      </AdminPage>
    ),
  }
}

const page: PageRoute = { method: 'GET', path, show: (visit, desk) => pageWith(visit, desk) }

/** Field names of the operation as the form has them. */
const named = (error: unknown): never => {
  if (error instanceof Refusal && error.field === 'korean')
    throw new Refusal(error.code, error.message, 'korean.from', error.facts)
  throw error
}

/** The form as it is sent again to apply what was shown: a feed that came as a file goes on as text. */
const shownForm = ({ form, params }: Visit, body: Record<string, unknown>): URLSearchParams => {
  const shown = new URLSearchParams(form)
  shown.set('source', params.source ?? '')
  if (typeof body.ics === 'string') shown.set('ics', body.ics)
  return shown
}

const preview: PageRoute = {
  method: 'POST',
  path: `${path}/{source}`,
  again: path,
  show: async (visit, desk) => {
    const { params, request } = visit
    const body = bodyOf(visit, params.source ?? null)
    const question = { params, body, query: { limit: 100 } }
    const previewed = await carryOut<Previewed>(visit, desk, operations.previewHolidays, question).catch(named)
    return pageWith({ ...visit, typed: { action: request.path, form: shownForm(visit, body) } }, desk, previewed)
  },
}

const apply: PageRoute = {
  method: 'POST',
  path: `${path}/apply`,
  again: path,
  show: async (visit, desk) => {
    const { params, form } = visit
    const body = bodyOf(visit, form.get('source'))
    await carryOut(visit, desk, operations.applyHolidays, { params, body, ifVersion: form.get('version') }).catch(named)
    return saved('/desk/admin/calendars/{id}', params)
  },
}

/** Taking holidays into a calendar: looking first, then applying. */
export const holidayPages: readonly PageRoute[] = [page, apply, preview]
