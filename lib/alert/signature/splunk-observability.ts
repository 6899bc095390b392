import { hmac, isSame, missing, type Verify, wrong } from './signed.ts'

const name = 'x-sfx-signature'

/** Base64 of an HMAC of the body: SHA-256 by its present documentation, SHA-1 by its older clients. */
export const splunkObservability: Verify = ({ headers, body }, { secrets }) => {
  const given = headers[name]
  if (given === undefined) return missing(name)
  const signature = Buffer.from(given, 'base64')
  const algorithms = ['sha256', 'sha1'] as const
  return secrets.some((secret) => algorithms.some((algorithm) => isSame(signature, hmac(algorithm, secret, body))))
    ? undefined
    : wrong
}
