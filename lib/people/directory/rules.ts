import * as z from 'zod'
import { Role } from '../person.ts'
import { TeamId } from '../team.ts'

/** What people of a group get: a role, a place in a team, a flag. */
export const GroupRule = z
  .strictObject({
    group: z.string('Give the id of a group').min(1, 'Give the id of a group').max(100),
    role: Role.exclude(['guest', 'integration'])
      .optional()
      .describe(
        'The role they get, unless they have one by hand. Whoever fills a group that gives `administrator` decides who administers the desk; programs are made known one by one.',
      ),
    team: TeamId.optional().describe('The team they work in; their role must let them.'),
    isVip: z.literal(true).optional().describe('Whether their incidents are urgent until somebody judges.'),
  })
  .refine(({ role, team, isVip }) => role ?? team ?? isVip, 'Say what the group gives: a role, a team or isVip')
export type GroupRule = z.infer<typeof GroupRule>

/** When a directory that deactivates people is stopped. */
export const SafetyRule = z.strictObject({
  percent: z
    .number('Use a number')
    .min(0, 'Use at least 0')
    .max(100, 'Use at most 100')
    .describe('More than this share of the active people whom the directory knows is a mistake.'),
  atLeast: z
    .int('Use a whole number')
    .min(1, 'Use at least 1')
    .max(1000, 'Use at most 1000')
    .describe('So many may go whatever the share is.'),
  windowMinutes: z
    .int('Use a whole number')
    .min(5, 'Use at least 5')
    .max(7 * 24 * 60, 'Use at most a week')
    .describe('Within so many minutes.'),
})
export type SafetyRule = z.infer<typeof SafetyRule>

/** What the directory's groups mean here, and how far it is trusted. */
export const DirectoryRules = z.strictObject({
  groups: z
    .array(GroupRule)
    .max(50, 'Use at most 50 rules')
    .describe('In order: of several roles the first one counts. A group without a rule gives nothing.'),
  safety: SafetyRule.default({ percent: 5, atLeast: 5, windowMinutes: 60 }).describe(
    'When deactivating is stopped until an administrator decides.',
  ),
})
export type DirectoryRules = z.infer<typeof DirectoryRules>

/** Kind and id of the record. */
export const directoryRules = { kind: 'policy', id: 'directory' } as const

/** The rules of a desk that has none: groups are known and give nothing. */
export const usualDirectoryRules: DirectoryRules = DirectoryRules.parse({ groups: [] })

/** The role that the groups give somebody who is in these, or none. */
export const roleGiven = ({ groups }: DirectoryRules, isIn: ReadonlySet<string>): Role | undefined =>
  groups.find(({ group, role }) => role !== undefined && isIn.has(group))?.role

/**
 * The role after the groups gave `now` and before that `then`. The directory takes back only what it gave: a role that
 * somebody gave by hand stays.
 */
export const roleAfter = (role: Role, then: Role | undefined, now: Role | undefined): Role => {
  const isOpen = role === 'employee' || role === 'guest' || role === then
  if (!isOpen) return role
  if (now !== undefined) return now
  return role === then ? 'employee' : role
}
