import { type Kept, type KeptRange, keep, keptHistory, readKept } from '../desk/keep.ts'
import type { Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import type { Language } from '../ticket/message.ts'
import type { Purpose } from './purpose.ts'
import { checkTemplate, OwnTemplate, type Template } from './template.ts'
import { mailTexts } from './text/texts.ts'

/** What an administrator keeps; an id that has nothing of its own keeps no part. */
const KeptTemplate = OwnTemplate.loose()

const idOf = (purpose: Purpose, language: Language) => `${purpose}.${language}`

/** The parts that an administrator wrote for this kind of mail, with who and when; nothing where nobody ever did. */
export const ownTemplate = async (
  store: Store,
  purpose: Purpose,
  language: Language,
): Promise<Kept<OwnTemplate> | undefined> => readKept(store, KeptTemplate, 'template', idOf(purpose, language))

/** What a template says once the usual texts stand where it says nothing itself. */
export const completed = (purpose: Purpose, language: Language, own: OwnTemplate = {}): Template => {
  const usual = mailTexts[language].templates[purpose]
  const { subject = usual.subject, intro = usual.intro, closing = usual.closing } = own
  return { subject, intro, closing }
}

/** What a mail says: the administrator's words, or ours. One read. */
export const templateFor = async (store: Store, purpose: Purpose, language: Language): Promise<Template> =>
  completed(purpose, language, await ownTemplate(store, purpose, language))

/** Puts an administrator's words in the place of ours; no parts at all bring ours back. Refuses unknown placeholders. */
export const keepTemplate = async (
  store: Store,
  order: {
    readonly purpose: Purpose
    readonly language: Language
    readonly template: OwnTemplate
    readonly by: Actor
    readonly at: string
    readonly ifVersion?: number | undefined
  },
): Promise<Kept<OwnTemplate>> => {
  const { purpose, language, template, by, at, ifVersion } = order
  checkTemplate(purpose, template)
  return keep(store, {
    kind: 'template',
    id: idOf(purpose, language),
    value: template,
    by,
    at,
    ...(ifVersion !== undefined && { ifVersion }),
  })
}

/** The changes of one kind of mail, newest first; none where nobody ever wrote anything. */
export const templateHistory = async (store: Store, purpose: Purpose, language: Language, range: KeptRange) =>
  (await keptHistory(store, 'template', idOf(purpose, language), range)) ?? { items: [], cursor: null }
