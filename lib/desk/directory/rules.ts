import * as z from 'zod'
import { DirectoryRules, directoryRules, usualDirectoryRules } from '../../people/directory/rules.ts'
import { key } from '../../store/schema.ts'
import type { Store, Write } from '../../store/store.ts'
import type { Actor } from '../../ticket/actor.ts'
import { Refusal } from '../../ticket/refusal.ts'
import { readTeam } from '../change-team.ts'
import { keep, readKept, readKeptVersion } from '../keep.ts'

const Kept = z.object(DirectoryRules.shape)

/** The rules in force, with their version; 0 for the usual ones. */
export const readDirectoryRules = async (store: Store): Promise<DirectoryRules & { readonly version: number }> => {
  const found = await readKept(store, Kept, directoryRules.kind, directoryRules.id)
  return found
    ? { groups: found.groups, safety: found.safety, version: found.version }
    : { ...usualDirectoryRules, version: 0 }
}

/** Groups that the rules name now or named before their last change: whoever is in them may have gained or lost something. */
export const groupsConcerned = async (store: Store): Promise<readonly string[]> => {
  const { groups, version } = await readDirectoryRules(store)
  const before =
    version > 1 ? await readKeptVersion(store, Kept, directoryRules.kind, directoryRules.id, version - 1) : undefined
  return [...new Set([...groups, ...(before?.groups ?? [])].map(({ group }) => group))]
}

/**
 * Makes the rules what they say, whole; what they give people reaches them a little later. Refuses a group or a team that
 * there is not.
 */
export const replaceDirectoryRules = async (
  store: Store,
  order: {
    readonly rules: DirectoryRules
    readonly by: Actor
    readonly at: string
    readonly ifVersion?: number | undefined
  },
): Promise<DirectoryRules & { readonly version: number }> => {
  const { rules, by, at, ifVersion } = order
  for (const [i, { group, team }] of rules.groups.entries()) {
    const no = (field: string, why: string) =>
      new Refusal('invalid', `groups.${i}.${field}: ${why}`, `groups.${i}.${field}`)
    if (!(await store.get(key.kept('group', group))))
      throw no('group', `there is no group ${group}. See /api/v1/directory/groups.`)
    if (team !== undefined && !(await readTeam(store, team))) throw no('team', `there is no team ${team}.`)
  }
  const version = (await readDirectoryRules(store)).version + 1
  const changed: Write = {
    put: {
      kind: 'event',
      number: directoryRules.id,
      sequence: version,
      type: 'directory.rules_changed',
      at,
      by,
      channel: 'system',
      data: {},
    },
    at: key.happening('policy#directory', version),
    if: 'absent',
  }
  const kept = await keep(store, {
    ...directoryRules,
    value: rules,
    by,
    at,
    ...(ifVersion !== undefined && { ifVersion }),
    also: [changed],
  })
  return { groups: rules.groups, safety: rules.safety, version: kept.version }
}
