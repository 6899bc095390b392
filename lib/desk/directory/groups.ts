import * as z from 'zod'
import { pointerWrites, type Writing } from '../../people/own-address.ts'
import { key } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { keep, readKept } from '../keep.ts'
import { pointedAt } from './accounts.ts'

/** A group of the directory. A kept record; its members are kept one by one. */
export const Group = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  /** What the directory calls it, for ever. */
  directoryId: z.string().optional(),
  /** The directory has deleted it: it gives nothing any more. */
  isDeleted: z.boolean().default(false),
  createdAt: z.string(),
})
export type Group = z.infer<typeof Group>

/** The group, unless the directory has deleted it. */
export const readGroup = async (store: Store, id: string): Promise<Group | undefined> => {
  const found = await readKept(store, Group, 'group', id)
  return found?.isDeleted ? undefined : found
}

/** What is to be true of a group; two groups never have the same name or id in the directory. */
export const saveGroup = async (
  store: Store,
  order: Writing & {
    readonly id: string
    readonly name: string
    readonly directoryId?: string | undefined
    readonly isDeleted?: boolean
  },
): Promise<Group> => {
  const { id, name, directoryId, isDeleted = false, by, at } = order
  const before = await readKept(store, Group, 'group', id)
  const names = {
    name: before?.isDeleted ? undefined : before?.name,
    id: before?.isDeleted ? undefined : before?.directoryId,
  }
  const now = isDeleted ? {} : { name, id: directoryId }
  await refuseTaken(store, id, 'group-name', now.name)
  await refuseTaken(store, id, 'group-id', now.id)
  const value = { name, directoryId, isDeleted, createdAt: before?.createdAt ?? at }
  const also: Write[] = [
    ...pointerWrites('group-name', id, names.name, now.name),
    ...pointerWrites('group-id', id, names.id, now.id),
    ...(isDeleted ? [changed(id, (before?.version ?? 0) + 1, { by, at })] : []),
  ]
  const kept = await keep(store, { kind: 'group', id, value, by, at, also, ifVersion: before?.version ?? 0 })
  return Group.parse(kept)
}

/** Tells that what a whole group gives its members may have changed. */
const changed = (group: string, version: number, { by, at }: Writing): Write => ({
  put: {
    kind: 'event',
    number: group,
    sequence: version,
    type: 'directory.group_changed',
    at,
    by,
    channel: 'system',
    data: {},
  },
  at: key.happening(`group#${group}`, version),
  if: 'absent',
})

const refuseTaken = async (
  store: Store,
  id: string,
  what: 'group-name' | 'group-id',
  name: string | undefined,
): Promise<void> => {
  const holder = name === undefined ? undefined : await pointedAt(store, what, name)
  if (holder === undefined || holder === id) return
  const field = what === 'group-name' ? 'displayName' : 'externalId'
  throw new Refusal('conflict', `${field}: ${name} is what the group ${holder} is called. Use another one.`, field)
}
