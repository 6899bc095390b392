import * as z from 'zod'
import { Refusal } from '../ticket/refusal.ts'
import { TimeZone } from '../ticket/time-zone.ts'
import { isAgent, type Person } from './person.ts'
import { Preferences } from './preferences.ts'
import { Shift } from './shift.ts'

const short = (what: string) => z.string(what).trim().min(1, what).max(100, 'Use at most 100 characters')

/** Somebody who works in a team, and when; without a shift, always. */
export const Member = z.strictObject({ id: short('Give the id of a person'), shift: Shift.optional() })
export type Member = z.infer<typeof Member>

/** How a team's new tickets find somebody. `manual`: they wait until somebody takes them. */
export const AssignmentMethod = z.enum(['manual', 'round-robin', 'least-loaded'])
export type AssignmentMethod = z.infer<typeof AssignmentMethod>

/** The rule by which a team's tickets are assigned. */
export const AssignmentRule = z.strictObject({
  method: AssignmentMethod,
  /** Nobody gets a ticket who has this many open ones; absent: no limit. */
  capacity: z.int('Use a whole number').min(1, 'Use at least 1').max(1000, 'Use at most 1000').optional(),
  /** A requester goes to whoever helped them last, if that person can take work now. */
  isSticky: z.boolean().optional(),
})
export type AssignmentRule = z.infer<typeof AssignmentRule>

/** What a command says of a team. */
export const TeamFields = z.strictObject({
  name: short('Give the team a name').describe('As it is called.'),
  members: z
    .array(Member)
    // They are read together.
    .max(100, 'Use at most 100 members; make two teams')
    .describe('In the order in which turns are taken.'),
  lead: short('Give the id of a person').optional().describe('Id of the person who answers for the team.'),
  zone: TimeZone.describe('IANA zone in which the team’s own times are meant.'),
  location: short('Name the place').optional().describe('Where it works.'),
  calendar: short('Give the id of a calendar').optional().describe('Id of the calendar by which it works.'),
  assignment: AssignmentRule.default({ method: 'manual' }).describe('How its new tickets find somebody.'),
  preferences: Preferences.optional().describe('What its people are told of, unless they wish otherwise.'),
})
export type TeamFields = z.infer<typeof TeamFields>

/** Ids of teams stand in addresses of pages and in rules. */
export const TeamId = z
  .string('Give an id, such as service-desk')
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower case letters, digits and hyphens, at most 40')

/** People who share work. A kept record (lib/store/kept.ts). */
export const Team = z.object({ id: z.string(), version: z.int(), ...TeamFields.shape })
export type Team = z.infer<typeof Team>

/** Refuses a team whose members or lead are not people of the desk. `people` are those of the ids named that exist. */
export const checkTeam = ({ members, lead }: TeamFields, people: readonly Person[]): void => {
  const byId = new Map(people.map((person) => [person.id, person]))
  const check = (id: string, field: string) => {
    const refuse = (why: string) => new Refusal('invalid', `${field}: ${why}`, field)
    const person = byId.get(id)
    if (!person) throw refuse(`there is no person ${id}. Give the id of one.`)
    if (!person.isActive) throw refuse(`${person.name} is inactive. Leave them out, or activate them first.`)
    if (!isAgent(person)) throw refuse(`${person.name} is not an agent. Change their role first.`)
  }
  const seen = new Set<string>()
  for (const [i, { id }] of members.entries()) {
    const field = `members.${i}.id`
    check(id, field)
    if (seen.has(id)) throw new Refusal('invalid', `${field}: ${id} is named twice. Leave one out.`, field)
    seen.add(id)
  }
  if (lead !== undefined) check(lead, 'lead')
}
