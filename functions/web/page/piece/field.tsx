import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { tellRefusal } from '../refusal-text.ts'
import type { Refused, Typed } from '../visit.ts'

/** A form as it is shown: what it sends to, and what was typed if it was refused. */
export interface FormState {
  readonly reader: Reader
  /** What was typed and is not saved, if this is the form that was sent. */
  readonly refused?: Typed | undefined
}

/** The refusal if it concerns this form, else nothing. */
export const refusedAt = (action: string, refused: Refused | undefined): Refused | undefined =>
  refused?.action === action ? refused : undefined

interface FieldProps {
  readonly state: FormState
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly isRequired?: boolean
}

const idOf = (name: string, scope: string | undefined) => `f-${scope ? `${scope}-` : ''}${name.replaceAll('.', '-')}`

/** Label, control, hint and error of one field, tied together for screen readers. */
const Row = (props: FieldProps & { id: string; children?: Child }) => {
  const { state, name, label, hint, isRequired, id, children } = props
  const refusal = state.refused?.refusal
  const told = refusal?.field === name ? tellRefusal(refusal, state.reader.language) : undefined
  return (
    <div class={told ? 'field wrong' : 'field'}>
      <label for={id}>
        {label}
        {!isRequired && <span class="optional"> {state.reader.texts.optional}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {told && (
        <p class="error" id={`${id}-error`}>
          {told.detail ? <span lang="en">{told.detail}</span> : told.sentence}
        </p>
      )}
    </div>
  )
}

const described = (id: string, { hint, state, name }: FieldProps) => {
  const wrong = state.refused?.refusal?.field === name
  const ids = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': wrong ? ('true' as const) : undefined }
}

/** One line of text. */
export const TextField = (
  props: FieldProps & {
    scope?: string
    value?: string | undefined
    type?: 'text' | 'email' | 'number' | 'date' | 'time' | 'datetime-local' | 'search' | 'url'
    placeholder?: string
    autocomplete?: string
    most?: number
    list?: string
    step?: string
  },
) => {
  const { state, name, value, type = 'text', isRequired, placeholder, autocomplete, most, list, step } = props
  const id = idOf(name, props.scope)
  return (
    <Row {...props} id={id}>
      <input
        id={id}
        name={name}
        type={type}
        value={state.refused?.form.get(name) ?? value ?? ''}
        required={isRequired}
        placeholder={placeholder}
        autocomplete={autocomplete ?? 'off'}
        maxlength={most}
        list={list}
        step={step}
        {...described(id, props)}
      />
    </Row>
  )
}

/** Several lines of text. */
export const TextArea = (
  props: FieldProps & {
    scope?: string
    value?: string | undefined
    rows?: number
    placeholder?: string
    draft?: string
    most?: number
  },
) => {
  const { state, name, value, rows = 4, isRequired, placeholder, draft, most } = props
  const id = idOf(name, props.scope)
  return (
    <Row {...props} id={id}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        required={isRequired}
        placeholder={placeholder}
        maxlength={most}
        data-draft={draft}
        {...described(id, props)}
      >
        {state.refused?.form.get(name) ?? value ?? ''}
      </textarea>
    </Row>
  )
}

/** One of several. */
export const Select = (
  props: FieldProps & {
    scope?: string
    value?: string | undefined
    options: readonly (readonly [value: string, label: string])[]
    /** What stands for no choice; without it the first option is chosen. */
    empty?: string
  },
) => {
  const { state, name, options, empty, isRequired } = props
  const id = idOf(name, props.scope)
  const chosen = state.refused?.form.get(name) ?? props.value ?? ''
  return (
    <Row {...props} id={id}>
      <select id={id} name={name} required={isRequired} {...described(id, props)}>
        {empty !== undefined && (
          <option value="" selected={chosen === ''}>
            {empty}
          </option>
        )}
        {options.map(([value, label]) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </Row>
  )
}

/** Yes or no. */
export const Checkbox = (props: FieldProps & { scope?: string; isChecked?: boolean }) => {
  const { state, name, label, hint, isChecked = false } = props
  const id = idOf(name, props.scope)
  const sent = state.refused?.form.getAll(name)
  return (
    <div class="field check">
      <input type="hidden" name={name} value="false" />
      <input
        type="checkbox"
        id={id}
        name={name}
        value="true"
        checked={sent ? sent.includes('true') : isChecked}
        {...described(id, props)}
      />
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** One of a few, all in sight. */
export const Choice = (
  props: FieldProps & {
    scope?: string
    value?: string | undefined
    options: readonly (readonly [string, string, string?])[]
  },
) => {
  const { state, name, label, hint, options } = props
  const chosen = state.refused?.form.get(name) ?? props.value
  const id = idOf(name, props.scope)
  return (
    <fieldset class="field choice">
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      <div class="options">
        {options.map(([value, text, more]) => (
          <label class="option" for={`${id}-${value}`}>
            <input type="radio" id={`${id}-${value}`} name={name} value={value} checked={value === chosen} />
            <span>
              <strong>{text}</strong>
              {more && <small>{more}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What makes a form that is sent twice take effect once; the id must be new for each page. */
export const Once = ({ id }: { id: string }) => <input type="hidden" name="once" value={id} />
