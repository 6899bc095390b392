import * as z from 'zod'
import { machineAt } from '../../lib/aws/machine.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { waitFor } from '../../lib/desk/workflow/wait-for.ts'
import { readSettings } from '../../lib/settings.ts'
import { executionNamed } from '../../lib/workflow/execution.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const { TABLE_NAME, CHANGE_MACHINE } = readSettings(process.env, 'TABLE_NAME', 'CHANGE_MACHINE')
const desk = { store: dynamoStore(TABLE_NAME), machine: machineAt(CHANGE_MACHINE), now }

const Task = z.object({
  token: z.string().min(1),
  execution: z.string(),
  number: z.string(),
  round: z.int(),
  step: z.enum(['approve', 'window', 'implement', 'review']),
  until: z.string().optional(),
})

/** A state of the machine of changes was entered → its token is kept until the change has passed it, or answered at once. */
export const handler = invoked(async (event: unknown) => {
  const { execution, ...task } = Task.parse(event)
  const { number, round, step } = task
  // Somebody may have started one by hand, under a name of their own.
  const run = executionNamed(execution)?.run ?? 1
  const waits = await waitFor(desk, { ...task, run })
  log('info', waits ? 'workflow: an execution waits' : 'workflow: a state was passed at once', { number, round, step })
})
