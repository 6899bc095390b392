import type { Delivery } from '../../alert/delivery.ts'
import type { AlertDesk } from './alert-desk.ts'

/** What it takes to look at deliveries, try bodies, and send deliveries through again. */
export interface AlertIntake extends Pick<AlertDesk, 'files' | 'read'> {
  /** Puts a delivery in the queue, durably. */
  readonly send: (delivery: Delivery) => Promise<void>
}

const nothing = () => Promise.reject(new Error('This function was given no way to deliveries of alerts.'))

/** For functions that carry out no operation on deliveries, and are granted none. */
export const noAlertIntake: AlertIntake = { files: { read: nothing, write: nothing }, read: nothing, send: nothing }
