import * as z from 'zod'
import { adopt, mostAdopted } from '../../../lib/desk/adopt.ts'
import { execute, type Result } from '../../../lib/desk/execute.ts'
import type { Wish } from '../../../lib/desk/incident-order.ts'
import { acceptMajor, declareMajor, rejectMajor } from '../../../lib/desk/judge-major.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { updateMinutes } from '../../../lib/incident/major.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import type { ApiDesk } from '../operation.ts'
import { command } from './command.ts'
import { IncidentNumber, Reason } from './field.ts'

const order = (desk: ApiDesk, wish: Wish, command: IncidentCommand): Promise<Result<Incident>> =>
  execute(desk, { ...wish, process: incidentProcess, command })

const { least, most } = updateMinutes
const minutes = `Use whole minutes from ${least} to ${most}`
const EveryMinutes = z.int(minutes).min(least, minutes).max(most, minutes)
const IfNotUsual = EveryMinutes.optional().describe(
  'Minutes between two updates: 30 for P1 and 60 for others, when absent.',
)
const Children = z.array(IncidentNumber).max(mostAdopted, `Use at most ${mostAdopted} incidents a call`)
const childrenAre = 'Numbers of incidents that are resolved with it.'
const Told = z.string('Write a text').trim().min(1, 'Write a text').max(10_000, 'Use at most 10,000 characters')

const declaring = command({
  name: 'declare-major',
  summary: 'Declare a major incident, or say that it is none any more',
  description:
    'People are told regularly how a major incident goes on, and it is closed by the desk after its review. Its requester cannot close it.',
  body: z.strictObject({
    isMajor: z.boolean('Use true or false').describe('Whether it is a major incident.'),
    reason: Reason.describe('Why it is, or why it is none any more.'),
    everyMinutes: IfNotUsual,
  }),
  action: 'work',
  run: ({ desk, wish, body }) => declareMajor(desk, { ...wish, ...body }),
})

const proposing = command({
  name: 'propose-major',
  summary: 'Propose an incident as a major one: whoever answers for it is told, and decides',
  description: 'A rule of the desk does so by itself where many incidents of one service come within minutes.',
  body: z.strictObject({ reason: Reason.describe('Why it may be a major incident.') }),
  action: 'work',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'propose-major', ...body }),
})

const accepting = command({
  name: 'accept-major',
  summary: 'Accept a candidate as a major incident, and make similar incidents its children',
  description: `At most ${mostAdopted} children a call; \`listSimilarIncidents\` has those that fit, \`addIncidentChildren\` takes more.`,
  body: z.strictObject({
    reason: Reason.describe('Why it is a major incident.'),
    everyMinutes: IfNotUsual,
    children: Children.default([]).describe(childrenAre),
  }),
  action: 'work',
  run: ({ desk, wish, body }) => acceptMajor(desk, { ...wish, ...body }),
})

const rejecting = command({
  name: 'reject-major',
  summary: 'Decide that a candidate is no major incident',
  description:
    'The rule leaves its service alone for as many minutes as it counts, unless twice as many incidents come.',
  body: z.strictObject({ reason: Reason.describe('Why it is none.') }),
  action: 'work',
  run: ({ desk, wish, body }) => rejectMajor(desk, { ...wish, ...body }),
})

const planning = command({
  name: 'update-plan',
  id: 'planIncidentUpdates',
  summary: 'Say how often people are told how a major incident goes on; counted from now',
  description:
    'A public comment of the desk and a change of the announcement are updates. When one is overdue, the assignee and who leads the team are told, once an interval, until it is resolved.',
  body: z.strictObject({ everyMinutes: EveryMinutes.describe('Minutes between two updates.') }),
  action: 'work',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'update-plan', ...body }),
})

const reviewing = command({
  name: 'review',
  summary: 'Review a major incident that is resolved; then it can be closed',
  description:
    'It closes by itself some days after its review, as the settings of the desk say. Another review takes the place of the one before.',
  body: z.strictObject({
    happened: Told.describe('What happened, when it was noticed, and what was done.'),
    learned: Told.describe('What was learned.'),
    followUps: Told.describe('What follows from it, and who does it; or that nothing does.'),
  }),
  action: 'work',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'review', ...body }),
})

const adopting = command({
  name: 'add-children',
  id: 'addIncidentChildren',
  summary: 'Make incidents the children of this one; those that are already stay so',
  body: z.strictObject({
    children: Children.min(1, 'Name at least one').describe(childrenAre),
  }),
  action: 'work',
  run: ({ desk, wish, body }) => adopt(desk, { ...wish, ...body }),
})

/** What is done about major incidents. */
export const aboutMajor = [declaring, proposing, accepting, rejecting, planning, reviewing, adopting]
