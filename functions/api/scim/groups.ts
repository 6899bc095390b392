import * as z from 'zod'
import { pointedAt } from '../../../lib/desk/directory/accounts.ts'
import { type Group, readGroup, saveGroup } from '../../../lib/desk/directory/groups.ts'
import { firstMembersOf, membershipsIn, setMembers } from '../../../lib/desk/directory/members.ts'
import { normalOperations, normalResource } from '../../../lib/people/directory/scim-quirks.ts'
import { list } from '../../../lib/store/schema.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import type { Response } from '../../edge/http.ts'
import { parse } from '../parse.ts'
import type { ScimCall, ScimDesk } from './desk.ts'
import { scimType } from './error.ts'
import { pageOf, readFilter } from './filter.ts'
import { changeMembers, Members, replaceMembers, unknownPath } from './group-members.ts'
import { listOf } from './schema.ts'
import { operationsIn } from './users.ts'

const core = 'urn:ietf:params:scim:schemas:core:2.0:Group'
/** More members than this are not shown; Entra ID asks for none. */
const mostShown = 1000
/** Groups that are walked through page by page. */
const mostWalked = 5000

const Given = z.looseObject({
  displayName: z.string('Give the group a name').trim().min(1, 'Give the group a name').max(256),
  externalId: z.string().max(200).optional(),
  members: Members.optional(),
})

const shown = async (desk: ScimDesk, group: Group, query: Readonly<Record<string, string>>): Promise<object> => {
  const without = (query.excludedAttributes ?? '').split(',').map((name) => name.trim().toLowerCase())
  const only = query.attributes?.split(',').map((name) => name.trim().toLowerCase())
  const hasMembers = only ? only.includes('members') : !without.includes('members')
  const members = hasMembers ? await firstMembersOf(desk.store, group.id, mostShown) : undefined
  const { id, name, directoryId, createdAt } = group
  return {
    schemas: [core],
    id,
    ...(directoryId !== undefined && { externalId: directoryId }),
    displayName: name,
    ...(members && {
      members: members.map((value) => ({ value, type: 'User', $ref: `${desk.publicUrl}/scim/v2/Users/${value}` })),
    }),
    meta: { resourceType: 'Group', created: createdAt, location: `${desk.publicUrl}/scim/v2/Groups/${id}` },
  }
}

const mustKnow = async ({ store }: ScimDesk, id: string): Promise<Group> => {
  const group = await readGroup(store, id)
  if (!group) throw new Refusal('not_found', `There is no group ${id}.`)
  return group
}

const headers = { 'content-type': scimType }

/** GET /Groups and /Groups/{id}. */
export const getGroups = async (desk: ScimDesk, { request, id }: ScimCall): Promise<Response> => {
  const { query } = request
  if (id !== undefined) return { status: 200, headers, body: await shown(desk, await mustKnow(desk, id), query) }
  const { startIndex, count } = pageOf(query)
  const ids = query.filter === undefined ? await idsOfAll(desk) : await idsFound(desk, query.filter)
  const groups = await Promise.all(
    ids.slice(startIndex - 1, startIndex - 1 + count).map((one) => readGroup(desk.store, one)),
  )
  const here = groups.filter((group) => group !== undefined)
  const body = listOf(await Promise.all(here.map((group) => shown(desk, group, query))), ids.length, startIndex)
  return { status: 200, headers, body }
}

const idsOfAll = async ({ store }: ScimDesk): Promise<readonly string[]> => {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await store.list(list.kept('group'), { limit: 500, ...(after !== undefined && { after }) })
    ids.push(...page.items.map(({ id }) => String(id)))
    after = page.next
  } while (after !== undefined && ids.length < mostWalked)
  const groups = await Promise.all(ids.map((id) => readGroup(store, id)))
  return groups.flatMap((group) => group?.id ?? [])
}

/** `members eq` beside an id asks whether somebody is in a group. */
const idsFound = async (desk: ScimDesk, filter: string): Promise<readonly string[]> => {
  const wanted = await readFilter(filter, ['id', 'displayName', 'externalId', 'members', 'members.value'])
  const [name, directoryId] = [wanted.get('displayname'), wanted.get('externalid')]
  const id =
    wanted.get('id') ??
    (name === undefined
      ? directoryId && (await pointedAt(desk.store, 'group-id', directoryId))
      : await pointedAt(desk.store, 'group-name', name))
  const group = id ? await readGroup(desk.store, id) : undefined
  if (!group || (directoryId !== undefined && group.directoryId !== directoryId)) return []
  if (name !== undefined && group.name.toLowerCase() !== name.toLowerCase()) return []
  const member = wanted.get('members') ?? wanted.get('members.value')
  if (member === undefined) return [group.id]
  const [membership] = await membershipsIn(desk.store, [group.id], member)
  return membership?.isMember ? [group.id] : []
}

/** POST /Groups. */
export const createGroup = async (desk: ScimDesk, { request, body, by }: ScimCall): Promise<Response> => {
  const { displayName, externalId, members = [] } = parse(Given, normalResource(body))
  const writing = { by, at: desk.now() }
  const group = await saveGroup(desk.store, {
    id: `g-${desk.newId()}`,
    name: displayName,
    directoryId: externalId,
    ...writing,
  })
  await setMembers(desk.store, {
    group: group.id,
    people: members.map(({ value }) => value),
    isMember: true,
    ...writing,
  })
  return {
    status: 201,
    headers: { ...headers, location: `${desk.publicUrl}/scim/v2/Groups/${group.id}` },
    body: await shown(desk, group, request.query),
  }
}

/** PUT /Groups/{id}. */
export const replaceGroup = async (desk: ScimDesk, call: ScimCall): Promise<Response> => {
  const group = await mustKnow(desk, call.id!)
  const { displayName, externalId = group.directoryId, members = [] } = parse(Given, normalResource(call.body))
  await rename(desk, call, group, { name: displayName, directoryId: externalId })
  await replaceMembers(
    desk,
    call,
    group.id,
    members.map(({ value }) => value),
  )
  return { status: 200, headers, body: await shown(desk, await mustKnow(desk, group.id), call.request.query) }
}

/** PATCH /Groups/{id}; nobody wants to read a thousand members back, so the answer is empty. */
export const patchGroup = async (desk: ScimDesk, call: ScimCall): Promise<Response> => {
  const group = await mustKnow(desk, call.id!)
  let names = { name: group.name, directoryId: group.directoryId }
  for (const operation of normalOperations(operationsIn(call.body))) {
    const path = (operation.path ?? '').replace(`${core}:`, '')
    if (/^displayName$/i.test(path)) names = { ...names, name: parse(Given.shape.displayName, operation.value) }
    else if (/^externalId$/i.test(path)) names = { ...names, directoryId: parse(z.string().max(200), operation.value) }
    else if (/^members\b/i.test(path)) await changeMembers(desk, call, group.id, { ...operation, path })
    else throw unknownPath(operation)
  }
  await rename(desk, call, group, names)
  return { status: 204 }
}

const rename = async (
  desk: ScimDesk,
  { by }: ScimCall,
  group: Group,
  names: { readonly name: string; readonly directoryId?: string | undefined },
): Promise<void> => {
  if (names.name === group.name && names.directoryId === group.directoryId) return
  await saveGroup(desk.store, { id: group.id, ...names, by, at: desk.now() })
}

/** DELETE /Groups/{id}: it gives nothing any more. */
export const deleteGroup = async (desk: ScimDesk, { id, by }: ScimCall): Promise<Response> => {
  const group = await mustKnow(desk, id!)
  await saveGroup(desk.store, {
    id: group.id,
    name: group.name,
    directoryId: group.directoryId,
    isDeleted: true,
    by,
    at: desk.now(),
  })
  return { status: 204 }
}
