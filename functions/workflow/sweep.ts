import { machineAt } from '../../lib/aws/machine.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { sweep } from '../../lib/desk/workflow/sweep.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const { TABLE_NAME, CHANGE_MACHINE } = readSettings(process.env, 'TABLE_NAME', 'CHANGE_MACHINE')
const desk = { store: dynamoStore(TABLE_NAME), machine: machineAt(CHANGE_MACHINE), now }

/** Once an hour: changes and executions that lost each other are brought together again. */
export const handler = invoked(async () => {
  const { looked, begun, stopped } = await sweep(desk)
  if (begun.length + stopped.length > 0) log('warn', 'workflow: executions were mended', { looked, begun, stopped })
})
