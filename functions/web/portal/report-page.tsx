import { Send } from 'lucide'
import { Impact, Urgency } from '../../../lib/ticket/priority.ts'
import { Choice, Once, refusedAt, TextArea, TextField } from '../page/piece/field.tsx'
import { FilePicker } from '../page/piece/file-picker.tsx'
import { Icon } from '../page/piece/icon.tsx'
import { RefusedNotice } from '../page/piece/notice.tsx'
import type { Visit } from '../page/visit.ts'
import { Frame, type Site } from './frame.tsx'
import { type Outage, Outages } from './outage.tsx'
import type { Ticket } from './standing.ts'
import { type Template, TemplateLinks } from './template-links.tsx'
import { portalTexts } from './text.ts'

/** From the least: most people report what hurts only them. */
const rising = <Level extends string>(levels: readonly Level[]) => levels.toReversed()

/** The form in which somebody tells what is wrong, in the words of those who are hurt. */
export const ReportPage = (props: {
  visit: Visit
  site: Site
  outages: readonly Outage[]
  /** The ticket that this one goes on with. */
  follows: Ticket | undefined
  templates: readonly Template[]
  once: string
}) => {
  const { visit, site, outages, follows, templates, once } = props
  const { reader, person, query } = visit
  const texts = portalTexts[reader.language]
  const { report } = texts
  const refused = refusedAt('/report', visit.refused)
  const state = { reader, refused }
  const chosen = refused?.form.get('template') ?? query.template
  const template = follows ? undefined : templates.find(({ id }) => id === chosen)
  return (
    <Frame reader={reader} person={person} site={site} title={texts.place.report} here="report">
      <div class="narrow stack">
        <div>
          <h1>{report.heading}</h1>
          <p class="soft">{follows ? report.followLead(follows.number) : report.lead}</p>
        </div>
        <Outages outages={outages} reader={reader} back="/report" lead={report.knownAlready} />
        {!follows && <TemplateLinks templates={templates} chosen={template?.id} reader={reader} texts={report} />}
        <RefusedNotice refused={refused} reader={reader} />
        <form class="card padded form report" method="post" action="/report" enctype="multipart/form-data" data-swap>
          <Once id={once} />
          {follows && <input type="hidden" name="follows" value={follows.number} />}
          {template && <input type="hidden" name="template" value={template.id} />}
          <TextField
            state={state}
            name="title"
            label={report.title}
            hint={report.titleHint}
            value={follows ? report.again(follows.title) : (template?.title[reader.language] ?? query.title)}
            isRequired
            most={250}
          />
          <TextArea
            state={state}
            name="description"
            label={report.description}
            hint={report.descriptionHint}
            value={template?.text[reader.language]}
            rows={6}
          />
          <Choice
            state={state}
            name="impact"
            label={report.impact}
            value={follows?.impact ?? template?.impact ?? 'low'}
            options={rising(Impact.options).map((level) => [level, ...report.impacts[level]] as const)}
          />
          <Choice
            state={state}
            name="urgency"
            label={report.urgency}
            value={follows?.urgency ?? template?.urgency}
            options={rising(Urgency.options).map((level) => [level, ...report.urgencies[level]] as const)}
          />
          <FilePicker reader={reader} refused={refused} />
          <details open={Boolean(refused?.form.get('category') || refused?.form.get('service'))}>
            <summary>{report.more}</summary>
            <div class="form pair">
              <TextField
                state={state}
                name="service"
                label={report.service}
                hint={report.serviceHint}
                value={follows?.service ?? template?.service}
                most={100}
              />
              <TextField
                state={state}
                name="category"
                label={report.category}
                hint={report.categoryHint}
                value={follows?.category ?? template?.category}
                most={100}
              />
            </div>
          </details>
          <p>
            <button class="button" type="submit">
              <Icon of={Send} />
              {report.send}
            </button>
          </p>
        </form>
      </div>
    </Frame>
  )
}
