import * as z from 'zod'

/**
 * Which tickets of others people may look at: none; those of the people who report to them; those, and the tickets of
 * everybody in their department.
 */
export const ColleaguesSee = z.enum(['none', 'reports', 'department'], 'Use none, reports or department')
export type ColleaguesSee = z.infer<typeof ColleaguesSee>
