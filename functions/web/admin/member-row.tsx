import type { Member } from '../../../lib/people/team.ts'
import { Checkbox, type FormState, TextField } from '../page/piece/field.tsx'
import type { Names } from './piece/change.tsx'
import { FieldError } from './piece/field-error.tsx'
import { shownIn } from './piece/list.tsx'
import { Week } from './piece/week.tsx'
import { adminTexts } from './text.ts'

/** One member of a team: who, and when they work; somebody new is named by their address. */
export const MemberRow = (props: {
  state: FormState
  prefix: string
  member: Member | undefined
  names: Names
  place: number
}) => {
  const { state, prefix, member, names, place } = props
  const texts = adminTexts[state.reader.language]
  const id = shownIn(state, `${prefix}id`, member?.id)
  const name = names[id]
  const hasHours = state.refused
    ? state.refused.form.getAll(`${prefix}hours`).includes('true')
    : member?.shift !== undefined
  const refusal = state.refused?.refusal?.field === `${prefix}id` ? state.refused.refusal : undefined
  return (
    <div class="stack tight member">
      {name ? (
        <>
          <input type="hidden" name={`${prefix}id`} value={id} />
          <p>
            <strong>
              {place + 1}. {name}
            </strong>
          </p>
          <FieldError refusal={refusal} reader={state.reader} />
        </>
      ) : (
        <TextField
          state={state}
          name={`${prefix}id`}
          label={texts.teams.member}
          hint={texts.teams.memberHint}
          value={id}
          list="people"
          isRequired
        />
      )}
      <details open={hasHours && state.refused?.refusal?.field?.startsWith(`${prefix}shift`) === true}>
        <summary>{hasHours ? texts.teams.ownHours : texts.teams.always}</summary>
        <Checkbox
          state={state}
          name={`${prefix}hours`}
          label={texts.teams.hours}
          hint={texts.teams.hoursHint}
          isChecked={member?.shift !== undefined}
        />
        <Week
          state={state}
          name={`${prefix}shift`}
          label={texts.term.shift}
          hint={texts.teams.shiftHint}
          week={member?.shift ?? {}}
        />
      </details>
    </div>
  )
}
