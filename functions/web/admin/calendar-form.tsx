import type { CalendarFields } from '../../../lib/ticket/calendar.ts'
import { type FormState, TextArea, TextField } from '../page/piece/field.tsx'
import { linesOf, spellsText, yearsOf } from './calendar-body.ts'
import { List } from './piece/list.tsx'
import { Week } from './piece/week.tsx'
import { adminTexts } from './text.ts'
import { ZoneList } from './zones.tsx'

/** When people work: the week, holidays by year, days with hours of their own. */
export const CalendarFieldset = (props: { state: FormState; calendar?: CalendarFields }) => {
  const { state, calendar } = props
  const texts = adminTexts[state.reader.language]
  const { term, calendars } = texts
  const holidays = calendar?.holidays ?? {}
  const wrong = state.refused?.refusal?.field
  return (
    <>
      <div class="form pair">
        <TextField state={state} name="name" label={term.name} value={calendar?.name} isRequired most={100} />
        <TextField
          state={state}
          name="zone"
          label={term.zone}
          value={calendar?.zone ?? 'Asia/Seoul'}
          isRequired
          list="zones"
        />
      </div>
      <Week state={state} name="week" label={term.week} hint={calendars.weekHint} week={calendar?.week ?? {}} />
      <fieldset class="stack tight group">
        <legend>{term.holidays}</legend>
        <p class="hint">{calendars.holidaysHint}</p>
        {yearsOf(holidays).map((year) => (
          <details open={wrong === `holidays.${year}`}>
            <summary>
              {calendars.year(year, Object.keys(holidays).filter((date) => date.startsWith(year)).length)}
            </summary>
            <TextArea
              state={state}
              name={`holidays.${year}`}
              label={calendars.daysOf(year)}
              rows={8}
              value={linesOf(holidays, year)}
            />
          </details>
        ))}
        <details open={wrong === 'holidays.more' || !!state.refused?.form.get('holidays.more')}>
          <summary>{calendars.moreHolidays}</summary>
          <TextArea
            state={state}
            name="holidays.more"
            label={calendars.moreHolidays}
            hint={calendars.lineHint}
            rows={3}
          />
        </details>
      </fieldset>
      <List
        state={state}
        name="exceptions"
        label={term.exceptions}
        hint={calendars.exceptionsHint}
        add={calendars.addException}
        items={Object.entries(calendar?.exceptions ?? {})}
        row={(prefix, day) => (
          <>
            <TextField state={state} name={`${prefix}date`} label={term.date} type="date" value={day?.[0]} isRequired />
            <TextField
              state={state}
              name={`${prefix}hours`}
              label={term.hours}
              hint={calendars.hoursHint}
              placeholder="09:00-12:00, 13:00-15:00"
              value={day && spellsText(day[1])}
            />
          </>
        )}
      />
      <ZoneList />
    </>
  )
}
