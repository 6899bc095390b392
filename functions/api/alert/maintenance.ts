import * as z from 'zod'
import { MaintenanceFields, MaintenanceWindow, maintenanceKind } from '../../../lib/alert/maintenance.ts'
import { keptOperations } from './kept-operations.ts'

const WindowView = z.object(MaintenanceWindow.shape).omit({ isRemoved: true }).meta({ id: 'MaintenanceWindow' })

/** Times in which alerts are expected. */
export const maintenance = keptOperations({
  of: { kind: maintenanceKind, name: 'maintenance window', schema: MaintenanceWindow },
  path: '/api/v1/maintenance-windows',
  kind: 'maintenance-window',
  change: 'plan',
  names: ['MaintenanceWindow', 'MaintenanceWindows'],
  fields: MaintenanceFields,
  view: WindowView,
  summaries: [
    'List the times in which alerts are expected',
    'Read a maintenance window',
    'Make a maintenance window what the body says, whole',
    'Take a maintenance window away; what it held back comes when it was to end',
    'Read every change of a maintenance window, newest first',
  ],
  whoChanges: 'Only agents plan maintenance. Ask one of them.',
})
