import * as z from 'zod'
import { firstMembersOf, setMembers } from '../../../lib/desk/directory/members.ts'
import type { PatchOperation } from '../../../lib/people/directory/scim-quirks.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { parse } from '../parse.ts'
import type { ScimCall, ScimDesk } from './desk.ts'

/** Members as a request names them. */
export const Members = z.array(z.looseObject({ value: z.string() }), 'members: send a list of {"value": id}').max(1000)

/** The refusal of an operation on something that a group has not. */
export const unknownPath = ({ op, path }: PatchOperation) =>
  new Refusal('invalid', `Operations: a group has nothing to ${op} at ${path ?? 'no path'}.`, 'path', {
    keyword: 'invalidPath',
  })

const selected = /^members\[value eq "([^"]+)"\]$/i

/** Entra ID takes members away by a path that selects one, or by the path `members` and a value that names them. */
export const changeMembers = async (
  desk: ScimDesk,
  call: ScimCall,
  group: string,
  operation: PatchOperation & { readonly path: string },
): Promise<void> => {
  const writing = { by: call.by, at: desk.now() }
  const one = selected.exec(operation.path)?.[1]
  if (one !== undefined) {
    if (operation.op !== 'remove') throw unknownPath(operation)
    return setMembers(desk.store, { group, people: [one], isMember: false, ...writing })
  }
  if (!/^members$/i.test(operation.path)) throw unknownPath(operation)
  const { op, value } = operation
  if (op === 'remove' && value === undefined) return replaceMembers(desk, call, group, [])
  const people = parse(Members, Array.isArray(value) ? value.map(member) : [member(value)]).map((each) => each.value)
  if (op === 'replace') return replaceMembers(desk, call, group, people)
  return setMembers(desk.store, { group, people, isMember: op === 'add', ...writing })
}

const member = (given: unknown) => (typeof given === 'string' ? { value: given } : given)

/** Makes these people the members of a group, and nobody else. */
export const replaceMembers = async (
  desk: ScimDesk,
  { by }: ScimCall,
  group: string,
  people: readonly string[],
): Promise<void> => {
  const writing = { group, by, at: desk.now() }
  const before = await firstMembersOf(desk.store, group, Number.POSITIVE_INFINITY)
  const gone = before.filter((id) => !people.includes(id))
  await setMembers(desk.store, { ...writing, people: gone, isMember: false })
  await setMembers(desk.store, { ...writing, people, isMember: true })
}
