import type { EventBridgeEvent } from 'aws-lambda'
import * as z from 'zod'
import { parameterSecrets } from '../../lib/aws/secrets.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { issueReceipts } from '../../lib/desk/approval/receipts.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now } from '../edge/time.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'SECRETS_PATH')
const signing = { store: dynamoStore(settings.TABLE_NAME), secrets: parameterSecrets(settings.SECRETS_PATH), now }

const Entry = z.object({ number: z.string() })

/** A decision → its signed receipt, chained to those before it. */
export const handler = invoked(async (event: EventBridgeEvent<string, unknown>) => {
  const { number } = Entry.parse(event.detail)
  log('info', 'decisions were signed', { number, count: await issueReceipts(signing, number) })
})
