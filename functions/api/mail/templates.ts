import * as z from 'zod'
import { wordsOf } from '../../../lib/notify/compose.ts'
import { Purpose } from '../../../lib/notify/purpose.ts'
import { OwnTemplate, placeholders } from '../../../lib/notify/template.ts'
import { completed, keepTemplate, ownTemplate, templateHistory } from '../../../lib/notify/templates.ts'
import { askForTrial, trialOf } from '../../../lib/notify/trial.ts'
import { actorOf } from '../../../lib/people/person.ts'
import type { Store } from '../../../lib/store/store.ts'
import { Language } from '../../../lib/ticket/message.ts'
import { parseNumber } from '../../../lib/ticket/number.ts'
import type { Response } from '../../edge/http.ts'
import { HistoryPage, HistoryQuery } from '../history.ts'
import { versionIn } from '../if-match.ts'
import { type ApiDesk, type Call, operation } from '../operation.ts'
import { parse } from '../parse.ts'
import { administrators, historians } from '../rule/access.ts'

const TemplateView = z.object({
  purpose: Purpose,
  language: Language,
  subject: z.string().describe('Of a mail that begins a thread; an answer keeps the subject of its thread.'),
  intro: z.string(),
  closing: z.string(),
  isOwn: z.boolean().describe('Whether any part of it was written here.'),
  placeholders: z.array(z.string()),
  version: z.int().describe('Counts its changes; 0 for one that nobody ever changed.'),
})

const TemplateList = z.object({ items: z.array(TemplateView) })

const Trial = z.strictObject({
  template: OwnTemplate.optional().describe('Parts to try before they are kept; what is kept when absent.'),
  number: z
    .string()
    .transform((given, context) => {
      const number = parseNumber(given)
      if (number === undefined) context.addIssue({ code: 'custom', message: 'Use a number such as INC-12' })
      return number ?? ''
    })
    .optional()
    .describe('A ticket whose facts to use; made-up ones when absent.'),
})

const MailView = z.object({ subject: z.string(), text: z.string(), html: z.string() })
const Asked = z.object({ to: z.string() })

const Path = z.object({
  purpose: z.enum(Purpose.options, `Use one of ${Purpose.options.join(', ')}`),
  language: z.enum(Language.options, `Use one of ${Language.options.join(', ')}`),
})

/** The kind of mail in the path, if the caller may see to it. */
const kindOf = (call: Call, ensureMay = administrators) => {
  ensureMay(call)
  return parse(Path, call.params)
}

const viewOf = async (store: Store, purpose: Purpose, language: Language) => {
  const own = await ownTemplate(store, purpose, language)
  const { subject, intro, closing, version = 0 } = own ?? {}
  return {
    purpose,
    language,
    ...completed(purpose, language, own),
    isOwn: [subject, intro, closing].some((part) => part !== undefined),
    placeholders: [...placeholders[purpose]],
    version,
  }
}

const answer = async (store: Store, purpose: Purpose, language: Language): Promise<Response> => {
  const body = await viewOf(store, purpose, language)
  return { status: 200, headers: { etag: `"${body.version}"` }, body }
}

const path = '/api/v1/mail-templates/{purpose}/{language}'

const listTemplates = operation({
  method: 'GET',
  path: '/api/v1/mail-templates',
  id: 'listMailTemplates',
  access: { kind: 'rule', action: 'administer' },
  summary: 'List what every kind of mail says, by purpose and language',
  status: 200,
  answer: TemplateList,
  run: async (call: Call, { store }: ApiDesk) => {
    administrators(call)
    const kinds = Purpose.options.flatMap((purpose) => Language.options.map((language) => [purpose, language] as const))
    const items = await Promise.all(kinds.map(([purpose, language]) => viewOf(store, purpose, language)))
    return { status: 200, body: { items } }
  },
})

const readTemplate = operation({
  method: 'GET',
  path,
  id: 'readMailTemplate',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Read what one kind of mail says',
  status: 200,
  answer: TemplateView,
  run: async (call: Call, { store }: ApiDesk) => {
    const { purpose, language } = kindOf(call)
    return answer(store, purpose, language)
  },
})

const replaceTemplate = operation({
  method: 'PUT',
  path,
  id: 'replaceMailTemplate',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Put own words in the place of the usual ones; a part that is left out stays as usual',
  body: OwnTemplate,
  status: 200,
  answer: TemplateView,
  matching: true,
  run: async (call: Call<OwnTemplate>, { store, now }: ApiDesk) => {
    const kind = kindOf(call)
    const ifVersion = versionIn(call)
    const isUsual = Object.keys(call.body).length === 0
    // Saying what holds anyway is no change to remember.
    if (!isUsual || (await ownTemplate(store, kind.purpose, kind.language)))
      await keepTemplate(store, { ...kind, template: call.body, by: actorOf(call.caller), at: now(), ifVersion })
    return answer(store, kind.purpose, kind.language)
  },
})

const removeTemplate = operation({
  method: 'DELETE',
  path,
  id: 'removeMailTemplate',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Go back to the usual words; what was written stays in the history',
  status: 200,
  answer: TemplateView,
  matching: true,
  run: async (call: Call, { store, now }: ApiDesk) => {
    const kind = kindOf(call)
    const ifVersion = versionIn(call)
    if (await ownTemplate(store, kind.purpose, kind.language))
      await keepTemplate(store, { ...kind, template: {}, by: actorOf(call.caller), at: now(), ifVersion })
    return answer(store, kind.purpose, kind.language)
  },
})

const previewTemplate = operation({
  method: 'POST',
  path: `${path}/preview`,
  id: 'previewMailTemplate',
  access: { kind: 'rule', action: 'administer' },
  summary: 'See a mail before anybody gets it; nothing is kept or sent',
  body: Trial,
  status: 200,
  answer: MailView,
  run: async (call: Call<z.output<typeof Trial>>, { store, publicUrl }: ApiDesk) => {
    const { name, addresses } = call.caller
    const trial = { ...kindOf(call), ...call.body }
    const subject = await trialOf({ store, publicUrl }, trial, { name, address: addresses[0] ?? '' })
    return { status: 200, body: wordsOf(subject) }
  },
})

const testTemplate = operation({
  method: 'POST',
  path: `${path}/test`,
  id: 'testMailTemplate',
  access: { kind: 'rule', action: 'administer' },
  summary: 'Have such a mail sent to your own address',
  body: Trial,
  status: 202,
  answer: Asked,
  run: async (call: Call<z.output<typeof Trial>>, { store, now, newId, publicUrl }: ApiDesk) => {
    const trial = { ...kindOf(call), ...call.body }
    const to = await askForTrial({ store, publicUrl }, trial, call.caller, { newId: newId(), at: now() })
    return { status: 202, body: { to } }
  },
})

const readHistory = operation({
  method: 'GET',
  path: `${path}/history`,
  id: 'readMailTemplateHistory',
  access: { kind: 'rule', action: 'read-history' },
  summary: 'Read every change of what one kind of mail says, newest first; a part that is not named was as usual',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, { store }: ApiDesk) => {
    const { purpose, language } = kindOf(call, historians)
    return { status: 200, body: HistoryPage.parse(await templateHistory(store, purpose, language, call.query)) }
  },
})

/** What the API can do with the words of mails. */
export const templates = [
  listTemplates,
  readTemplate,
  replaceTemplate,
  removeTemplate,
  readHistory,
  previewTemplate,
  testTemplate,
]
