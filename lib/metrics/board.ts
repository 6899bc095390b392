import * as z from 'zod'
import { IncidentState } from '../incident/incident.ts'
import { openStates } from '../incident/life-cycle.ts'
import { PersonRef } from '../ticket/person-ref.ts'
import { Priority } from '../ticket/priority.ts'
import type { Day } from './day.ts'

/** An open ticket as lists have it: all that a board counts. */
export const OpenTicket = z.object({
  number: z.string(),
  state: IncidentState,
  priority: Priority,
  team: z.string(),
  assignee: PersonRef.optional(),
  openedAt: z.string(),
  /** When the next running promise must be kept; absent while none runs, such as while it waits for its requester. */
  targetAt: z.string().optional(),
})
export type OpenTicket = z.infer<typeof OpenTicket>

/** A promise that must be kept within this time is at risk: long enough to act, short enough to be few. */
export const atRiskHours = 2

const count = z.int()
const Promised = {
  breached: count.describe('Open tickets whose next promise is past and not kept yet.'),
  atRisk: count.describe(`Open tickets whose next promise must be kept within ${atRiskHours} hours.`),
}

/** Ages in days: from the first, to before the second. */
const ages = {
  under1d: [0, 1],
  from1to3d: [1, 3],
  from3to7d: [3, 7],
  from7to30d: [7, 30],
  over30d: [30, Infinity],
} as const
type Age = keyof typeof ages

/** What a team sees of its work at one instant. */
export const Board = z.object({
  asOf: z.iso.datetime().describe('The instant that the numbers are of.'),
  zone: z.string().describe('IANA zone of the days.'),
  isPartial: z.boolean().describe('There are more tickets than were counted; the numbers are too low.'),
  open: count,
  unassigned: count,
  counts: z.partialRecord(IncidentState, z.record(Priority, count)).describe('Open tickets by state and priority.'),
  age: z
    .record(z.enum(Object.keys(ages) as [Age, ...Age[]]), count)
    .describe('Open tickets by days since they were opened.'),
  ...Promised,
  assignees: z
    .array(PersonRef.pick({ id: true, name: true }).extend({ open: count, ...Promised }))
    .describe('Who has most first; at most 200.'),
  teams: z.array(z.object({ id: z.string(), open: count, unassigned: count, ...Promised })).describe('By id.'),
  days: z
    .array(z.object({ date: z.iso.date(), opened: count, resolved: count }))
    .describe('The last 14 days, oldest first; the last is today so far.'),
})
export type Board = z.infer<typeof Board>

/** What a board is made of. */
export interface BoardFacts {
  readonly open: readonly OpenTicket[]
  /** The days shown, each with what came and what was solved in it. */
  readonly days: readonly (Pick<Day, 'date'> & { readonly opened: number; readonly resolved: number })[]
  readonly zone: string
  readonly isPartial: boolean
}

/** A longer list is no board. */
const mostAssignees = 200

const day = 86_400_000

const ageOf = ({ openedAt }: OpenTicket, now: number): Age => {
  const days = Math.max(0, (now - Date.parse(openedAt)) / day)
  return (Object.keys(ages) as Age[]).find((age) => days < ages[age][1])!
}

/** How the next promise of a ticket stands. */
const standing = ({ targetAt }: OpenTicket, now: number): 'breached' | 'atRisk' | 'fine' => {
  if (targetAt === undefined) return 'fine'
  const due = Date.parse(targetAt)
  if (due <= now) return 'breached'
  return due <= now + atRiskHours * 3_600_000 ? 'atRisk' : 'fine'
}

interface Tally {
  open: number
  unassigned: number
  breached: number
  atRisk: number
}

const add = (tallies: Map<string, Tally>, id: string, ticket: OpenTicket, now: number): void => {
  const tally = tallies.get(id) ?? { open: 0, unassigned: 0, breached: 0, atRisk: 0 }
  tallies.set(id, tally)
  const stands = standing(ticket, now)
  tally.open++
  if (!ticket.assignee) tally.unassigned++
  if (stands !== 'fine') tally[stands]++
}

/** The board at an instant. Pure: the same tickets give the same numbers, so nothing can drift. */
export const boardOf = ({ open, days, zone, isPartial }: BoardFacts, at: string): Board => {
  const now = Date.parse(at)
  const zeros = Object.fromEntries(Priority.options.map((priority) => [priority, 0])) as Record<Priority, number>
  const counts = Object.fromEntries(openStates.map((state) => [state, { ...zeros }]))
  const age = Object.fromEntries(Object.keys(ages).map((name) => [name, 0])) as Record<Age, number>
  const all = new Map<string, Tally>([['all', { open: 0, unassigned: 0, breached: 0, atRisk: 0 }]])
  const people = new Map<string, Tally>()
  const teams = new Map<string, Tally>()
  const names = new Map<string, string>()
  for (const ticket of open) {
    counts[ticket.state]![ticket.priority]++
    age[ageOf(ticket, now)]++
    add(all, 'all', ticket, now)
    add(teams, ticket.team, ticket, now)
    if (!ticket.assignee) continue
    names.set(ticket.assignee.id, ticket.assignee.name)
    add(people, ticket.assignee.id, ticket, now)
  }
  return {
    asOf: at,
    zone,
    isPartial,
    ...all.get('all')!,
    counts,
    age,
    assignees: [...people]
      .map(([id, { unassigned: _, ...tally }]) => ({ id, name: names.get(id)!, ...tally }))
      .sort((a, b) => b.open - a.open || (a.id < b.id ? -1 : 1))
      .slice(0, mostAssignees),
    teams: [...teams].map(([id, tally]) => ({ id, ...tally })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    days: days.map(({ date, opened, resolved }) => ({ date, opened, resolved })),
  }
}
