import type { Delivery } from './delivery.ts'

/** The source of the desk itself: no administrator can make one of this name, and no key opens it. */
export const pulseSource = '.pulse'

/** A delivery that the desk sends itself, to see that what is accepted is taken in; it never becomes an alert. */
export const pulse = (at: string): Delivery => ({
  id: `pulse-${at}`,
  source: pulseSource,
  at,
  method: 'POST',
  path: '',
  headers: {},
  query: {},
  sheet: `pulse-${at}`,
  line: 0,
})

/** Whether the desk sent it itself. */
export const isPulse = ({ source }: Pick<Delivery, 'source'>): boolean => source === pulseSource
