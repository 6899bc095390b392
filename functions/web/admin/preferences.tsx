import { NotifyEvent, type Preferences, Telling } from '../../../lib/people/preferences.ts'
import { type FormState, Select } from '../page/piece/field.tsx'
import { adminTexts } from './text.ts'

/** How to be told of each event; what is left empty follows what stands behind it. */
export const PreferenceFields = (props: { state: FormState; prefix: string; preferences: Preferences }) => {
  const { state, prefix, preferences } = props
  const texts = adminTexts[state.reader.language]
  return (
    <div class="form pair">
      {NotifyEvent.options.map((event) => (
        <Select
          state={state}
          name={`${prefix}${event}`}
          label={texts.event[event]}
          value={preferences[event]}
          empty={texts.asUsual}
          options={Telling.options.map((telling) => [telling, texts.word[telling]])}
        />
      ))}
    </div>
  )
}

/** The wishes that a form has under this prefix. */
export const preferencesIn = (form: URLSearchParams, prefix: string): Record<string, string> =>
  Object.fromEntries(
    NotifyEvent.options.flatMap((event) => {
      const telling = form.get(`${prefix}${event}`)
      return telling ? [[event, telling]] : []
    }),
  )
