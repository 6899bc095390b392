import type { Covering } from './heard.ts'
import type { AlertSource } from './source.ts'

/** What deciding needs to know of the alert's incident. */
export interface IncidentFacts {
  /** Absent while it is about to be opened. */
  readonly number?: string | undefined
  /** `open`: somebody still has work to do; `finished`: closed or canceled, nothing can happen to it. */
  readonly state: 'open' | 'resolved' | 'finished'
  /** A person has done anything to it. */
  readonly isWorkedOn: boolean
  /** Other alerts that share it still fire. */
  readonly isShared?: boolean | undefined
}

/** What a decision about an alert may know beside it. */
export interface AlertContext {
  readonly source: Pick<
    AlertSource,
    'id' | 'reopenWithinMinutes' | 'whenRecovered' | 'openAfterSeconds' | 'staleAfterDays' | 'heartbeatMinutes'
  >
  readonly incident?: IncidentFacts | undefined
  /** The incident of alerts of the same service that a new one would join. */
  readonly group?: string | undefined
  /** The incident of the storm that the source is in. */
  readonly storm?: string | undefined
  /** After how many minutes an acknowledged alert counts as unseen again; 0: never. */
  readonly acknowledgedForMinutes: number
  /** The window that covers the alert now, for what time brings. */
  readonly covering?: Covering | undefined
}
