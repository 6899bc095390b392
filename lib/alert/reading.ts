import type { AlertLevel } from './level.ts'

/** What a delivery says of its alert. `ignored`: nothing about a state, such as a note that somebody wrote. */
export type AlertStatus = 'firing' | 'resolved' | 'acknowledged' | 'suppressed' | 'ignored'

/** What kind of delivery it is; only alerts can open incidents. */
export type DeliveryKind =
  | 'alert'
  /** The sender is alive. */
  | 'heartbeat'
  /** Somebody pressed a test button. */
  | 'test'
  /** About the connection itself: a confirmation, a ping. */
  | 'control'
  /** Something else that happened: a deploy, a comment, a change of configuration. */
  | 'non-alert'

/** One alert of a group that a delivery carries, or the only one. */
export interface AlertMember {
  /** Identity within the delivery's own identity; kept as it came, up to 1,024 characters, longer ones as a hash. */
  readonly key: string
  readonly status: AlertStatus
  readonly title?: string
  readonly host?: string
  readonly severity?: string
  /** When it began to be so, by the sender's clock (ISO 8601, UTC); absent: when the reading happened. */
  readonly at?: string
}

/** What one webhook body means, whoever sent it: the one thing that everything behind the readers knows. Pure data. */
export interface Reading {
  /** The format that it was read as, such as `alertmanager`. */
  readonly format: string
  readonly kind: DeliveryKind
  readonly status: AlertStatus
  /**
   * The identity by the format's own rule, to be taken together with the source: equal on trigger, repetition and
   * recovery; never a title, never a delivery's id. Null when it is not about one alert.
   */
  readonly key: string | null
  /** The sender's own word. */
  readonly severity: string | null
  /** What the word means; null when there was none or nobody knows it. */
  readonly level: AlertLevel | null
  readonly title: string | null
  readonly description?: string
  /** What is hurt, as the sender names it: a host without port, a service, a resource's last part. */
  readonly host: string | null
  /** Everything that may name a service or configuration item, most exact first: ids (ARN, ARM), FQDN, host, IP, service. */
  readonly identifiers: readonly string[]
  /** Where to look: http and https only. */
  readonly links: readonly { readonly text: string; readonly url: string }[]
  /** When it happened, by the sender's clock (ISO 8601, UTC); absent when it does not say. */
  readonly at?: string
  readonly members: readonly AlertMember[]
  /** The list of members is cut: who is not in it may be anything. */
  readonly isTruncated?: boolean
  /** Id of the delivery, the same when it is sent again (webhook-id, SNS MessageId, …). */
  readonly deliveryId?: string
  /** What else is worth showing, such as labels: text, in the sender's order, at most 40. */
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

/** A body that nobody could read as an alert, and why, in a sentence. */
export interface Unreadable {
  readonly error: string
}
