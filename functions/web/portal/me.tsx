import { isAgent, type Person } from '../../../lib/people/person.ts'
import { NotifyEvent, usualPreferences } from '../../../lib/people/preferences.ts'
import type { ApiDesk } from '../../api/operation.ts'
import { carryOut } from '../page/carry-out.ts'
import { formBody } from '../page/form-body.ts'
import { densities, lookCookie, themes } from '../page/reader.ts'
import type { PageRoute, Visit } from '../page/visit.ts'
import type { Site } from './frame.tsx'
import { MePage } from './me-page.tsx'
import { readSessions, sessionPages } from './me-sessions.tsx'
import { tokenPages } from './me-tokens.tsx'
import { operations } from './operation.ts'

const me = { id: 'me' } as const

/** What somebody can be told about: an employee gets no more than what is sent to requesters. */
export const eventsFor = (person: Person): readonly NotifyEvent[] =>
  NotifyEvent.options.filter((event) => isAgent(person) || usualPreferences.employee[event] !== 'off')

const managerOf = async (visit: Visit, desk: ApiDesk): Promise<string | undefined> => {
  const { manager } = visit.person
  if (manager === undefined || !isAgent(visit.person)) return undefined
  return (await carryOut<Person>(visit, desk, operations.readPerson, { params: { id: manager } })).name
}

const page = (site: Site): PageRoute => ({
  method: 'GET',
  path: '/me',
  show: async (visit, desk) => {
    const [manager, sessions] = await Promise.all([managerOf(visit, desk), readSessions(visit, desk)])
    const events = eventsFor(visit.person)
    return { page: <MePage visit={visit} site={site} events={events} manager={manager} sessions={sessions} /> }
  },
})

const language: PageRoute = {
  method: 'POST',
  path: '/me/language',
  again: '/me',
  show: async (visit, desk) => {
    const body = formBody(operations.setLanguage.body, visit.form)
    await carryOut(visit, desk, operations.setLanguage, { params: me, body })
    return { to: '/me?saved=language' }
  },
}

/** A year: who comes back after that chooses again. */
const lookSeconds = 365 * 86_400

const look: PageRoute = {
  method: 'POST',
  path: '/me/look',
  show: async ({ form }) => {
    const theme = themes.find((known) => known === form.get('theme')) ?? 'auto'
    const density = densities.find((known) => known === form.get('density')) ?? 'comfortable'
    const cookie = `${lookCookie}=${theme}.${density}; Path=/; Max-Age=${lookSeconds}; SameSite=Lax; HttpOnly`
    return { to: '/me?saved=look', cookies: [cookie] }
  },
}

/** Only what was said here changes: wishes for single teams stay. */
const notifications: PageRoute = {
  method: 'POST',
  path: '/me/notifications',
  again: '/me',
  show: async (visit, desk) => {
    const { person, form } = visit
    const events = { ...person.preferences.events }
    for (const event of eventsFor(person)) {
      const wish = form.get(event)
      if (wish && wish !== 'usual') Object.assign(events, { [event]: wish })
      else delete events[event]
    }
    const body = { ...person.preferences, events }
    await carryOut(visit, desk, operations.setPreferences, { params: me, body })
    return { to: '/me?saved=notifications' }
  },
}

/** One's own settings. */
export const mePages = (site: Site): readonly PageRoute[] => [
  page(site),
  language,
  look,
  notifications,
  ...sessionPages,
  ...tokenPages(site),
]
