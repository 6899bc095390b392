import { createHmac, timingSafeEqual } from 'node:crypto'

/** A request whose body is signed. */
export interface Signed {
  /** Lower case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The body as it was received, before anything was done to it. */
  readonly body: Uint8Array
}

/** What a signature is checked by. */
export interface Checking {
  /** Live secrets: any of them may have been used. */
  readonly secrets: readonly string[]
  /** ISO 8601, UTC. */
  readonly now: string
  /** Names of the headers where the sender lets people choose them. */
  readonly signatureHeader?: string | undefined
  readonly timestampHeader?: string | undefined
}

/** Why a signature is not good, in a sentence for whoever runs the sender; nothing when it is. */
export type Verify = (signed: Signed, checking: Checking) => string | undefined

/** A clock may be wrong by this much, either way (Standard Webhooks 1.0, "Verifying the timestamp"). */
const toleranceSeconds = 300

/** Why an instant in seconds since 1970 is no proof that a request is new; nothing when it is. */
export const staleness = (seconds: string | undefined, now: string, name: string): string | undefined => {
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds))
    return `The header ${name} must be the time in seconds since 1970.`
  const away = Math.abs(Date.parse(now) / 1000 - Number(seconds))
  return away > toleranceSeconds ? `The header ${name} is more than 5 minutes away from our time.` : undefined
}

/** Whether two signatures are the same, in a time that does not tell where they differ. */
export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)

/** HMAC of these parts, one behind the other. */
export const hmac = (
  algorithm: 'sha256' | 'sha1',
  secret: string | Uint8Array,
  ...parts: (string | Uint8Array)[]
): Uint8Array => {
  const sum = createHmac(algorithm, secret)
  for (const part of parts) sum.update(part)
  return sum.digest()
}

/** The bytes of a signature in hexadecimal digits; none for what is no such thing. */
export const hex = (text: string): Uint8Array =>
  /^(?:[0-9a-f]{2}){1,64}$/i.test(text) ? Buffer.from(text, 'hex') : new Uint8Array()

/** What is said of a signature that is not there, and of one that is wrong. */
export const missing = (name: string): string => `The header ${name} with the signature is missing.`
export const wrong = 'The signature does not fit the body and any of the secrets.'
