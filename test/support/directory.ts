import { expect } from 'vitest'
import { ownerOf, readPerson, register } from '../../lib/desk/change-person.ts'
import type { Person, PersonFields } from '../../lib/people/person.ts'
import type { Store } from '../../lib/store/store.ts'
import type { Actor } from '../../lib/ticket/actor.ts'

export const at = '2026-11-24T00:00:00.000Z'
/** Who changes people. */
export const admin: Actor = { id: 'p-admin', name: '한소라', is: 'administrator' }
export const by = { by: admin, at }
/** What is said of a new person. */
export const fields: PersonFields = { name: 'Minji', role: 'employee', language: 'ko', timeZone: 'Asia/Seoul' }

/** Registers a person with these addresses, one of their own unless told. */
export const knownIn =
  (store: () => Store) =>
  (id: string, addresses: readonly string[] = [`${id}@x.example`], over: Partial<PersonFields> = {}): Promise<Person> =>
    register(store(), { id, fields: { ...fields, name: id, ...over }, addresses, ...by })

/** Every address of the person is theirs alone, and knows them as they are. */
export const expectConsistentIn =
  (store: () => Store) =>
  async (...ids: string[]): Promise<void> => {
    for (const id of ids) {
      const person = await readPerson(store(), id)
      for (const address of person!.addresses) expect(await ownerOf(store(), address)).toEqual(person)
    }
  }
