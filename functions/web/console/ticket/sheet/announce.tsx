import { asLocal } from '../../../page/local-instant.ts'
import { TextArea, TextField } from '../../../page/piece/field.tsx'
import { Interval } from './major.tsx'
import { sheet } from './sheet.ts'

/** Whether it is a major incident, and why. */
export const declareSheet = sheet({
  submit: ({ isMajor }, texts) => (isMajor ? texts.notMajor : texts.sheet['declare-major'].submit),
  Fields: ({ state, texts, ticket }) => (
    <>
      <input type="hidden" name="isMajor" value={String(!ticket.isMajor)} />
      <TextArea state={state} name="reason" label={texts.field.why} rows={3} isRequired />
      {!ticket.isMajor && <Interval {...{ state, texts, ticket }} />}
    </>
  ),
})

/** A line for everybody in the company, in either language or both. */
export const announceSheet = sheet({
  Fields: ({ state, texts, ticket }) => {
    const { timeZone } = state.reader
    const { headline = {}, since = ticket.openedAt, expectedEnd } = ticket.announcement ?? {}
    return (
      <>
        <TextField state={state} name="headline.ko" label={texts.field.headlineKo} value={headline.ko} most={200} />
        <TextField state={state} name="headline.en" label={texts.field.headlineEn} value={headline.en} most={200} />
        <div class="form pair">
          <TextField
            state={state}
            name="since"
            type="datetime-local"
            label={texts.field.since}
            value={asLocal(since, timeZone)}
          />
          <TextField
            state={state}
            name="expectedEnd"
            type="datetime-local"
            label={texts.field.expectedEnd}
            value={expectedEnd && asLocal(expectedEnd, timeZone)}
          />
        </div>
      </>
    )
  },
})
