import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { mayEdit } from '../admin/guard.ts'
import { Edit, typedAt } from '../admin/piece/edit.tsx'
import { changedSince, readPast } from '../admin/piece/history.tsx'
import { saving } from '../admin/piece/saving.ts'
import { carryOut } from '../page/carry-out.ts'
import { TextArea, TextField } from '../page/piece/field.tsx'
import { Notice } from '../page/piece/notice.tsx'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { places } from './area.ts'
import { AlertPage } from './frame.tsx'
import type { Delivered } from './one-delivery.tsx'
import { operations } from './operation.ts'
import { prettyBody } from './pretty-body.ts'
import { fieldsOf, pathToSource, sourceOf, sourcePath } from './source.ts'
import { formField, readingIn } from './source-body.ts'
import { ReadingFields } from './source-form.tsx'
import { alertTexts } from './text.ts'
import { type Trial, TrialResult } from './trial-result.tsx'

const path = `${sourcePath}/try`

/** The request that the visitor wants to try, where they came from one of the log. */
const sampleOf = async (visit: Visit, desk: ApiDesk): Promise<Delivered['request']> => {
  const { delivery } = visit.query
  if (!delivery) return undefined
  const params = { id: visit.params.id ?? '', delivery }
  return (await carryOut<Delivered>(visit, desk, operations.readAlertDelivery, { params })).request
}

/** Headers as people write them, a line each. */
const headersText = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .filter(([name]) => name !== 'content-type')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')

const headersIn = (text: string | null): Record<string, string> =>
  Object.fromEntries(
    (text ?? '')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [, name, value = ''] = /^\s*([\w-]+)\s*:\s*(.*?)\s*$/.exec(line) ?? []
        if (!name)
          throw new Refusal('invalid', 'headers: write a line for each, such as X-GitHub-Event: issues.', 'headers')
        return [name, value]
      }),
  )

const sampleIn = (form: URLSearchParams) => ({
  body: (form.get('body') ?? '').replaceAll('\r\n', '\n'),
  contentType: form.get('contentType') || undefined,
  headers: headersIn(form.get('headers')),
  query: Object.fromEntries(new URLSearchParams(form.get('query') ?? '')),
})

const pageWith = async (visit: Visit, desk: ApiDesk, trial?: Trial): Promise<View> => {
  const { reader, person, params } = visit
  const texts = alertTexts[reader.language]
  const here = pathToSource(params.id ?? '', '/try')
  const [source, sample, past] = await Promise.all([
    sourceOf(visit, desk),
    sampleOf(visit, desk),
    typedAt(visit, here)?.refusal?.code === 'stale'
      ? readPast(visit, desk, { operation: operations.readAlertSourceHistory, params })
      : undefined,
  ])
  return {
    page: (
      <AlertPage
        visit={visit}
        here="sources"
        title={texts.trial.of(source.name)}
        lead={texts.trial.lead}
        above={[
          [places.sources, texts.area.sources],
          [pathToSource(source.id), source.name],
        ]}
      >
        <div class="columns even">
          <section class="card padded">
            <Edit
              visit={visit}
              action={here}
              version={source.version}
              changed={changedSince(visit, past)}
              names={texts.field}
              save={texts.trial.run}
              canEdit
              fields={(state) => (
                <>
                  <TextArea
                    state={state}
                    name="body"
                    label={texts.trial.body}
                    hint={texts.trial.bodyHint}
                    rows={10}
                    value={sample && prettyBody(sample.body).text}
                    isRequired
                  />
                  <details open={sample !== undefined && Object.keys(sample.query).length > 0}>
                    <summary>{texts.trial.around}</summary>
                    <div class="stack">
                      <div class="form pair">
                        <TextField
                          state={state}
                          name="contentType"
                          label={texts.trial.contentType}
                          value={sample?.headers['content-type'] ?? 'application/json'}
                        />
                        <TextField
                          state={state}
                          name="query"
                          label={texts.trial.query}
                          value={sample && String(new URLSearchParams(sample.query))}
                          placeholder="team=shop"
                        />
                      </div>
                      <TextArea
                        state={state}
                        name="headers"
                        label={texts.trial.headers}
                        rows={3}
                        value={sample && headersText(sample.headers)}
                        placeholder="X-GitHub-Event: issues"
                      />
                    </div>
                  </details>
                  <ReadingFields state={state} source={source} formats={[...desk.alertReader.formats].sort()} />
                </>
              )}
              buttons={
                mayEdit(person) && (
                  <button class="button quiet" type="submit" name="do" value="save">
                    {texts.trial.save}
                  </button>
                )
              }
            />
          </section>
          <div class="stack" id="trial">
            {trial ? (
              <TrialResult trial={trial} reader={reader} />
            ) : (
              <Notice>
                <p>{texts.trial.nothingYet}</p>
              </Notice>
            )}
          </div>
        </div>
      </AlertPage>
    ),
  }
}

const page: PageRoute = { method: 'GET', path, show: (visit, desk) => pageWith(visit, desk) }

/** Tries the sample with the settings as typed; they are kept only when somebody asks for that, too. */
const attempt = saving({
  path,
  page,
  rename: formField,
  save: async (visit, desk) => {
    const { params, form, request } = visit
    const settings = readingIn(form)
    const trial = await carryOut<Trial>(visit, desk, operations.tryAlertPayload, {
      params,
      body: { ...sampleIn(form), settings },
    })
    const shown = { ...visit, query: {}, typed: { action: request.path, form } }
    // What reads nothing of the sample is shown for what it is, and not kept.
    if (form.get('do') !== 'save' || trial.error !== undefined) return pageWith(shown, desk, trial)
    const source = await sourceOf(visit, desk)
    await carryOut(visit, desk, operations.replaceAlertSource, {
      params,
      body: { ...fieldsOf(source), ...settings },
      ifVersion: form.get('version'),
    })
    return { to: pathToSource(source.id, '?done=mappingSaved') }
  },
})

/** Trying what a source sends before it is read so for good. */
export const trying: readonly PageRoute[] = [page, attempt]
