import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { machineAt } from '../../lib/aws/machine.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { settle } from '../../lib/desk/workflow/settle.ts'
import { readSettings } from '../../lib/settings.ts'
import { nameOf } from '../../lib/workflow/execution.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const { TABLE_NAME, CHANGE_MACHINE } = readSettings(process.env, 'TABLE_NAME', 'CHANGE_MACHINE')
const desk = { store: dynamoStore(TABLE_NAME), machine: machineAt(CHANGE_MACHINE), now }

const Happened = z.object({ number: z.string() })

/** A change has moved → its execution begins, or hears that it may go on. What moved it is of no matter: the change itself tells. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const { number } = Happened.parse(event.detail)
  const settled = await settle(desk, number)
  if (settled?.begun) log('info', 'workflow: an execution begins', { number, execution: nameOf(settled.begun) })
})
