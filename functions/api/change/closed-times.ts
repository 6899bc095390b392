import { FreezeFields, MaintenanceTimeFields } from '../../../lib/change/freeze.ts'
import { freezeKind, maintenanceKind } from '../../../lib/desk/change/calendar.ts'
import { keptCollection } from './kept-collection.ts'
import { ensureScope } from './scope.ts'

/** Times in which nothing is to be changed. */
export const freezes = keptCollection({
  kind: freezeKind,
  name: 'freezes',
  id: 'Freeze',
  ids: 'Freezes',
  what: 'freeze',
  fields: FreezeFields,
  ensure: ensureScope,
})

/** The only times in which something may be changed. */
export const maintenanceTimes = keptCollection({
  kind: maintenanceKind,
  name: 'maintenance-times',
  id: 'MaintenanceTime',
  ids: 'MaintenanceTimes',
  what: 'maintenance time',
  fields: MaintenanceTimeFields,
  ensure: ensureScope,
})
