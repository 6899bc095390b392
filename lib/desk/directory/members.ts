import * as z from 'zod'
import type { Writing } from '../../people/own-address.ts'
import { key, partOf } from '../../store/schema.ts'
import type { Item, Store, Write } from '../../store/store.ts'
import { Conflict, Refusal } from '../../ticket/refusal.ts'
import { readDirectoryRules } from './rules.ts'

/** Whether somebody is in a group. */
export const Membership = z.object({
  kind: z.literal('membership'),
  group: z.string(),
  person: z.string(),
  isMember: z.boolean(),
  version: z.int(),
})
export type Membership = z.infer<typeof Membership>

const attempts = 5
/** Each member that changes is two writes, and a transaction has a hundred. */
const atOnce = 40
/** Events about members are forgotten after a week: the truth is whether somebody is a member. */
const eventSeconds = 7 * 86_400

/**
 * Makes people members of a group, or not any more, each once. Whom the rules give something for it, gets it a little later.
 * Refuses people whom nobody knows.
 */
export const setMembers = async (
  store: Store,
  order: Writing & { readonly group: string; readonly people: readonly string[]; readonly isMember: boolean },
): Promise<void> => {
  const { groups } = await readDirectoryRules(store)
  const isMapped = groups.some(({ group }) => group === order.group)
  const people = [...new Set(order.people)]
  for (let i = 0; i < people.length; i += atOnce)
    await setSome(store, { ...order, people: people.slice(i, i + atOnce) }, isMapped)
}

const setSome = async (
  store: Store,
  { group, people, isMember, by, at }: Parameters<typeof setMembers>[1],
  isMapped: boolean,
): Promise<void> => {
  if (isMember) {
    const known = new Set((await store.getMany(people.map(key.person))).map(({ id }) => String(id)))
    const unknown = people.find((id) => !known.has(id))
    if (unknown !== undefined)
      throw new Refusal('invalid', `members: there is no person ${unknown}. Make them known first.`, 'members')
  }
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const before = new Map((await membershipsOf(store, group, people)).map((one) => [one.person, one]))
    const writes = people.flatMap((person): Write[] => {
      const { isMember: was = false, version = 0 } = before.get(person) ?? {}
      if (was === isMember) return []
      const next: Membership = { kind: 'membership', group, person, isMember, version: version + 1 }
      const event = {
        kind: 'event',
        number: person,
        sequence: next.version,
        type: 'directory.membership_changed',
        at,
        by,
      }
      return [
        { put: next, at: key.member(group, person), if: { version } },
        ...(isMapped
          ? [
              {
                put: {
                  ...event,
                  channel: 'system',
                  data: {},
                  expiresAt: Math.ceil(Date.parse(at) / 1000) + eventSeconds,
                },
                at: key.happening(`member#${group}#${person}`, next.version),
                if: 'absent' as const,
              },
            ]
          : []),
      ]
    })
    if (writes.length === 0) return
    const outcome = await store.commit(writes)
    if (outcome.committed) return
  }
  throw new Conflict(`Others changed the members of ${group} at the same time; not all were changed. Try again.`)
}

const membershipsOf = async (store: Store, group: string, people: readonly string[]): Promise<readonly Membership[]> =>
  (await store.getMany(people.map((person) => key.member(group, person)))).map((item) => Membership.parse(item))

/** The memberships that a person has or had in these groups; at most 50 groups. */
export const membershipsIn = async (
  store: Store,
  groups: readonly string[],
  person: string,
): Promise<readonly Membership[]> =>
  (await store.getMany(groups.map((group) => key.member(group, person)))).map((item) => Membership.parse(item))

/** Those who are in a group now, page by page; `everybody` names those who were as well. */
export const membersOf = async (
  store: Store,
  group: string,
  {
    after,
    limit,
    everybody = false,
  }: { readonly after?: string | undefined; readonly limit: number; readonly everybody?: boolean },
): Promise<{ readonly people: readonly string[]; readonly next?: string | undefined }> => {
  const page = await store.parts(`group#${group}`, partOf.member, { limit, ...(after !== undefined && { after }) })
  const found = page.items.map((item: Item) => Membership.parse(item)).filter(({ isMember }) => everybody || isMember)
  return { people: found.map(({ person }) => person), next: page.next }
}

/** The members of a group, all of them up to so many. */
export const firstMembersOf = async (store: Store, group: string, most: number): Promise<readonly string[]> => {
  const people: string[] = []
  let after: string | undefined
  do {
    const page = await membersOf(store, group, { after, limit: 500 })
    people.push(...page.people)
    after = page.next
  } while (after !== undefined && people.length < most)
  return people.slice(0, most)
}
