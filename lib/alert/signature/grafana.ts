import { hex, hmac, isSame, missing, staleness, type Verify, wrong } from './signed.ts'

const usualHeader = 'x-grafana-alerting-signature'

/**
 * HMAC-SHA256 in hexadecimal digits: of the body, or of the time, a colon and the body where the sender is told a header
 * for the time (Grafana documentation, "Configure webhook notifications", "HMAC signature").
 */
export const grafana: Verify = ({ headers, body }, { secrets, now, signatureHeader, timestampHeader }) => {
  const name = signatureHeader?.toLowerCase() ?? usualHeader
  const given = headers[name]?.trim()
  if (given === undefined) return missing(name)
  const time = timestampHeader === undefined ? undefined : headers[timestampHeader.toLowerCase()]
  const stale = timestampHeader === undefined ? undefined : staleness(time, now, timestampHeader)
  if (stale) return stale
  const parts = time === undefined ? [body] : [`${time}:`, body]
  const signature = hex(given)
  return secrets.some((secret) => isSame(signature, hmac('sha256', secret, ...parts))) ? undefined : wrong
}
