import { CalendarPlus } from 'lucide'
import type { Calendar } from '../../../lib/ticket/calendar.ts'
import { carryOut } from '../page/carry-out.ts'
import { Icon } from '../page/piece/icon.tsx'
import { Notice } from '../page/piece/notice.tsx'
import type { PageRoute } from '../page/visit.ts'
import { calendarField, calendarIn } from './calendar-body.ts'
import { CalendarFieldset } from './calendar-form.tsx'
import { AdminPage } from './frame.tsx'
import { mayEdit } from './guard.ts'
import { operations } from './operation.ts'
import { Edit } from './piece/edit.tsx'
import { changedSince, History, readPast } from './piece/history.tsx'
import { saved, saving } from './piece/saving.ts'
import { readSpan, Span } from './span.tsx'
import { adminTexts } from './text.ts'

const list = '/desk/admin/calendars'

const page: PageRoute = {
  method: 'GET',
  path: `${list}/{id}`,
  show: async (visit, desk) => {
    const { params } = visit
    const texts = adminTexts[visit.reader.language]
    const calendar = await carryOut<Calendar>(visit, desk, operations.readCalendar, { params })
    const [measured, past] = await Promise.all([
      readSpan(visit, desk, calendar),
      readPast(visit, desk, { operation: operations.readCalendarHistory, params }),
    ])
    return {
      page: (
        <AdminPage
          visit={visit}
          title={calendar.name}
          lead={texts.version(calendar.version)}
          above={[[list, texts.section.calendars.name]]}
          actions={
            mayEdit(visit.person) && (
              <a class="button quiet" href={`${list}/${calendar.id}/holidays`}>
                <Icon of={CalendarPlus} />
                {texts.holidays.title}
              </a>
            )
          }
          isForm
        >
          <Notice>
            <p>{texts.calendars.runningKeep}</p>
          </Notice>
          <section class="card padded">
            <Edit
              visit={visit}
              action={`${list}/${calendar.id}`}
              version={calendar.version}
              changed={changedSince(visit, past)}
              fields={(state) => <CalendarFieldset state={state} calendar={calendar} />}
            />
          </section>
          <Span visit={visit} calendar={calendar} measured={measured} />
          <History visit={visit} past={past} />
        </AdminPage>
      ),
    }
  },
}

const replace = saving({
  path: page.path,
  page,
  rename: calendarField,
  save: async (visit, desk) => {
    const { params, form } = visit
    const body = calendarIn(form)
    await carryOut(visit, desk, operations.replaceCalendar, { params, body, ifVersion: form.get('version') })
    return saved(page.path, params)
  },
})

/** One calendar. */
export const oneCalendar: readonly PageRoute[] = [page, replace]
