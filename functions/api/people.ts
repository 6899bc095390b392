import * as z from 'zod'
import {
  activate,
  changePerson,
  deactivate,
  ownerOf,
  type PersonOrder,
  readPerson,
  register,
  setPreferences,
} from '../../lib/desk/change-person.ts'
import { keptHistory, listKept } from '../../lib/desk/keep.ts'
import { type ActionOn, may } from '../../lib/people/access.ts'
import { actorOf, MailAddress, Person, PersonFields } from '../../lib/people/person.ts'
import { OwnPreferences } from '../../lib/people/preferences.ts'
import { listedPerson, personFor, type ShownPerson } from '../../lib/people/shown.ts'
import type { Store } from '../../lib/store/store.ts'
import { Refusal } from '../../lib/ticket/refusal.ts'
import type { Response } from '../edge/http.ts'
import { HistoryPage, HistoryQuery, PageQuery } from './history.ts'
import { once } from './idempotency.ts'
import { versionIn } from './if-match.ts'
import { noting } from './noting.ts'
import { type ApiDesk, type Call, operation } from './operation.ts'

const Addresses = z
  .array(MailAddress, 'Give a list of mail addresses')
  .max(20, 'Use at most 20 addresses')
  .describe('The first is where we write to. One of somebody inactive is taken over.')

const NewPerson = PersonFields.extend({ addresses: Addresses.min(1, 'Give at least one mail address') })

/** Fields that are not sent stay; null takes one away (RFC 7396). */
const Change = PersonFields.extend({ addresses: Addresses })
  .partial()
  .extend({
    manager: PersonFields.shape.manager.nullable().describe('Id of the person who leads this one; null for nobody.'),
    department: PersonFields.shape.department.nullable().describe('Where they belong.'),
    location: PersonFields.shape.location.nullable().describe('Where they work.'),
  })

const { role, language, timeZone, isActive, isVip, isShared, leaves, skills, duties, preferences } = Person.shape

/** What a reader sees of a person: the fields of a card, and the others where they are theirs to know. */
const PersonView = Person.pick({ id: true, name: true, addresses: true, department: true, location: true }).extend({
  version: z.int(),
  directoryId: z
    .string()
    .optional()
    .describe('What the company’s directory calls them; for administrators and themselves.'),
  isActive: isActive.unwrap(),
  role: role.optional(),
  duties: duties.unwrap().optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
  manager: z.string().optional(),
  isVip: isVip.unwrap().optional(),
  isShared: isShared.unwrap().optional(),
  leaves: leaves.unwrap().optional().describe('Notes of others’ leaves are for administrators.'),
  skills: skills.unwrap().optional(),
  preferences: preferences.unwrap().optional().describe('One’s own; those of others for administrators.'),
})

const PersonPage = z.object({ items: z.array(PersonView), cursor: z.string().nullable() })

const ListQuery = PageQuery.extend({
  name: z.string().max(100).optional().describe('Only people whose names begin so.'),
  address: z.string().max(254).optional().describe('Only the owner of this mail address.'),
  guests: z.stringbool('Use true or false').optional().describe('Guests stand in a list of their own.'),
})

const answer = (person: ShownPerson, status = 200, headers: Record<string, string> = {}): Response => ({
  status,
  headers: { etag: `"${person.version}"`, ...headers },
  body: PersonView.parse(person),
})

/** The id in the path; `me` is the caller. */
const idOf = ({ params, caller }: Call): string => (params.id === 'me' ? caller.id : (params.id ?? ''))

const missing = (id: string) => new Refusal('not_found', `There is no person ${id}, or they are not yours to see.`)

/** The id in the path, if the caller may do this to that person; whom they may not see does not exist for them. */
const allowed = (call: Call, action: ActionOn<'person'>): string => {
  const id = idOf(call)
  if (!may(call.caller, 'read', { kind: 'person', id })) throw missing(id)
  if (!may(call.caller, action, { kind: 'person', id }))
    throw new Refusal('forbidden', 'Only administrators may do this. Ask one of them.')
  return id
}

const administrators = ({ caller }: Call): void => {
  if (!may(caller, 'administer', { kind: 'person' }))
    throw new Refusal('forbidden', 'Only administrators change people. Ask one of them.')
}

/** Refuses whoever may not say what somebody may here; bringing in employees and guests is no such thing. */
const ensureGives = ({ caller }: Call, isMore: boolean): void => {
  if (isMore && !may(caller, 'give-role', { kind: 'person' }))
    throw new Refusal('forbidden', 'role: only administrators say what somebody may here. Ask one of them.', 'role')
}

const listPeople = operation({
  method: 'GET',
  path: '/api/v1/people',
  id: 'listPeople',
  access: { kind: 'person', action: 'list' },
  summary: 'List people by name',
  query: ListQuery,
  status: 200,
  answer: PersonPage,
  run: async ({ caller, query }: Call<unknown, z.output<typeof ListQuery>>, { store }: ApiDesk) => {
    if (!may(caller, 'list', { kind: 'person' }))
      throw new Refusal('forbidden', 'Only agents list people. Ask for /people/me.')
    const { name, address, guests, cursor, limit } = query
    if (address !== undefined) {
      const owner = await ownerOf(store, address)
      return {
        status: 200,
        body: PersonPage.parse({ items: owner ? [listedPerson(caller, owner)] : [], cursor: null }),
      }
    }
    const page = await listKept(store, Person, 'person', {
      cursor,
      limit,
      begins: name,
      role: guests ? 'guest' : undefined,
    })
    const items = page.items.map((person) => listedPerson(caller, person))
    return { status: 200, body: PersonPage.parse({ ...page, items }) }
  },
})

const registerPerson = operation({
  method: 'POST',
  path: '/api/v1/people',
  id: 'registerPerson',
  access: { kind: 'person', action: 'administer' },
  summary: 'Make a person known',
  body: NewPerson,
  status: 201,
  answer: PersonView,
  idempotent: true,
  run: async (call: Call<z.output<typeof NewPerson>>, { store, now, newId }: ApiDesk) => {
    administrators(call)
    const { addresses, ...fields } = call.body
    ensureGives(call, !['employee', 'guest'].includes(fields.role) || fields.duties !== undefined)
    const at = now()
    const { made, repeated } = await once(call, store, at, {
      id: `p-${newId()}`,
      make: (id, also) => register(store, { id, fields, addresses, by: actorOf(call.caller), at, also }),
      find: (id) => readPerson(store, id),
    })
    return answer(personFor(call.caller, made), 201, {
      location: `/api/v1/people/${made.id}`,
      ...(repeated && { 'idempotent-replayed': 'true' }),
    })
  },
})

const readOnePerson = operation({
  method: 'GET',
  path: '/api/v1/people/{id}',
  id: 'readPerson',
  access: { kind: 'person', action: 'read' },
  summary: 'Read a person; `me` is the caller',
  status: 200,
  answer: PersonView,
  run: async (call: Call, desk: ApiDesk) => {
    const id = allowed(call, 'read')
    const person = await readPerson(desk.store, id)
    if (!person) throw missing(id)
    const shown = personFor(call.caller, person)
    if (shown.preferences && id !== call.caller.id) await noting(call, desk, 'person-private', { kind: 'person', id })
    return answer(shown)
  },
})

const orderOf = (call: Call, id: string, at: string): PersonOrder => ({
  id,
  by: actorOf(call.caller),
  at,
  ifVersion: versionIn(call),
})

const changeOnePerson = operation({
  method: 'PATCH',
  path: '/api/v1/people/{id}',
  id: 'changePerson',
  access: { kind: 'person', action: 'administer' },
  summary: 'Change a person: fields that are not sent stay, null takes one away',
  body: Change,
  status: 200,
  answer: PersonView,
  matching: true,
  run: async (call: Call<z.output<typeof Change>>, { store, now }: ApiDesk) => {
    const id = allowed(call, 'administer')
    ensureGives(call, call.body.role !== undefined || call.body.duties !== undefined)
    return answer(personFor(call.caller, await changePerson(store, { ...orderOf(call, id, now()), change: call.body })))
  },
})

const switching = (
  name: 'activate' | 'deactivate',
  summary: string,
  run: (store: Store, order: PersonOrder) => Promise<Person>,
) =>
  operation({
    method: 'POST',
    path: `/api/v1/people/{id}/${name}`,
    id: `${name}Person`,
    access: { kind: 'person', action: 'administer' },
    summary,
    status: 200,
    answer: PersonView,
    matching: true,
    run: async (call: Call, { store, now }: ApiDesk) => {
      const id = allowed(call, 'administer')
      return answer(personFor(call.caller, await run(store, orderOf(call, id, now()))))
    },
  })

const setOwnPreferences = operation({
  method: 'PUT',
  path: '/api/v1/people/{id}/preferences',
  id: 'setPreferences',
  access: { kind: 'person', action: 'set-preferences' },
  summary: 'Say what a person wants to be told; their own, or an administrator for them',
  body: OwnPreferences,
  status: 200,
  answer: PersonView,
  matching: true,
  run: async (call: Call<z.output<typeof OwnPreferences>>, { store, now }: ApiDesk) => {
    const id = allowed(call, 'set-preferences')
    const set = await setPreferences(store, { ...orderOf(call, id, now()), preferences: call.body })
    return answer(personFor(call.caller, set))
  },
})

const setOwnLanguage = operation({
  method: 'PUT',
  path: '/api/v1/people/{id}/language',
  id: 'setLanguage',
  access: { kind: 'person', action: 'set-preferences' },
  summary: 'Say in which language and time zone a person reads; their own, or an administrator for them',
  body: PersonFields.pick({ language: true, timeZone: true }),
  status: 200,
  answer: PersonView,
  matching: true,
  run: async (call: Call<Pick<Person, 'language' | 'timeZone'>>, { store, now }: ApiDesk) => {
    const id = allowed(call, 'set-preferences')
    const changed = await changePerson(store, { ...orderOf(call, id, now()), change: call.body })
    return answer(personFor(call.caller, changed))
  },
})

const readHistory = operation({
  method: 'GET',
  path: '/api/v1/people/{id}/history',
  id: 'readPersonHistory',
  access: { kind: 'person', action: 'read-history' },
  summary: 'Read every change of a person, newest first',
  query: HistoryQuery,
  status: 200,
  answer: HistoryPage,
  run: async (call: Call<unknown, z.output<typeof HistoryQuery>>, desk: ApiDesk) => {
    const id = allowed(call, 'read-history')
    await noting(call, desk, 'person-history', { kind: 'person', id })
    const page = await keptHistory(desk.store, 'person', id, call.query)
    if (!page) throw missing(id)
    return { status: 200, body: HistoryPage.parse(page) }
  },
})

/** What the API can do with people. */
export const people = [
  listPeople,
  registerPerson,
  readOnePerson,
  changeOnePerson,
  switching('deactivate', 'Take access and work away from a person; their history stays', deactivate),
  switching('activate', 'Make the same person active again', activate),
  setOwnPreferences,
  setOwnLanguage,
  readHistory,
]
