import { isDeepStrictEqual } from 'node:util'
import { customEnds } from '../incident/custom-clock.ts'
import { DeskRules, defaultRules, deskRules } from '../policy/desk-rules.ts'
import type { Store } from '../store/store.ts'
import type { Actor } from '../ticket/actor.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'
import type { SlaDefinition, SlaFields } from '../ticket/sla.ts'
import { type KeptVersion, keep, keptHistory, readKept } from './keep.ts'

/** The rules of the desk and the version of their record; 0 for those that a desk starts with. */
export interface RulesInForce {
  readonly rules: DeskRules
  readonly version: number
}

/** By whom and when the rules are changed, and which version of them the caller has seen. */
export interface RuleOrder {
  readonly by: Actor
  readonly at: string
  readonly ifVersion?: number | undefined
}

/** The rules of the desk as they stand. One read. */
export const readRules = async (store: Store): Promise<RulesInForce> => {
  const found = await readKept(store, DeskRules, deskRules.kind, deskRules.id)
  return found ? { rules: DeskRules.parse(found), version: found.version } : { rules: defaultRules, version: 0 }
}

/** Two administrators who write at the same time change different rules as a rule. */
const attempts = 3

/**
 * Changes some rules of the desk and leaves the others. Every function decides by them within 20 seconds; what is promised
 * already stays promised. Refused where somebody has changed the rules since the version that the caller has seen.
 */
export const changeRules = async (
  store: Store,
  { by, at, ifVersion }: RuleOrder,
  change: (now: RulesInForce) => Partial<DeskRules>,
): Promise<RulesInForce> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const now = await readRules(store)
    if (ifVersion !== undefined && ifVersion !== now.version)
      throw new Refusal(
        'stale',
        `The rules of the desk are at version ${now.version}, not ${ifVersion}. Read them again.`,
        undefined,
        { version: now.version },
      )
    const value = DeskRules.parse({ ...now.rules, ...change(now) })
    if (isDeepStrictEqual(value, now.rules)) return now
    try {
      const { version } = await keep(store, { ...deskRules, value, by, at, ifVersion: now.version })
      return { rules: value, version }
    } catch (error) {
      // Somebody wrote between our read and our write: look again.
      const isOvertaken = error instanceof Refusal && (error.code === 'stale' || error.code === 'conflict')
      if (!isOvertaken) throw error
    }
  }
  throw new Conflict(`Others wrote at the same time as this to the rules of the desk; nothing was written. Try again.`)
}

/** What the promises refer to: ids of calendars and of teams that there are. */
export interface Referable {
  readonly calendars: ReadonlySet<string>
  readonly teams: ReadonlySet<string>
}

/**
 * The promises as they are to be: one that differs from the promise of its id gets the next version, a new one that of the
 * record it comes with, which no earlier promise of that id can have had. Refused, by the place in the list, where one
 * names what there is not.
 */
export const promisesOf = (
  given: readonly SlaFields[],
  { rules, version }: RulesInForce,
  { calendars, teams }: Referable,
): SlaDefinition[] => {
  const ids = new Set<string>()
  for (const [i, { id, calendar, applies, metric, until }] of given.entries()) {
    const refuse = (field: string, why: string) =>
      new Refusal('invalid', `items.${i}.${field}: ${why}`, `items.${i}.${field}`)
    if (ids.has(id)) throw refuse('id', `${id} is there already. Use another id, or join the two.`)
    ids.add(id)
    if (!calendars.has(calendar))
      throw refuse('calendar', `there is no calendar ${calendar}. Use one of ${[...calendars].join(', ')}.`)
    for (const [j, team] of (applies.teams ?? []).entries())
      if (!teams.has(team))
        throw refuse(`applies.teams.${j}`, `there is no team ${team}. Use one of ${[...teams].join(', ')}.`)
    if (metric === 'custom' && !customEnds.some((end) => end === until))
      throw refuse('until', `nothing ends a clock at ${until}. Use one of ${customEnds.join(', ')}.`)
  }
  const before = new Map(rules.slas.map((definition) => [definition.id, definition]))
  return given.map(({ version: _, ...fields }) => {
    const last = before.get(fields.id)
    if (!last) return { ...fields, version: version + 1 }
    const { version: lastVersion, ...lastFields } = last
    return { ...fields, version: isDeepStrictEqual(plain(fields), plain(lastFields)) ? lastVersion : lastVersion + 1 }
  })
}

/** Without fields that are undefined. */
const plain = (value: object): unknown => JSON.parse(JSON.stringify(value))

/** BatchGetItem takes 100 keys, and each version is compared with the one before it. */
const mostChanges = 99

/** The changes of some of the rules, newest first, each with those rules as they were after it. */
export const ruleHistory = async (
  store: Store,
  fields: readonly (keyof DeskRules)[],
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
): Promise<{ readonly items: readonly KeptVersion[]; readonly cursor: string | null }> => {
  const wanted = new Set<string>(fields)
  const shown = Math.min(limit, mostChanges)
  const page = await keptHistory(store, deskRules.kind, deskRules.id, {
    cursor,
    limit: shown + 1,
  })
  if (!page) return { items: [], cursor: null }
  const those = (rules: object) => Object.fromEntries(Object.entries(rules).filter(([name]) => wanted.has(name)))
  const all = page.items.map((item) => ({ ...item, value: those(item.value) }))
  const before = (i: number) => all[i + 1]?.value ?? those(defaultRules)
  return {
    items: all.slice(0, shown).filter(({ value }, i) => !isDeepStrictEqual(value, before(i))),
    // One more was read than is shown: what the last one shown is compared with.
    cursor: all.length > shown ? String(all[shown]!.version) : null,
  }
}
