import { Impact, Priority, type PriorityMatrix, priorityOf, Urgency } from '../../../../../lib/ticket/priority.ts'
import { Choice, Once, Select, TextArea, TextField } from '../../../page/piece/field.tsx'
import { consoleTexts } from '../../text.ts'
import { pathTo } from '../ticket.ts'
import { type SheetProps, sheet } from './sheet.ts'

const matrix = (_: unknown, { policies }: { policies: { with(of: []): Promise<{ matrix: PriorityMatrix }> } }) =>
  policies.with([]).then((policy) => policy.matrix)

/** Title, category and service. */
export const editSheet = sheet({
  Fields: ({ state, texts, ticket }) => (
    <>
      <TextField state={state} name="title" label={texts.field.title} value={ticket.title} most={250} isRequired />
      <div class="form pair">
        <TextField state={state} name="category" label={texts.field.category} value={ticket.category} most={100} />
        <TextField state={state} name="service" label={texts.field.service} value={ticket.service} most={100} />
      </div>
    </>
  ),
})

/** Impact and urgency, and what the desk's table makes of them. */
export const prioritizeSheet = sheet<PriorityMatrix>({
  load: matrix,
  Fields: ({ state, texts, ticket, extra }) => {
    const { column } = consoleTexts[state.reader.language]
    const { level } = state.reader.texts
    return (
      <div class="judge stack">
        <Choice
          state={state}
          name="impact"
          label={column.impact}
          value={ticket.impact}
          options={Impact.options.map((each) => [each, level[each]])}
        />
        <Choice
          state={state}
          name="urgency"
          label={column.urgency}
          value={ticket.urgency}
          options={Urgency.options.map((each) => [each, level[each]])}
        />
        <div class="table-frame">
          <table class="matrix">
            <caption>{texts.field.matrix}</caption>
            <thead>
              <tr>
                <th scope="col">
                  {column.impact} \ {column.urgency}
                </th>
                {Urgency.options.map((urgency) => (
                  <th scope="col">{level[urgency]}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Impact.options.map((impact) => (
                <tr>
                  <th scope="row">{level[impact]}</th>
                  {Urgency.options.map((urgency) => (
                    <td class={`${impact}-${urgency}`}>{priorityOf(extra, impact, urgency)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    )
  },
})

/** Another priority than the table says, and the way back to the table. */
export const overrideSheet = sheet<PriorityMatrix>({
  load: matrix,
  Fields: ({ state, texts, ticket, extra }) => (
    <>
      <Select
        state={state}
        name="priority"
        label={texts.field.priority}
        hint={texts.matrixSays(priorityOf(extra, ticket.impact, ticket.urgency))}
        isRequired
        value={ticket.priority}
        options={Priority.options.map((priority) => [priority, priority])}
      />
      <TextArea state={state} name="reason" label={texts.field.why} rows={2} isRequired value={ticket.priorityReason} />
    </>
  ),
  After: (props) => (props.ticket.priorityReason === undefined ? null : <LetTheTableDecide {...props} />),
})

const LetTheTableDecide = ({ ticket, once, texts }: SheetProps<PriorityMatrix>) => (
  <form method="post" action={pathTo(ticket.number, 'override-priority')} data-swap>
    <Once id={`${once}-matrix`} />
    <input type="hidden" name="version" value={ticket.version} />
    <button class="button ghost" type="submit">
      {texts.byMatrix}
    </button>
  </form>
)
