import { ResolutionCode } from '../../../../../lib/incident/incident.ts'
import { HoldReason } from '../../../../../lib/ticket/hold.ts'
import { words } from '../../../page/entry-text.ts'
import { Choice, Select, TextArea, TextField } from '../../../page/piece/field.tsx'
import { sheet } from './sheet.ts'

/** What a ticket waits for, until when, and what is said of it. */
export const holdSheet = sheet({
  Fields: ({ state, texts }) => (
    <>
      <Choice
        state={state}
        name="reason"
        label={texts.field.holdReason}
        value="caller"
        options={HoldReason.options.map((reason) => [reason, ...texts.hold[reason]])}
      />
      <TextArea state={state} name="text" label={texts.field.holdText} hint={texts.field.holdTextHint} />
      <TextField
        state={state}
        name="until"
        type="datetime-local"
        label={texts.field.until}
        hint={texts.field.untilHint}
      />
    </>
  ),
})

/** How a ticket was solved, and by what. */
export const resolveSheet = sheet({
  Fields: ({ state, texts }) => (
    <>
      <Select
        state={state}
        name="code"
        label={texts.field.code}
        isRequired
        options={ResolutionCode.options.map((code) => [code, words[state.reader.language].resolution[code]])}
      />
      <TextArea state={state} name="notes" label={texts.field.notes} hint={texts.field.notesHint} rows={6} isRequired />
    </>
  ),
})

/** What is still wrong. */
export const reopenSheet = sheet({
  Fields: ({ state, texts }) => <TextArea state={state} name="reason" label={texts.field.stillWrong} />,
})

/** Why nothing needs to be done. */
export const cancelSheet = sheet({
  isGrave: true,
  Fields: ({ state, texts }) => <TextArea state={state} name="reason" label={texts.field.why} isRequired />,
})
