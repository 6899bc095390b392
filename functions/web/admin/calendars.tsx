import { Plus } from 'lucide'
import type { Calendar } from '../../../lib/ticket/calendar.ts'
import { weekdays } from '../../../lib/ticket/weekday.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { TextField } from '../page/piece/field.tsx'
import { Icon } from '../page/piece/icon.tsx'
import type { PageRoute, Visit } from '../page/visit.ts'
import { calendarField, calendarIn, spellsText } from './calendar-body.ts'
import { CalendarFieldset } from './calendar-form.tsx'
import { AdminPage } from './frame.tsx'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import { Edit } from './piece/edit.tsx'
import { saved, saving } from './piece/saving.ts'
import { adminTexts } from './text.ts'

const path = '/desk/admin/calendars'

/** All calendars. */
export const allCalendars = async (visit: Visit, desk: ApiDesk): Promise<readonly Calendar[]> =>
  (await carryOut<{ items: readonly Calendar[] }>(visit, desk, operations.listCalendars)).items

/** The calendars, each with its week at a glance. */
const page: PageRoute = {
  method: 'GET',
  path,
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    const calendars = await allCalendars(visit, desk)
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.section.calendars.name}
          lead={texts.section.calendars.lead}
          actions={
            mayEdit(visit.person) && (
              <a class="button" href={`${path}/new`} data-command={texts.calendars.add}>
                <Icon of={Plus} />
                {texts.calendars.add}
              </a>
            )
          }
        >
          <div class="card">
            <ul class="people">
              {calendars.map(({ id, name, zone, version, week, holidays }) => (
                <li class="person-row">
                  <div>
                    <a href={`${path}/${id}`}>{name}</a>
                    <p class="line">
                      <span>{zone}</span>
                      <span>{texts.calendars.holidays(Object.keys(holidays).length)}</span>
                      <span>{texts.version(version)}</span>
                    </p>
                    <p class="line">
                      {weekdays
                        .filter((day) => week[day].length > 0)
                        .map((day) => (
                          <span>
                            {texts.weekday[day]} {spellsText(week[day])}
                          </span>
                        ))}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
          </div>
        </AdminPage>
      ),
    }
  },
}

const newPage: PageRoute = {
  method: 'GET',
  path: `${path}/new`,
  show: async (visit, desk) => {
    const texts = adminTexts[visit.reader.language]
    return {
      page: (
        <AdminPage
          visit={visit}
          title={texts.calendars.add}
          lead={texts.calendars.addLead}
          above={[[path, texts.section.calendars.name]]}
          isForm
        >
          <section class="card padded">
            <Edit
              visit={visit}
              action={`${path}/new`}
              once={desk.newId()}
              save={texts.calendars.add}
              fields={(state) => (
                <>
                  <TextField
                    state={state}
                    name="id"
                    label={texts.term.id}
                    hint={texts.idHint}
                    placeholder="london"
                    isRequired
                    most={40}
                  />
                  <CalendarFieldset state={state} />
                </>
              )}
            />
          </section>
        </AdminPage>
      ),
    }
  },
}

const create = saving({
  path: newPage.path,
  page: newPage,
  rename: calendarField,
  save: async (visit, desk) => {
    const body = { ...calendarIn(visit.form), id: visit.form.get('id')?.trim() ?? '' }
    const { id } = await carryOut<Calendar>(visit, desk, operations.createCalendar, { body })
    return saved(`${path}/{id}`, { id })
  },
})

/** The calendars, and making one. */
export const calendarLists: readonly PageRoute[] = [page, newPage, create]
