import { TimeZone } from '../../ticket/time-zone.ts'
import type { Person } from '../person.ts'
import type { Account } from './account.ts'
import { languageOf } from './language.ts'
import { nameOf } from './name.ts'

/** Schema of what companies add to a user (RFC 7643 section 4.3). */
export const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
/** Schema of what only a service desk wants to know of a user. */
export const deskUser = 'urn:ietf:params:scim:schemas:extension:haneul:2.0:User'

type Json = Readonly<Record<string, unknown>>

const objectIn = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})
const listIn = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.map(objectIn) : [])
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined)
/** Entra ID has longer names than a list can show; the resource keeps them whole. */
const short = (value: unknown): string | undefined => text(value)?.slice(0, 100)

/** The address we write to first: the primary one, else that of work. */
const rank = ({ primary, type }: Json) => (primary === true ? 0 : type === 'work' ? 1 : 2)

/**
 * What a SCIM user (RFC 7643) says of a person, as an entry before it is checked. `addresses[type eq "work"].formatted` is
 * where Entra ID puts the office. A zone that nobody knows is none.
 */
export const entryOf = (user: Json): Json => {
  const enterprise = objectIn(user[enterpriseUser])
  const desk = objectIn(user[deskUser])
  const name = objectIn(user.name)
  const office = listIn(user.addresses).find(({ type }) => type === 'work') ?? listIn(user.addresses)[0] ?? {}
  const zone = TimeZone.safeParse(user.timezone)
  const said = {
    directoryId: text(user.externalId),
    userName: text(user.userName),
    name: short(
      nameOf({
        displayName: text(user.displayName),
        formatted: text(name.formatted),
        familyName: text(name.familyName),
        givenName: text(name.givenName),
      }),
    ),
    addresses: listIn(user.emails)
      .toSorted((a, b) => rank(a) - rank(b))
      .flatMap(({ value }) => text(value) ?? []),
    isActive: flag(user.active),
    language: languageOf(text(user.preferredLanguage) ?? text(user.locale)),
    timeZone: zone.success ? zone.data : undefined,
    department: short(enterprise.department),
    location: short(office.formatted) ?? short(office.locality),
    manager: text(objectIn(enterprise.manager).value),
    isGuest: text(user.userType) === undefined ? undefined : text(user.userType)?.toLowerCase() === 'guest',
    isVip: flag(desk.vip),
    isShared: flag(desk.sharedMailbox),
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

/**
 * A person as a SCIM user, as the directory said it: what it never said stands as the desk knows it. Whether they are active
 * is what is true here.
 */
export const userOf = (person: Person, account: Account | undefined): Json => {
  const said = account?.resource ?? made(person, account)
  return {
    ...said,
    id: person.id,
    active: person.isActive,
    ...(account && { meta: { resourceType: 'User', created: account.createdAt, lastModified: account.updatedAt } }),
  }
}

const made = (person: Person, account: Account | undefined): Json => {
  const [first] = person.addresses
  return {
    userName: account?.entry.userName ?? first ?? person.id,
    ...(person.directoryId !== undefined && { externalId: person.directoryId }),
    displayName: person.name,
    emails: person.addresses.map((value, i) => (i === 0 ? { value, type: 'work', primary: true } : { value })),
    preferredLanguage: person.language,
    timezone: person.timeZone,
    ...(person.location !== undefined && { addresses: [{ type: 'work', formatted: person.location }] }),
    ...((person.department ?? person.manager) !== undefined && {
      [enterpriseUser]: {
        ...(person.department !== undefined && { department: person.department }),
        ...(person.manager !== undefined && { manager: { value: person.manager } }),
      },
    }),
  }
}
