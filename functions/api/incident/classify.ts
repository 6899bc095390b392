import * as z from 'zod'
import { execute, type Result } from '../../../lib/desk/execute.ts'
import type { Wish } from '../../../lib/desk/incident-order.ts'
import { ensureCanTake, personNamed } from '../../../lib/desk/named-person.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import type { Incident } from '../../../lib/incident/incident.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { Impact, Priority, Urgency } from '../../../lib/ticket/priority.ts'
import type { ApiDesk } from '../operation.ts'
import { command } from './command.ts'
import { Label, Named, Reason, Title } from './field.ts'

const order = (desk: ApiDesk, wish: Wish, command: IncidentCommand): Promise<Result<Incident>> =>
  execute(desk, { ...wish, process: incidentProcess, command })

const assign = command({
  name: 'assign',
  summary: 'Give an incident to a team, to somebody, or to nobody',
  description: 'Another team takes it away from whoever had it, unless somebody is named too.',
  body: z
    .strictObject({
      team: Label.optional().describe('Id of the team; it stays where it is when absent.'),
      assignee: Named.nullable()
        .optional()
        .describe('An agent of the team by mail address or id, `me` for the caller, null for nobody.'),
    })
    .refine(({ team, assignee }) => team !== undefined || assignee !== undefined, {
      path: ['assignee'],
      error: 'Give a team, an assignee, or both',
    }),
  action: 'work',
  run: async ({ desk, wish, incident, caller, body: { team, assignee } }) => {
    if (assignee === undefined || assignee === null) return order(desk, wish, { type: 'assign', team, assignee })
    const person = await personNamed(desk.store, caller, assignee, 'assignee')
    await ensureCanTake(desk.store, person, team ?? incident.team)
    return order(desk, wish, { type: 'assign', team, assignee: { id: person.id, name: person.name } })
  },
})

const edit = command({
  name: 'edit',
  summary: 'Change what an incident is called and what it is about',
  body: z
    .strictObject({
      title: Title.optional().describe('In a few words what is wrong.'),
      category: Label.nullable().optional().describe('What kind of trouble it is; null takes it away.'),
      service: Label.nullable().optional().describe('The service that is hurt; null takes it away.'),
    })
    .refine((given) => Object.values(given).some((value) => value !== undefined), {
      path: ['title'],
      error: 'Give a title, a category or a service',
    }),
  action: 'work',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'edit', ...body }),
})

const prioritize = command({
  name: 'prioritize',
  summary: 'Judge impact and urgency; the desk’s matrix makes the priority of them',
  body: z
    .strictObject({
      impact: Impact.optional().describe('How many people and services are hurt.'),
      urgency: Urgency.optional().describe('How soon it must be solved.'),
    })
    .refine(({ impact, urgency }) => impact !== undefined || urgency !== undefined, {
      path: ['impact'],
      error: 'Give an impact, an urgency, or both',
    }),
  action: 'work',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'prioritize', ...body }),
})

const overridePriority = command({
  name: 'override-priority',
  summary: 'Give another priority than the matrix says, with a reason; without a priority the matrix decides again',
  body: z.strictObject({
    priority: Priority.optional().describe('The priority; absent: what the matrix says.'),
    reason: Reason.optional().describe('Why it differs from the matrix; demanded with a priority.'),
  }),
  action: 'work',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'override-priority', ...body }),
})

/** Who has an incident, what it is called, and how much it matters. */
export const classifying = [assign, edit, prioritize, overridePriority]
