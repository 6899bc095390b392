import { updateMinutes, usualUpdateMinutes } from '../../../../../lib/incident/major.ts'
import type { SimilarList } from '../../../../api/incident/majors.ts'
import { carryOut } from '../../../page/carry-out.ts'
import { TextArea, TextField } from '../../../page/piece/field.tsx'
import { operations } from '../../operation.ts'
import { type SheetProps, sheet } from './sheet.ts'

/** How many minutes lie between two updates. */
export const Interval = ({ state, texts, ticket }: Pick<SheetProps, 'state' | 'texts' | 'ticket'>) => (
  <TextField
    state={state}
    name="everyMinutes"
    type="number"
    label={texts.field.everyMinutes}
    hint={texts.field.everyMinutesHint(updateMinutes.least, updateMinutes.most)}
    value={String(ticket.updates?.everyMinutes ?? usualUpdateMinutes(ticket.priority))}
    isRequired
  />
)

/** Why it may be a major incident. */
export const proposeSheet = sheet({
  Fields: ({ state, texts }) => <TextArea state={state} name="reason" label={texts.field.why} rows={3} isRequired />,
})

/** Why it is none. */
export const rejectSheet = proposeSheet

/** Why it is one, how often people hear of it, and which tickets are about the same. */
export const acceptSheet = sheet<SimilarList['items']>({
  load: async (visit, desk, { number }) =>
    (await carryOut<SimilarList>(visit, desk, operations.listSimilarIncidents, { params: { number } })).items,
  Fields: ({ state, texts, ticket, extra }) => {
    const sent = state.refused?.form.getAll('children')
    return (
      <>
        <TextArea state={state} name="reason" label={texts.field.why} rows={3} isRequired />
        <Interval {...{ state, texts, ticket }} />
        {extra.length > 0 && (
          <fieldset class="field choice">
            <legend>{texts.field.children}</legend>
            <p class="hint">{texts.field.childrenHint}</p>
            <div class="options similar">
              {extra.map(({ number, title, requester }) => (
                <label class="option" for={`f-children-${number}`}>
                  <input
                    type="checkbox"
                    id={`f-children-${number}`}
                    name="children"
                    value={number}
                    checked={sent ? sent.includes(number) : true}
                  />
                  <span>
                    <strong>{title}</strong>
                    <small>
                      {number} · {requester.name}
                    </small>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
      </>
    )
  },
})

/** How often people hear of it. */
export const updatePlanSheet = sheet({
  Fields: ({ state, texts, ticket }) => <Interval {...{ state, texts, ticket }} />,
})

/** What happened, what it taught, and what follows. */
export const reviewSheet = sheet({
  Fields: ({ state, texts }) => (
    <>
      <TextArea state={state} name="happened" label={texts.field.happened} hint={texts.field.happenedHint} isRequired />
      <TextArea state={state} name="learned" label={texts.field.learned} hint={texts.field.learnedHint} isRequired />
      <TextArea
        state={state}
        name="followUps"
        label={texts.field.followUps}
        hint={texts.field.followUpsHint}
        isRequired
      />
    </>
  ),
})
