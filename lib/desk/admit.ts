import { type Claims, isOfTheCompany, isSamePerson, type NotAdmitted, whyNot } from '../people/identity.ts'
import type { Person } from '../people/person.ts'
import { deskZone } from '../policy/zone.ts'
import { type Key, key } from '../store/schema.ts'
import type { Store, Write } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import type { Language } from '../ticket/message.ts'
import { Conflict } from '../ticket/refusal.ts'
import { changePerson, ownerOf, readPerson, register } from './change-person.ts'

/** What makes people known when they sign in does so in this name. */
const bySigningIn: Actor = { id: 'sign-in', name: 'Haneul', is: 'system' }

/** What admitting somebody depends on besides who they are. */
export interface Admission {
  /** Mail domains whose people become employees by signing in. */
  readonly domains: readonly string[]
  /** In which we write to somebody new. */
  readonly language: Language
  readonly at: string
  /** For somebody new. */
  readonly id: string
}

export type Admitted = { readonly person: Person } | { readonly refused: NotAdmitted }

/** Two browsers of one person may sign in for the first time at once. */
const attempts = 3

/**
 * The person who signs in: whom we know by this sign-in service's id of them, or else by the directory's id, or else by a
 * verified mail address; the service's id is remembered, so that the address may change. Colleagues whom nobody registered
 * become employees when their mail domain says so. Never takes anything from somebody inactive.
 */
export const admit = async (store: Store, claims: Claims, admission: Admission): Promise<Admitted> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const found = await tryToAdmit(store, claims, admission)
    if (found) return found
  }
  throw new Conflict('Somebody signed in as the same person at the same time. Try again.')
}

/** Nothing when somebody else wrote meanwhile. */
const tryToAdmit = async (store: Store, claims: Claims, admission: Admission): Promise<Admitted | undefined> => {
  const place = key.identity(claims.issuer, claims.subject)
  const linked = await personAt(store, place)
  if (linked) return verdict(linked)
  const person = await knownAs(store, claims)
  const link = (personId: string): Write => ({
    put: { kind: 'identity', id: personId, at: admission.at },
    at: place,
    if: 'absent',
  })
  const { address } = claims
  const colleague = address !== undefined && isOfTheCompany(address, admission.domains) ? address : undefined
  const { at, id, language } = admission
  if (!person) {
    if (colleague === undefined || (await ownerOf(store, colleague))) return { refused: 'unknown' }
    const fields = { name: claims.name ?? colleague, role: 'employee' as const, language, timeZone: deskZone }
    const order = { id, fields, addresses: [colleague], by: bySigningIn, at, also: [link(id)] }
    return { person: await register(store, order) }
  }
  const becomesEmployee = person.role === 'guest' && person.isActive && colleague !== undefined
  const change = {
    id: person.id,
    change: { role: 'employee' as const },
    by: bySigningIn,
    at,
    ifVersion: person.version,
  }
  const promoted = becomesEmployee ? await changePerson(store, change) : person
  if (whyNot(promoted)) return verdict(promoted)
  const { committed } = await store.commit([link(promoted.id)])
  return committed ? { person: promoted } : undefined
}

const verdict = (person: Person): Admitted => {
  const refused = whyNot(person)
  return refused ? { refused } : { person }
}

const personAt = async (store: Store, place: Key): Promise<Person | undefined> => {
  const pointer = await store.get(place)
  return typeof pointer?.id === 'string' ? readPerson(store, pointer.id) : undefined
}

const knownAs = async (store: Store, claims: Claims): Promise<Person | undefined> => {
  const { directoryId, address } = claims
  const listed = directoryId && (await personAt(store, key.pointer('directory-id', directoryId)))
  if (listed) return listed
  const owner = address === undefined ? undefined : await ownerOf(store, address)
  return owner && isSamePerson(owner, claims) ? owner : undefined
}
