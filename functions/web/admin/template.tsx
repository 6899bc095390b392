import { Purpose } from '../../../lib/notify/purpose.ts'
import { mailTexts } from '../../../lib/notify/text/texts.ts'
import { Language } from '../../../lib/ticket/message.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { type FormState, TextArea, TextField } from '../page/piece/field.tsx'
import type { PageRoute, View, Visit } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { ensureEditor } from './guard.ts'
import { operations } from './operation.ts'
import { Edit, typedAt } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { saved, saving } from './piece/saving.ts'
import { ResetForm, type Shown, TrialResult } from './template-trial.tsx'
import { type TemplateView, templates } from './templates.tsx'
import { adminTexts } from './text.ts'

const parts = ['subject', 'intro', 'closing'] as const

const kindOf = ({ params }: Visit) => {
  const purpose = Purpose.safeParse(params.purpose)
  const language = Language.safeParse(params.language)
  if (!purpose.success || !language.success) throw new Refusal('not_found', 'There is no such mail.')
  return { purpose: purpose.data, language: language.data }
}

/** The parts that a form says otherwise than they come; what is left empty or as it comes is not ours to keep. */
const ownParts = (visit: Visit): Record<string, string> => {
  const { purpose, language } = kindOf(visit)
  const usual = mailTexts[language].templates[purpose]
  const given = parts.map((part) => [part, (visit.form.get(part) ?? '').replaceAll('\r\n', '\n').trim()] as const)
  return Object.fromEntries(given.filter(([part, text]) => text !== '' && text !== usual[part].trim()))
}

const Fields = ({ state, template }: { state: FormState; template: TemplateView }) => {
  const { reader } = state
  const texts = adminTexts[reader.language]
  return (
    <>
      <TextField
        state={state}
        name="subject"
        label={texts.term.subject}
        hint={texts.templates.subjectHint}
        value={template.subject}
        most={200}
      />
      <TextArea state={state} name="intro" label={texts.term.intro} rows={7} value={template.intro} />
      <TextArea state={state} name="closing" label={texts.term.closing} rows={4} value={template.closing} />
      <div class="stack tight">
        <h3>{texts.templates.values}</h3>
        <p class="hint">{texts.templates.valuesHint}</p>
        <dl class="facts values">
          {template.placeholders.map((name) => (
            <div>
              <dt>
                <code>{`{{${name}}}`}</code>
              </dt>
              <dd>{texts.templates.value[name] ?? ''}</dd>
            </div>
          ))}
        </dl>
      </div>
      <TextField
        state={state}
        name="number"
        label={texts.templates.ticket}
        hint={texts.templates.ticketHint}
        placeholder="INC-12"
      />
    </>
  )
}

const pageWith = async (visit: Visit, desk: ApiDesk, shown?: Shown): Promise<View> => {
  ensureEditor(visit)
  const { purpose, language } = kindOf(visit)
  const { params } = visit
  const texts = adminTexts[visit.reader.language]
  const [template, past] = await Promise.all([
    carryOut<TemplateView>(visit, desk, operations.readMailTemplate, { params }),
    readPast(visit, desk, {
      operation: operations.readMailTemplateHistory,
      params,
      first: {},
    }),
  ])
  const here = `${templates.path}/${purpose}/${language}`
  const changed = changedSince(visit, past)
  return {
    page: (
      <AdminPage
        visit={visit}
        title={texts.purpose[purpose]}
        lead={`${texts.word[language]} · ${template.isOwn ? texts.templates.isOwn : texts.templates.isUsual}`}
        above={[[templates.path, texts.section.templates.name]]}
        isForm
      >
        {shown && <TrialResult visit={visit} shown={shown} />}
        <div class="columns">
          <section class="card padded">
            <Edit
              visit={visit}
              action={here}
              version={template.version}
              changed={typedAt(visit, here) ? changed : []}
              fields={(state) => <Fields state={state} template={template} />}
              buttons={
                <>
                  <button class="button quiet" type="submit" name="do" value="preview">
                    {texts.templates.preview}
                  </button>
                  <button class="button quiet" type="submit" name="do" value="test">
                    {texts.templates.test}
                  </button>
                </>
              }
            />
          </section>
          <div class="stack">
            {template.isOwn && <ResetForm visit={visit} action={`${here}/reset`} version={template.version} />}
            <History visit={visit} past={past} />
          </div>
        </div>
      </AdminPage>
    ),
  }
}

const page: PageRoute = {
  method: 'GET',
  path: `${templates.path}/{purpose}/{language}`,
  show: (visit, desk) => pageWith(visit, desk),
}

/** What is tried stands in the form as it was typed; nothing is kept. */
const tried = async (visit: Visit, desk: ApiDesk, how: 'preview' | 'test'): Promise<View> => {
  const { params, form, request } = visit
  const number = form.get('number')?.trim()
  const body = { template: ownParts(visit), ...(number && { number }) }
  const shown =
    how === 'preview'
      ? await carryOut<Shown>(visit, desk, operations.previewMailTemplate, { params, body })
      : await carryOut<Shown>(visit, desk, operations.testMailTemplate, { params, body })
  return pageWith({ ...visit, query: {}, typed: { action: request.path, form } }, desk, shown)
}

const keep = saving({
  path: page.path,
  page,
  rename: (field) => field.replace(/^template\./, ''),
  save: async (visit, desk) => {
    const { params, form } = visit
    const how = form.get('do')
    if (how === 'preview' || how === 'test') return tried(visit, desk, how)
    const body = ownParts(visit)
    await carryOut(visit, desk, operations.replaceMailTemplate, { params, body, ifVersion: form.get('version') })
    return saved(page.path, params)
  },
})

const reset: PageRoute = {
  method: 'POST',
  path: `${page.path}/reset`,
  again: page.path,
  show: async (visit, desk) => {
    const { params, form } = visit
    await carryOut(visit, desk, operations.removeMailTemplate, { params, ifVersion: form.get('version') })
    return saved(page.path, params)
  },
}

/** What one kind of mail says: written, looked at, tried, and put back as it came. */
export const oneTemplate: readonly PageRoute[] = [page, keep, reset]
