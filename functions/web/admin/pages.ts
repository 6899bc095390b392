import type { PageRoute } from '../page/visit.ts'
import { addressPages } from './addresses.tsx'
import { audit } from './audit.tsx'
import { oneCalendar } from './calendar.tsx'
import { calendarLists } from './calendars.tsx'
import { digestPages } from './digest.tsx'
import { directoryPages } from './directory.tsx'
import { guarded } from './guard.ts'
import { holidayPages } from './holidays.tsx'
import { importPages } from './import-people.tsx'
import { mailRulePages } from './mail-rules.tsx'
import { matrixPages } from './matrix.tsx'
import { newPerson } from './new-person.tsx'
import { onePromise } from './one-sla.tsx'
import { people } from './people.tsx'
import { onePerson } from './person.tsx'
import { settingsPages } from './settings.tsx'
import { promises } from './slas.tsx'
import { start } from './start.tsx'
import { oneTeam } from './team.tsx'
import { teams } from './teams.tsx'
import { oneTemplate } from './template.tsx'
import { templates } from './templates.tsx'
import { tokenPages } from './tokens.tsx'

/** Every page of administration; the first that fits is shown. */
export const adminPages: readonly PageRoute[] = guarded([
  start,
  people,
  ...newPerson,
  ...onePerson,
  teams,
  ...oneTeam,
  ...promises,
  ...onePromise,
  ...calendarLists,
  ...holidayPages,
  ...oneCalendar,
  ...matrixPages,
  ...settingsPages,
  ...addressPages,
  ...mailRulePages,
  templates,
  ...oneTemplate,
  ...digestPages,
  ...tokenPages,
  audit,
  ...importPages,
  ...directoryPages,
])
