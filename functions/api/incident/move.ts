import * as z from 'zod'
import { execute, type Result } from '../../../lib/desk/execute.ts'
import type { Wish } from '../../../lib/desk/incident-order.ts'
import type { IncidentCommand } from '../../../lib/incident/command.ts'
import { type Incident, ResolutionCode } from '../../../lib/incident/incident.ts'
import { type Move, moves } from '../../../lib/incident/life-cycle.ts'
import { incidentProcess } from '../../../lib/incident/process.ts'
import { HoldReason } from '../../../lib/ticket/hold.ts'
import type { ApiDesk } from '../operation.ts'
import { command } from './command.ts'
import { Reason, Text } from './field.ts'

const order = (desk: ApiDesk, wish: Wish, command: IncidentCommand): Promise<Result<Incident>> =>
  execute(desk, { ...wish, process: incidentProcess, command })

const leads = (move: Move) =>
  `From ${moves[move].from.join(', ')} to ${moves[move].to}; from elsewhere it is refused (409).`

const start = command({
  name: 'start',
  summary: 'Begin to work on an incident',
  description: leads('start'),
  body: z.strictObject({}),
  action: 'work',
  run: ({ desk, wish }) => order(desk, wish, { type: 'start' }),
})

const hold = command({
  name: 'hold',
  summary: 'Let an incident wait for somebody or something',
  description: leads('hold'),
  body: z.strictObject({
    reason: HoldReason.describe('Whom or what it waits for; waiting for the caller stops the clock of the resolution.'),
    until: z.iso
      .datetime({ offset: true, error: 'Use an instant such as 2026-11-24T09:00:00Z' })
      .transform((given) => new Date(given).toISOString())
      .optional()
      .describe('When to go on with it at the latest.'),
    text: Text.optional().describe('What to tell the requester, when it waits for them; else a note for agents.'),
  }),
  action: 'work',
  run: ({ desk, wish, body: { reason, until, text } }) =>
    order(desk, wish, { type: 'hold', reason, until, ...(text !== undefined && { message: { text } }) }),
})

const resume = command({
  name: 'resume',
  summary: 'Go on with an incident that waits',
  description: leads('resume'),
  body: z.strictObject({}),
  action: 'work',
  run: ({ desk, wish }) => order(desk, wish, { type: 'resume' }),
})

const resolve = command({
  name: 'resolve',
  summary: 'Say what solved an incident; its children are resolved with it',
  description: leads('resolve'),
  body: z.strictObject({
    code: ResolutionCode.describe('How it was resolved.'),
    notes: Text.trim().min(1, 'Say what solved it').describe('What solved it, for the requester and the next agent.'),
  }),
  action: 'work',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'resolve', ...body }),
})

const reopen = command({
  name: 'reopen',
  summary: 'Say that a resolved incident is not solved',
  description: leads('reopen'),
  body: z.strictObject({ reason: Reason.optional().describe('What is still wrong.') }),
  action: 'reopen',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'reopen', ...body }),
})

const close = command({
  name: 'close',
  summary: 'Agree that a resolved incident is solved',
  description: `${leads('close')} A major incident is closed by the desk alone, after its review: before it is refused (409), as its requester always is (403).`,
  body: z.strictObject({}),
  action: 'close',
  run: ({ desk, wish }) => order(desk, wish, { type: 'close' }),
})

const cancel = command({
  name: 'cancel',
  summary: 'Give up an incident that needs no solution any more',
  description: leads('cancel'),
  body: z.strictObject({ reason: Reason.describe('Why nothing needs to be done.') }),
  action: 'cancel',
  run: ({ desk, wish, body }) => order(desk, wish, { type: 'cancel', ...body }),
})

/** The moves of an incident's life. */
export const moving = [start, hold, resume, resolve, reopen, close, cancel]
