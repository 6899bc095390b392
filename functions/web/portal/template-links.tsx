import type { TicketTemplate } from '../../../lib/policy/ticket-templates.ts'
import type { Reader } from '../page/reader.ts'
import type { PortalTexts } from './text/texts.ts'

/** What a report can begin with. */
export type Template = Omit<TicketTemplate, 'isRemoved'>

/** Links that fill the form with a template: they work without script, and what stands in the form can still be changed. */
export const TemplateLinks = (props: {
  templates: readonly Template[]
  chosen: string | undefined
  reader: Reader
  texts: PortalTexts['report']
}) => {
  const { templates, chosen, reader, texts } = props
  if (templates.length === 0) return null
  return (
    <nav class="begin" aria-labelledby="begin-with">
      <p class="soft" id="begin-with">
        {texts.beginWith}
      </p>
      <ul>
        {templates.map(({ id, label }) => (
          <li>
            <a
              class="button quiet small"
              href={`/report?template=${encodeURIComponent(id)}`}
              aria-current={id === chosen ? 'true' : undefined}
            >
              {label[reader.language]}
            </a>
          </li>
        ))}
        {chosen !== undefined && (
          <li>
            <a class="button ghost small" href="/report">
              {texts.blank}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}
