import { createHmac } from 'node:crypto'

/** What marks a secret of this scheme (Standard Webhooks 1.0, "Signature scheme"). */
const prefix = 'whsec_'

/** 32 random bytes as a secret that receivers' libraries take. */
export const secretText = (random: Uint8Array): string => `${prefix}${Buffer.from(random).toString('base64')}`

/** What is sent, as far as it is signed. */
export interface Signed {
  /** Stays the same however often it is tried. */
  readonly id: string
  /** Instant of the attempt, ISO 8601. */
  readonly at: string
  /** The very bytes of the body, as text. */
  readonly body: string
}

/** Whole seconds since 1970, as the header has them. */
const seconds = (at: string) => String(Math.floor(Date.parse(at) / 1000))

const signature = (secret: string, content: string): string =>
  `v1,${createHmac('sha256', Buffer.from(secret.replace(prefix, ''), 'base64'))
    .update(content)
    .digest('base64')}`

/**
 * The three headers of Standard Webhooks 1.0. One signature per secret, so that a receiver who knows either the old or the
 * new one can check; there must be at least one secret.
 */
export const signatureHeaders = (
  { id, at, body }: Signed,
  secrets: readonly string[],
): { readonly 'webhook-id': string; readonly 'webhook-timestamp': string; readonly 'webhook-signature': string } => {
  if (secrets.length === 0) throw new Error('Nothing goes out unsigned, and there is no secret to sign with')
  const timestamp = seconds(at)
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)).join(' '),
  }
}

/**
 * What one event is called at one receiver. Without full stops, which separate the parts of what is signed: an id that
 * has some could be read as another one (Standard Webhooks 1.0, "Signature scheme").
 */
export const messageId = (webhook: string, record: string, sequence: number): string =>
  `${webhook}_${record}_${sequence}`
