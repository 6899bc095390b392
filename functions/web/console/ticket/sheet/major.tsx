import { updateMinutes, usualUpdateMinutes } from '../../../../../lib/incident/major.ts'
import type { SimilarList } from '../../../../api/incident/majors.ts'
import type { ApiDesk } from '../../../../api/operation.ts'
import { carryOut } from '../../../page/carry-out.ts'
import { TextArea, TextField } from '../../../page/piece/field.tsx'
import type { Visit } from '../../../page/visit.ts'
import { operations } from '../../operation.ts'
import type { Ticket } from '../ticket.ts'
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

type Similar = SimilarList['items']

const similar = async (visit: Visit, desk: ApiDesk, { number }: Ticket): Promise<Similar> =>
  (await carryOut<SimilarList>(visit, desk, operations.listSimilarIncidents, { params: { number } })).items

/** Open tickets about the same, each to be left out. */
const Children = ({ state, texts, extra }: Pick<SheetProps<Similar>, 'state' | 'texts' | 'extra'>) => {
  const sent = state.refused?.form.getAll('children')
  if (extra.length === 0) return null
  return (
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
  )
}

/** Why it is one, how often people hear of it, and which tickets are about the same. */
export const acceptSheet = sheet<Similar>({
  load: similar,
  Fields: ({ state, texts, ticket, extra }) => (
    <>
      <TextArea state={state} name="reason" label={texts.field.why} rows={3} isRequired />
      <Interval {...{ state, texts, ticket }} />
      <Children {...{ state, texts, extra }} />
    </>
  ),
})

/** Which tickets become part of it: those about the same, and others by their numbers. */
export const addChildrenSheet = sheet<Similar>({
  load: similar,
  Fields: ({ state, texts, extra }) => {
    const sent = state.refused?.form.getAll('children') ?? []
    return (
      <>
        <Children {...{ state, texts, extra }} />
        <TextField
          // What was ticked is sent under the same name.
          state={{ reader: state.reader }}
          name="children"
          label={texts.field.otherChildren}
          hint={texts.field.otherChildrenHint}
          value={sent.filter((given) => !extra.some(({ number }) => number === given)).join(', ')}
        />
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
