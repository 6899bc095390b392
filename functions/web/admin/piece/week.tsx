import { weekdays } from '../../../../lib/ticket/weekday.ts'
import type { FormState } from '../../page/piece/field.tsx'
import { adminTexts } from '../text.ts'
import { FieldError } from './field-error.tsx'
import { shownIn } from './list.tsx'
import { rowsIn } from './rows.ts'

interface Spell {
  readonly from: string
  readonly to: string
}

/** Hours by day of the week; a day that is not named is free. */
export type WeekHours = Partial<Record<(typeof weekdays)[number], readonly Spell[] | undefined>>

/** A break makes two spells; there is always room for one more. */
const leastSpells = 2

/**
 * A week as a grid: a line for each day, from and to for each spell of work. Spells that are left empty do not count, so a
 * day off is a line without times.
 */
export const Week = (props: { state: FormState; name: string; label: string; hint?: string; week: WeekHours }) => {
  const { state, name, label, hint, week } = props
  const texts = adminTexts[state.reader.language]
  const refusal = state.refused?.refusal
  const isWrong = refusal?.field === name || refusal?.field?.startsWith(`${name}.`) === true
  return (
    <fieldset class={isWrong ? 'week wrong' : 'week'}>
      <legend>{label}</legend>
      <p class="hint">{hint ?? texts.weekHint}</p>
      {weekdays.map((day) => {
        const list = `${name}.${day}`
        const used = state.refused ? rowsIn(state.refused.form, list).length : (week[day]?.length ?? 0)
        const spells = Math.max(leastSpells, state.refused ? used : used + (used >= leastSpells ? 1 : 0))
        const isDayWrong = refusal?.field?.startsWith(list) === true
        return (
          <div class="day">
            <span class="day-name">{texts.weekday[day]}</span>
            <div class="spells">
              {Array.from({ length: spells }, (_, i) => (
                <span class="spell">
                  {(['from', 'to'] as const).map((end) => (
                    <>
                      {end === 'to' && <span aria-hidden="true">–</span>}
                      <input
                        class="time"
                        name={`${list}.${i}.${end}`}
                        value={shownIn(state, `${list}.${i}.${end}`, week[day]?.[i]?.[end])}
                        aria-label={texts.spell(texts.weekday[day], i + 1, end)}
                        aria-invalid={isDayWrong ? 'true' : undefined}
                        inputmode="numeric"
                        pattern="[0-9]{2}:[0-9]{2}"
                        placeholder="--:--"
                        maxlength={5}
                        autocomplete="off"
                      />
                    </>
                  ))}
                </span>
              ))}
            </div>
          </div>
        )
      })}
      <FieldError refusal={isWrong ? refusal : undefined} reader={state.reader} />
    </fieldset>
  )
}
