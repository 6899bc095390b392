import { ownerOfAddress, pointedAt, readAccount } from '../../../lib/desk/directory/accounts.ts'
import { type Synced, syncPerson } from '../../../lib/desk/directory/sync-person.ts'
import { addressesIn, Entry } from '../../../lib/people/directory/entry.ts'
import { fitted, normalOperations, normalResource } from '../../../lib/people/directory/scim-quirks.ts'
import { deskUser, enterpriseUser, entryOf, userOf } from '../../../lib/people/directory/scim-user.ts'
import { Person } from '../../../lib/people/person.ts'
import { key } from '../../../lib/store/schema.ts'
import { Conflict, Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import { parse } from '../parse.ts'
import type { ScimCall, ScimDesk } from './desk.ts'
import { checked, scimType } from './error.ts'
import { listOf, PatchOp, User } from './schema.ts'
import { type Known, knownById, searchUsers } from './user-search.ts'

type Json = Readonly<Record<string, unknown>>

const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const mostOperations = 1000

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value))

/** A user as it is stored and answered: what the schemas know of it, in their form. */
const read = (given: Json): Json => {
  const schemas = [coreUser, ...[enterpriseUser, deskUser].filter((schema) => schema in given)]
  return plain(new User({ ...given, schemas } as ConstructorParameters<typeof User>[0], 'in'))
}

const shown = ({ publicUrl }: ScimDesk, { person, account }: Known): Json => {
  const user = userOf(person, account)
  const meta = {
    resourceType: 'User',
    ...(user.meta as Json | undefined),
    location: `${publicUrl}/scim/v2/Users/${person.id}`,
  }
  return { ...user, schemas: [coreUser, ...[enterpriseUser, deskUser].filter((schema) => schema in user)], meta }
}

const answer = (desk: ScimDesk, known: Known, status = 200): Response => ({
  status,
  headers: {
    'content-type': scimType,
    ...(status === 201 && { location: `${desk.publicUrl}/scim/v2/Users/${known.person.id}` }),
  },
  body: shown(desk, known),
})

const missing = (id: string) => new Refusal('not_found', `There is no user ${id}.`)

const mustKnow = async ({ store }: ScimDesk, id: string): Promise<Known> => {
  const known = await knownById(store, id)
  if (!known) throw missing(id)
  return known
}

/** GET /Users and /Users/{id}. */
export const getUsers = async (desk: ScimDesk, { request, id }: ScimCall): Promise<Response> => {
  if (id !== undefined) return answer(desk, await mustKnow(desk, id))
  const { items, total, startIndex } = await searchUsers(desk.store, request.query)
  const body = listOf(
    items.map((known) => shown(desk, known)),
    total,
    startIndex,
  )
  return { status: 200, headers: { 'content-type': scimType }, body }
}

const entryIn = (user: Json): Entry => parse(Entry, entryOf(user))

/** What stays with us, and what would be taken for a change: ids, times and who is active are ours. */
const resourceIn = ({ id: _, meta: __, schemas: ___, groups: ____, active: _____, ...user }: Json): Json => user

const save = async (desk: ScimDesk, { by }: ScimCall, id: string, user: Json, seen: number): Promise<Synced> =>
  syncPerson(desk.store, { id, entry: entryIn(user), resource: resourceIn(user), seen, by, at: desk.now() })

/**
 * POST /Users. Somebody whom the directory deleted, and a guest who has the address, become who it says: the same person.
 * Whoever else is known under the id is there already.
 */
export const createUser = async (desk: ScimDesk, call: ScimCall): Promise<Response> => {
  const user = await checked(() => read(normalResource(call.body) as Json))
  const entry = entryIn(user)
  const id = (await personFor(desk, entry)) ?? `p-${desk.newId()}`
  const account = await readAccount(desk.store, id)
  return answer(desk, await save(desk, call, id, { active: true, ...user }, account?.version ?? 0), 201)
}

const personFor = async ({ store }: ScimDesk, entry: Entry): Promise<string | undefined> => {
  const known = entry.directoryId === undefined ? undefined : await pointedAt(store, 'directory-id', entry.directoryId)
  if (known !== undefined) {
    const head = await store.get(key.person(known))
    const person = head && Person.parse(head)
    if (person?.isActive)
      throw new Refusal(
        'conflict',
        `externalId: ${entry.directoryId} is ${person.name} (${known}). Change that user.`,
        'externalId',
      )
    return known
  }
  for (const address of addressesIn(entry)) {
    const owner = await ownerOfAddress(store, address)
    if (owner?.role === 'guest' && owner.directoryId === undefined) return owner.id
  }
  return undefined
}

/** PUT /Users/{id}. */
export const replaceUser = async (desk: ScimDesk, call: ScimCall): Promise<Response> => {
  const id = call.id!
  const user = await checked(() => read(normalResource(call.body) as Json))
  return trying(async () => {
    const { person, account } = await mustKnow(desk, id)
    return answer(desk, await save(desk, call, id, { active: person.isActive, ...user }, account?.version ?? 0))
  })
}

/** PATCH /Users/{id}, in every way in which Entra ID sends it. */
export const patchUser = async (desk: ScimDesk, call: ScimCall): Promise<Response> => {
  const operations = operationsIn(call.body)
  return trying(async () => {
    const known = await mustKnow(desk, call.id!)
    const user = await checked(() => patched(shown(desk, known), operations))
    return answer(desk, await save(desk, call, known.person.id, user, known.account?.version ?? 0))
  })
}

/** The operations of a PATCH as they were sent. */
export const operationsIn = (body: unknown): readonly unknown[] => {
  const { Operations, operations = Operations } = (body ?? {}) as { Operations?: unknown; operations?: unknown }
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > mostOperations)
    throw new Refusal('invalid', `Operations: send 1 to ${mostOperations} operations.`, 'Operations', {
      keyword: 'invalidSyntax',
    })
  return operations
}

/** One after the other, because what the next one selects may be what the last one added. */
const patched = async (user: Json, operations: readonly unknown[]): Promise<Json> => {
  let now = user
  for (const operation of normalOperations(operations)) {
    const message = new PatchOp({ schemas: [patchOp], Operations: [fitted(operation, now)] } as ConstructorParameters<
      typeof PatchOp
    >[0])
    const next = await message.apply(new User(now as unknown as ConstructorParameters<typeof User>[0], 'out', ''))
    if (next) now = plain(next)
  }
  return read(now)
}

const attempts = 3

/** Somebody else's change between our read and ours is no error: look and decide again. */
const trying = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error
    }
  }
}

/** DELETE /Users/{id}: they lose access and work for good; what they did stays theirs. */
export const deleteUser = async (desk: ScimDesk, { id, by }: ScimCall): Promise<Response> => {
  const { person } = await mustKnow(desk, id!)
  const entry = { isActive: false }
  await syncPerson(desk.store, { id: person.id, entry, isPartial: true, isDeleted: true, by, at: desk.now() })
  return { status: 204 }
}
