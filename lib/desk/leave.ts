import * as z from 'zod'
import { incidentProcess } from '../incident/process.ts'
import { Person } from '../people/person.ts'
import { Team } from '../people/team.ts'
import { key, list, partOf } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { byARule } from '../ticket/actor.ts'
import { Conflict, Refusal } from '../ticket/refusal.ts'
import { rerouteApprovals } from './change/leave.ts'
import type { ChangeOffice } from './change/order.ts'
import { setPlace } from './directory/team-place.ts'
import { execute, load, type Office } from './execute.ts'
import { allKept } from './keep.ts'

/** What became of the work of somebody who left, and what only people can decide. */
export const Leaving = z.object({
  kind: z.literal('leaving'),
  id: z.string(),
  /** Version of the person with which they left. */
  version: z.int(),
  at: z.string(),
  /** How many open tickets were taken from them and given to their teams, and decisions to others. */
  rerouted: z.int(),
  /** Teams whose tickets they get no more. */
  teams: z.array(z.string()),
  /** Teams that they still lead on paper. */
  leads: z.array(z.string()),
  /** People whom they still lead on paper; the first hundred. */
  manages: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type Leaving = z.infer<typeof Leaving>

/** Tickets that are looked up together. */
const aPage = 50
/** An index is a moment behind: look again until nothing is found, at most this often. */
const rounds = 5
const mostNamed = 100

/**
 * Reroutes everything that waits for somebody who has left: their open work goes back to its teams, whose rules give it to
 * somebody else; their teams count on them no more; and what only people can decide is put down. Nothing when they are
 * there (again). Safe to repeat: what is done is not done twice, and a repetition goes on where the last one ended.
 */
export const leave = async (office: ChangeOffice, id: string, at: string): Promise<Leaving | undefined> => {
  const { store } = office
  const head = await store.get(key.person(id))
  const person = head && Person.parse(head)
  if (!person || person.isActive) return undefined
  const place = key.leaving(id, person.version)
  const before = await store.get(place)
  const teams = await allKept(store, Team, 'team')
  const own: string[] = []
  for (const team of teams) if (await setPlace(store, team.id, id, false, at)) own.push(team.id)
  const rerouted = await rerouteWork(office, id, at)
  const known = before && Leaving.parse(before)
  const report: Leaving = {
    kind: 'leaving',
    id,
    version: person.version,
    at: known?.at ?? at,
    rerouted: rerouted + (known?.rerouted ?? 0),
    teams: [...new Set([...(known?.teams ?? []), ...own])],
    leads: teams.filter(({ lead }) => lead === id).map((team) => team.id),
    manages: await ledBy(store, id),
  }
  await store.commit([{ put: report, at: place }])
  return report
}

/** What became of the work of somebody when they left the last time, or nothing. */
export const readLeaving = async (store: Store, id: string): Promise<Leaving | undefined> => {
  const { items } = await store.parts(`person#${id}`, partOf.leaving, { limit: 1, newestFirst: true })
  return items[0] && Leaving.parse(items[0])
}

/** Everything that waits for a person, kind by kind; other kinds of work have their line here. */
const rerouteWork = async (office: ChangeOffice, id: string, at: string): Promise<number> =>
  (await rerouteIncidents(office, id, at)) + (await rerouteApprovals(office, id, at))

const rerouteIncidents = async (office: Office, id: string, at: string): Promise<number> => {
  const done = new Set<string>()
  const failures: unknown[] = []
  for (let round = 1; round <= rounds; round++) {
    let after: string | undefined
    let found = 0
    do {
      const page = await office.store.list(list.byAssignee('incident', id, 'new', ''), {
        limit: aPage,
        ...(after !== undefined && { after }),
      })
      for (const { number } of page.items) {
        if (done.has(String(number))) continue
        found++
        try {
          if (await giveBack(office, String(number), id, at)) done.add(String(number))
        } catch (error) {
          // One ticket that others write on does not keep the rest from their teams.
          failures.push(error)
        }
      }
      after = page.next
    } while (after !== undefined)
    if (failures.length > 0) throw failures[0]
    if (found === 0) break
  }
  return done.size
}

const attempts = 3

const giveBack = async (office: Office, number: string, id: string, at: string): Promise<boolean> => {
  for (let attempt = 1; ; attempt++) {
    const incident = await load(office.store, incidentProcess, number)
    if (incident?.assignee?.id !== id) return false
    try {
      await execute(office, {
        process: incidentProcess,
        number,
        command: { type: 'assign', assignee: null, because: 'left' },
        context: { at, by: byARule, channel: 'system' },
        ifVersion: incident.version,
      })
      return true
    } catch (error) {
      const isOvertaken = error instanceof Conflict || (error instanceof Refusal && error.code === 'stale')
      if (!isOvertaken || attempt === attempts) throw error
    }
  }
}

const ledBy = async (store: Store, id: string): Promise<Leaving['manages']> => {
  const page = await store.list(list.reports(id), { limit: mostNamed })
  const people = (await store.getMany(page.items.map((item) => key.person(String(item.id))))).map((item) =>
    Person.parse(item),
  )
  return people
    .filter(({ isActive, manager }) => isActive && manager === id)
    .map((one) => ({ id: one.id, name: one.name }))
}
