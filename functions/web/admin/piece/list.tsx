import type { Child } from 'hono/jsx'
import { ArrowUp, Plus, X } from 'lucide'
import type { FormState } from '../../page/piece/field.tsx'
import { Icon } from '../../page/piece/icon.tsx'
import { adminTexts } from '../text.ts'
import { FieldError } from './field-error.tsx'
import { rowsIn } from './rows.ts'

/** What a field shows: what was typed, else what is kept. */
export const shownIn = ({ refused }: FormState, name: string, kept: string | undefined): string =>
  refused ? (refused.form.get(name) ?? '') : (kept ?? '')

/**
 * A list of objects, one row each, with buttons that add, remove and, where the order matters, raise one; all of them work
 * without script. `name` is the list's field; `row` shows the fields of one, whose names begin with `prefix`.
 */
export const List = <One,>(props: {
  state: FormState
  name: string
  label: string
  hint?: string
  add: string
  items: readonly One[]
  isOrdered?: boolean
  row: (prefix: string, item: One | undefined, place: number) => Child
}) => {
  const { state, name, label, hint, items, isOrdered = false } = props
  const texts = adminTexts[state.reader.language]
  const rows = state.refused ? rowsIn(state.refused.form, name) : items.map((_, place) => place)
  const refusal = state.refused?.refusal?.field === name ? state.refused.refusal : undefined
  return (
    <fieldset class="list">
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      <input type="hidden" name={name} value="" />
      {rows.map((row, place) => (
        <div class="list-row">
          <input type="hidden" name={`${name}.${row}.row`} value="" />
          <div class="list-fields">{props.row(`${name}.${row}.`, items[row], place)}</div>
          <div class="list-buttons">
            {isOrdered && (
              <button
                class="button ghost square small"
                type="submit"
                formnovalidate
                name="raise"
                value={`${name}.${row}`}
                aria-label={texts.raise(place + 1)}
                disabled={place === 0}
              >
                <Icon of={ArrowUp} />
              </button>
            )}
            <button
              class="button ghost square small"
              type="submit"
              formnovalidate
              name="remove"
              value={`${name}.${row}`}
              aria-label={texts.removeRow(place + 1)}
            >
              <Icon of={X} />
            </button>
          </div>
        </div>
      ))}
      <FieldError refusal={refusal} reader={state.reader} />
      <p>
        <button class="button quiet small" type="submit" formnovalidate name="add" value={name}>
          <Icon of={Plus} />
          {props.add}
        </button>
      </p>
    </fieldset>
  )
}
