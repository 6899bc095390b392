import { createPublicKey, verify } from 'node:crypto'
import { hmac, isSame, missing, staleness, type Verify, wrong } from './signed.ts'

/** What stands before the 32 bytes of an Ed25519 public key in DER (RFC 8410). */
const keyInfo = Buffer.from('302a300506032b6570032100', 'hex')

const bytesIn = (secret: string) => Buffer.from(secret.replace(/^wh(?:sec|pk)_/, ''), 'base64')

const isByKey = (secret: string, content: Uint8Array, signature: Uint8Array): boolean => {
  const key = bytesIn(secret)
  if (key.length !== 32) return false
  return verify(
    null,
    content,
    createPublicKey({ key: Buffer.concat([keyInfo, key]), format: 'der', type: 'spki' }),
    signature,
  )
}

/** `v1,… v1a,…` → pairs of version and signature. */
const signaturesIn = (header: string) =>
  header.split(/\s+/).flatMap((part) => {
    const [version, text] = part.split(',')
    return text === undefined ? [] : [{ version, signature: Buffer.from(text, 'base64') }]
  })

/**
 * Standard Webhooks 1.0 (https://www.standardwebhooks.com): HMAC-SHA256 with a secret `whsec_…`, or Ed25519 where the secret
 * is a public key `whpk_…`, over id, time and body. Any of several signatures may be the good one.
 */
export const standardWebhooks: Verify = ({ headers, body }, { secrets, now }) => {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': header } = headers
  if (id === undefined) return 'The header webhook-id is missing.'
  if (header === undefined) return missing('webhook-signature')
  const stale = staleness(time, now, 'webhook-timestamp')
  if (stale) return stale
  const given = signaturesIn(header)
  const beginning = `${id}.${time}.`
  const isGood = secrets.some((secret) => {
    if (secret.startsWith('whpk_')) {
      const content = Buffer.concat([Buffer.from(beginning), body])
      return given.some(({ version, signature }) => version === 'v1a' && isByKey(secret, content, signature))
    }
    const wanted = hmac('sha256', bytesIn(secret), beginning, body)
    return given.some(({ version, signature }) => version === 'v1' && isSame(signature, wanted))
  })
  return isGood ? undefined : wrong
}
