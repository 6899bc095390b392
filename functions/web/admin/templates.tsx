import { isForCallers, Purpose } from '../../../lib/notify/purpose.ts'
import { Language } from '../../../lib/ticket/message.ts'
import { carryOut } from '../page/carry-out.ts'
import { Tag } from '../page/piece/badge.tsx'
import type { PageRoute } from '../page/visit.ts'
import { AdminPage } from './frame.tsx'
import { ensureEditor } from './guard.ts'
import { operations } from './operation.ts'
import { adminTexts } from './text.ts'

/** What one kind of mail says. */
export interface TemplateView {
  readonly purpose: Purpose
  readonly language: Language
  readonly subject: string
  readonly intro: string
  readonly closing: string
  readonly isOwn: boolean
  readonly placeholders: readonly string[]
  readonly version: number
}

const path = '/desk/admin/templates'

/** Every kind of mail that the desk sends. Agents may not look at them, so for them there is no page. */
export const templates: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    ensureEditor(visit)
    const { reader } = visit
    const texts = adminTexts[reader.language]
    const { items } = await carryOut<{ items: readonly TemplateView[] }>(visit, desk, operations.listMailTemplates)
    const groups = [
      [texts.templates.toCallers, Purpose.options.filter(isForCallers)],
      [texts.templates.toDesk, Purpose.options.filter((purpose) => !isForCallers(purpose))],
    ] as const
    return {
      page: (
        <AdminPage visit={visit} title={texts.section.templates.name} lead={texts.section.templates.lead}>
          {groups.map(([heading, purposes]) => (
            <section class="stack tight">
              <h2>{heading}</h2>
              <ul class="card people">
                {purposes.map((purpose) => (
                  <li class="person-row">
                    <div>
                      <strong>{texts.purpose[purpose]}</strong>
                      <p class="small soft">
                        {items.find((item) => item.purpose === purpose && item.language === reader.language)?.subject}
                      </p>
                    </div>
                    <p class="buttons">
                      {Language.options.map((language) => (
                        <a
                          class="button quiet small"
                          href={`${path}/${purpose}/${language}`}
                          aria-label={`${texts.purpose[purpose]}, ${texts.word[language]}`}
                        >
                          {texts.word[language]}
                          {items.some(
                            (item) => item.purpose === purpose && item.language === language && item.isOwn,
                          ) && <Tag tone="good">{texts.templates.own}</Tag>}
                        </a>
                      ))}
                    </p>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </AdminPage>
      ),
    }
  },
}
