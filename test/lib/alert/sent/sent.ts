import type { Json } from '../../../../lib/alert/json.ts'
import type { Payload } from '../../../../lib/alert/payload.ts'
import type { Reading } from '../../../../lib/alert/reading.ts'

/** Fields of an object to send. */
export type Fields = { readonly [name: string]: Json }

/** A delivery as a sender's documentation describes it, with values of our own, and what it must be read as. */
export interface Sent {
  readonly format: string
  /** What it is, in a few words. */
  readonly what: string
  /** Deliveries of one format with the same name here are of one alert. */
  readonly alert?: string
  readonly body: Json
  readonly headers?: Payload['headers']
  readonly method?: Payload['method']
  readonly is: Partial<Reading>
}
