import type { FormState } from '../../page/piece/field.tsx'
import { FieldError } from './field-error.tsx'

/** Any of a few, all in sight; none is a choice, too. */
export const Picks = (props: {
  state: FormState
  name: string
  label: string
  hint?: string
  options: readonly (readonly [value: string, label: string])[]
  picked: readonly string[]
}) => {
  const { state, name, label, hint, options } = props
  const picked = state.refused ? state.refused.form.getAll(name) : props.picked
  const refusal = state.refused?.refusal
  const isWrong = refusal?.field === name || refusal?.field?.startsWith(`${name}.`) === true
  return (
    <fieldset class={isWrong ? 'field choice wrong' : 'field choice'}>
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      <input type="hidden" name={name} value="" />
      <div class="picks">
        {options.map(([value, text]) => (
          <label class="pick-one">
            <input type="checkbox" name={name} value={value} checked={picked.includes(value)} />
            {text}
          </label>
        ))}
      </div>
      <FieldError refusal={isWrong ? refusal : undefined} reader={state.reader} />
    </fieldset>
  )
}
