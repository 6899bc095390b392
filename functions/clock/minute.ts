import { announceOn } from '../../lib/aws/bus.ts'
import { dynamoStore } from '../../lib/aws/table.ts'
import { announceDue } from '../../lib/desk/announce-due.ts'
import { readSettings } from '../../lib/settings.ts'
import { invoked } from '../edge/invoked.ts'
import { log } from '../edge/log.ts'
import { now, wait } from '../edge/time.ts'

const settings = readSettings(process.env, 'TABLE_NAME', 'EVENT_BUS_NAME')
const store = dynamoStore(settings.TABLE_NAME)
const announce = announceOn(settings.EVENT_BUS_NAME)

/** Once a minute: what is due is announced, and whoever minds it looks at the truth again. */
export const handler = invoked(async () => {
  const count = await announceDue({ store, announce, now, wait })
  if (count > 0) log('info', 'due things were announced', { count })
})
