import type { Person } from '../person.ts'
import { addressesIn, type Entry } from './entry.ts'

/** What somebody has of whom the directory says no more than that they are there. */
export interface Usual {
  readonly language: Person['language']
  readonly timeZone: string
}

const plain = ['name', 'language', 'timeZone', 'department', 'location', 'isVip', 'isShared'] as const

/**
 * The person after the directory said `now` and before that `then`. Only what the directory changed is changed: what
 * the desk knows better, such as a zone or a second address, stays until the directory says something new about it.
 */
export const mergeEntry = (person: Person, then: Entry | undefined, now: Entry): Person => {
  const next: Record<string, unknown> = { ...person }
  for (const field of plain) {
    if (now[field] === then?.[field]) continue
    if (now[field] !== undefined) next[field] = now[field]
    // A department may end; a name or a language may not.
    else if (field === 'department' || field === 'location') delete next[field]
    else if (field === 'isVip' || field === 'isShared') next[field] = false
  }
  if (now.directoryId !== undefined) next.directoryId = now.directoryId
  next.addresses = mergedAddresses(person.addresses, then ? addressesIn(then) : [], addressesIn(now))
  next.role = roleOf(person.role, now.isGuest)
  return next as Person
}

const mergedAddresses = (
  held: readonly string[],
  then: readonly string[],
  now: readonly string[],
): readonly string[] => {
  if (JSON.stringify(then) === JSON.stringify(now)) return held
  return [...now, ...held.filter((address) => !now.includes(address) && !then.includes(address))]
}

/** Whom the directory knows is no guest any more, unless it says that they are one. */
const roleOf = (role: Person['role'], isGuest: boolean | undefined): Person['role'] => {
  if (role === 'guest') return isGuest ? 'guest' : 'employee'
  return role === 'employee' && isGuest ? 'guest' : role
}

/** A person of whom nobody knew before the directory told of them; the name is a stand-in until it names them. */
export const personIn = (id: string, entry: Entry, usual: Usual): Person => ({
  kind: 'person',
  id,
  version: 0,
  name: entry.name ?? entry.userName ?? entry.addresses?.[0] ?? id,
  addresses: [],
  role: entry.isGuest ? 'guest' : 'employee',
  language: usual.language,
  timeZone: usual.timeZone,
  isActive: entry.isActive ?? true,
  isVip: false,
  isShared: false,
  leaves: [],
  skills: [],
  duties: [],
  preferences: { events: {}, teams: {} },
})
