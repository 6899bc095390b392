import type { AlertLevel } from './level.ts'

/** What became of a delivery; the log has a sentence for each, in every language. */
export const decisions = [
  'opened',
  'joined',
  'followed',
  'reopened',
  'fires-again',
  'raised',
  'counted',
  'dismissed',
  'acknowledged',
  'resolved',
  'asked',
  'recovered',
  'group-still-fires',
  'held-off',
  'blip',
  'suppressed',
  'in-maintenance',
  'flapping',
  'old-news',
  'nothing-open',
  'stormed',
  'heartbeat',
  'stale',
  'calm',
  'unacknowledged',
  'test',
  'control',
  'non-alert',
  'ignored',
  'repeated',
  'done-before',
  'unreadable',
] as const
export type DecisionWord = (typeof decisions)[number]

/** A decision and the facts its sentence names. */
export interface Decision {
  readonly word: DecisionWord
  readonly incident?: string | undefined
  readonly until?: string | undefined
  readonly since?: string | undefined
  readonly count?: number | undefined
  readonly level?: AlertLevel | undefined
  readonly error?: string | undefined
}

/** What is to happen to the alert's incident; `because` says why, on the incident too. */
export type Effect =
  /** A new incident; `after`: the finished one that it refers to. */
  | { readonly do: 'open'; readonly words: string; readonly after?: string | undefined; readonly because: Decision }
  /** It becomes part of another alert's incident. */
  | { readonly do: 'join'; readonly number: string; readonly words: string; readonly because: Decision }
  | { readonly do: 'reopen'; readonly because: Decision }
  | { readonly do: 'raise'; readonly level: AlertLevel; readonly because: Decision }
  | { readonly do: 'resolve'; readonly because: Decision }
  | { readonly do: 'note'; readonly because: Decision }
