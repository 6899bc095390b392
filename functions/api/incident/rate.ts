import * as z from 'zod'
import { execute } from '../../../lib/desk/execute.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { longestComment, Score } from '../../../lib/incident/rating.ts'
import { may } from '../../../lib/people/access.ts'
import { Refusal } from '../../../lib/ticket/refusal.ts'
import { command } from './command.ts'

/** What somebody says of a solution. */
export const Opinion = z.strictObject({
  score: Score.describe('From 1, very dissatisfied, to 5, very satisfied.'),
  comment: z
    .string('Write plain text')
    .trim()
    .max(longestComment, `Use at most ${longestComment} characters`)
    .optional()
    .describe('What was good, or was not, in plain text.'),
})

/** `POST /api/v1/incidents/{number}/rate` */
export const rating = command({
  name: 'rate',
  summary: 'Say how satisfied the requester is with the solution',
  description:
    'Once for each solution: it can be changed until the incident is closed, and first said after that as well. A bad rating reopens nothing; whoever has the incident and leads the team is told.',
  body: Opinion,
  action: 'rate',
  run: ({ desk, wish, incident, caller, body }) => {
    // People of incidents merged into it asked for something else.
    if (!may(caller, 'rate', { kind: 'incident', requester: incident.requester }))
      throw new Refusal('forbidden', 'Only the requester rates a solution.')
    return execute(desk, { ...wish, process: incidentProcess, command: { type: 'rate', ...body } })
  },
})
